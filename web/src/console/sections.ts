import type { Component } from "vue";
import type { Scope } from "./session";
import { access } from "./pages/access/section";
import { booking } from "./pages/booking/section";
import { exchange } from "./pages/exchange/section";
import { health } from "./pages/health/section";
import { lottery } from "./pages/lottery/section";
import { residents } from "./pages/residents/section";
import { system } from "./pages/system/section";
import { vaccine } from "./pages/vaccine/section";

/** A page of the console: its address below `/staff`, its menu entry, and who may open it. */
export interface Page {
  path: string;
  name: string;
  component: () => Promise<unknown>;
  /** Message key of its title; the menu's word where it stands in the menu. */
  title: string;
  /** `menu.button` that opens it. */
  permission: string;
  /** `city` where its endpoints are for staff of the whole city only. */
  scope?: Scope;
  /** Icon of its menu entry. A page without one is reached from its parent. */
  icon?: Component;
  /** Name of the page that it belongs to. */
  parent?: string;
  /** How much waits there for staff. */
  waiting?: () => Promise<number>;
}

/** Pages under one heading of the menu. */
export interface Section {
  title: string;
  pages: readonly Page[];
}

/** The menu, from top to bottom. */
export const SECTIONS: readonly Section[] = [lottery, booking, vaccine, health, exchange, residents, access, system];
