import { computed, ref, shallowRef, type ComputedRef } from "vue";
import { localDate } from "./time";

/** What the server gives somebody who signed in. */
export interface Opened {
  token: string;
  expires_at: string;
}

interface Kept {
  token: string;
  /** When the token was got, by this device's clock, in milliseconds. */
  since: number;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  ahead: number;
  /** What the holder signed in with; nothing of another holder is ever shown. */
  owner: string;
}

/** How long the server lets a token live, in milliseconds. */
export const LIFE = 15 * 60_000;

/** Counts sign-ins on this page: what failed for want of a session is then loaded again. */
export const signIns = ref(0);

/** A session of this tab, kept through a reload. */
export interface Session {
  signedIn: ComputedRef<boolean>;
  token(): string;
  owner(): string;
  /** Age of the token in milliseconds. The server's clock is not asked: it may differ from this device's. */
  age(): number;
  /** Now by the server's clock: a device may be set to any. */
  now(): Date;
  /** The date in Shanghai by the server's clock. */
  today(): string;
  open(opened: Opened, owner: string): void;
  renewed(opened: Opened): void;
  end(): void;
}

export function sessionIn(key: string): Session {
  const kept = shallowRef<Kept | null>(JSON.parse(sessionStorage.getItem(key) ?? "null") as Kept | null);

  function take({ token, expires_at }: Opened, owner: string): void {
    keep({ token, since: Date.now(), ahead: Date.parse(expires_at) - LIFE - Date.now(), owner });
  }
  function keep(value: Kept | null): void {
    kept.value = value;
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  }
  function open(opened: Opened, owner: string): void {
    take(opened, owner);
    signIns.value += 1;
  }
  const now = (): Date => new Date(Date.now() + (kept.value?.ahead ?? 0));
  return {
    signedIn: computed(() => kept.value !== null),
    token: () => kept.value?.token ?? "",
    owner: () => kept.value?.owner ?? "",
    age: () => (kept.value ? Date.now() - kept.value.since : 0),
    now,
    today: () => localDate(now()),
    open,
    renewed: (opened) => kept.value && take(opened, kept.value.owner),
    end: () => keep(null),
  };
}
