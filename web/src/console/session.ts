import { computed, ref, shallowRef } from "vue";
import { forgetDrafts } from "@/shared/drafts";
import type { Schemas } from "@/shared/api/client";
import { LIFE, sessionIn, type Opened } from "@/shared/session";

export type Account = Schemas["OwnAccountView"];

/** `city`: only staff of the whole city may, whatever their roles. */
export type Scope = "city" | "region";

/** The root of the region tree. */
export const CITY = "city";

export const session = sessionIn("waystation.staff");

/** Who is signed in, what they may do and where; null until it is loaded. */
export const account = shallowRef<Account | null>(null);

/** The session ended while somebody was at work: the page waits behind the sign-in. */
export const expired = ref(false);

const granted = computed(() => new Set(account.value?.permissions));

/** Tell whether the signed-in account may press a button (`menu.button`). The server decides; this only shows or hides. */
export function may(permission: string, scope: Scope = "region"): boolean {
  return granted.value.has(permission) && (scope === "region" || account.value?.region === CITY);
}

export function enter(opened: Opened, username: string): void {
  session.open(opened, username);
  expired.value = false;
}

/** The holder leaves: nothing of theirs stays. */
export function leave(): void {
  session.end();
  account.value = null;
  expired.value = false;
  forgetDrafts();
}

/** Lock the screen once the server has let the token die, whether or not anybody calls. */
export function watchExpiry(): void {
  const look = (): void => {
    if (session.signedIn.value && session.age() > LIFE) expired.value = true;
  };
  setInterval(look, 10_000);
  document.addEventListener("visibilitychange", look);
}
