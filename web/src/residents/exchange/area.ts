import type { Component } from "vue";
import { speakFrom } from "@/shared/i18n";
import { spoken } from "../health/area";

/** Only these pages need their sentences, beside those of health codes. */
const CATALOGUES = {
  "zh-Hans": () => import("../locales/exchange/zh-Hans.json"),
  "zh-Hant": () => import("../locales/exchange/zh-Hant.json"),
  en: () => import("../locales/exchange/en.json"),
  pt: () => import("../locales/exchange/pt.json"),
};

export type PageName = keyof typeof import("./pages");

export const pageOf = async (name: PageName): Promise<Component> => (await Promise.all([spoken(import("./pages")), speakFrom(CATALOGUES)]))[0][name];
