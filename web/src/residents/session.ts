import { computed, shallowRef } from "vue";
import { localDate } from "@/shared/time";
import type { Schemas } from "./api";
import { forgetDrafts } from "./drafts";
import { forgetPapers } from "./papers";

interface Kept {
  token: string;
  /** When the token was got, by this device's clock, in milliseconds. */
  since: number;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  ahead: number;
  /** What the holder signed in with; drafts of another holder are never shown. */
  owner: string;
}

const KEY = "waystation.session";
const OWNER = "waystation.owner";
/** How long the server lets a token live, in milliseconds. */
const LIFE = 15 * 60_000;

const kept = shallowRef<Kept | null>(JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Kept | null);

export const signedIn = computed(() => kept.value !== null);

export const token = (): string => kept.value?.token ?? "";

/** Age of the token in milliseconds. The server's clock is not asked: it may differ from this device's. */
export const age = (): number => (kept.value ? Date.now() - kept.value.since : 0);

/** The date in Shanghai by the server's clock: a phone may be set to any. */
export const today = (): string => localDate(new Date(Date.now() + (kept.value?.ahead ?? 0)));

/** Begin a session; what another holder left on this device goes. */
export function begin(opened: Schemas["Session"], owner: string): void {
  if (localStorage.getItem(OWNER) !== owner) forgetAll();
  localStorage.setItem(OWNER, owner);
  keep(from(opened, owner));
}

export function renewed(opened: Schemas["Session"]): void {
  if (kept.value) keep(from(opened, kept.value.owner));
}

function from({ token: given, expires_at }: Schemas["Session"], owner: string): Kept {
  return { token: given, since: Date.now(), ahead: Date.parse(expires_at) - LIFE - Date.now(), owner };
}

/** The session is over; drafts and papers stay for the same holder. */
export function lose(): void {
  keep(null);
}

/** The holder leaves: nothing of theirs stays on the device. */
export function leave(): void {
  keep(null);
  forgetAll();
}

function keep(value: Kept | null): void {
  kept.value = value;
  if (value) sessionStorage.setItem(KEY, JSON.stringify(value));
  else sessionStorage.removeItem(KEY);
}

function forgetAll(): void {
  localStorage.removeItem(OWNER);
  forgetDrafts();
  forgetPapers();
}
