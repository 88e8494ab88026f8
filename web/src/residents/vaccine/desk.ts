import { shallowRef, watch, type Ref } from "vue";
import type { RouteLocationRaw } from "vue-router";
import type { Schemas } from "../api";

/** The session that somebody chose, and on whose page: a street's or grid's, or a group's by the token of its address. */
export interface Choice {
  street: string;
  grid: string;
  session: Schemas["SessionView"];
  group: string;
}

/** What was chosen, the place held for it, and what came of it: kept through a reload of the tab, as drafts are. */
export const choice = kept<Choice>("choice");
export const held = kept<Schemas["HeldPlace"]>("hold");
export const booked = kept<Schemas["BookedView"]>("booked");

/** The page on which the session was chosen. */
export function origin({ street, grid, group }: Choice): RouteLocationRaw {
  return group ? { name: "vaccine-group", hash: `#${group}` } : { name: "vaccine-street", params: { street: grid || street } };
}

function kept<T>(name: string): Ref<T | null> {
  const key = `waystation.draft.vaccine-${name}`;
  const value = shallowRef(JSON.parse(sessionStorage.getItem(key) ?? "null") as T | null);
  watch(value, (now) => (now ? sessionStorage.setItem(key, JSON.stringify(now)) : sessionStorage.removeItem(key)), { flush: "sync" });
  return value;
}
