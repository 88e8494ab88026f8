import { shallowRef } from "vue";
import { answer } from "@/shared/api/answer";
import { api, type Schemas } from "@/residents/api";
import { now } from "./clock";

interface Kept {
  keys: Schemas["Jwk"][];
  /** When they were heard, in milliseconds. */
  at: number;
}

const KEY = "waystation.gate.keys";
const HOUR = 3_600_000;
/** How far behind the last hearing a clock may be before it must have been changed. */
const SLACK = 10 * 60_000;

/** The public keys with which health codes are checked, as last heard. */
export const kept = shallowRef(JSON.parse(localStorage.getItem(KEY) ?? "null") as Kept | null);

/** Ask for the keys in force; those known stay where that fails. */
export async function refresh(): Promise<void> {
  const { keys } = await answer(api.GET("/v1/keys"));
  kept.value = { keys: keys.filter(({ purpose }) => purpose === "health_code"), at: now().getTime() };
  localStorage.setItem(KEY, JSON.stringify(kept.value));
}

/** Whether the keys are too old to tell good codes from revoked ones, or the clock says what can't be. */
export function areStale(hours: number): boolean {
  const age = kept.value ? now().getTime() - kept.value.at : Infinity;
  return age > hours * HOUR || age < -SLACK;
}
