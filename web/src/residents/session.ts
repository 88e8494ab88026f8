import { forgetDrafts } from "@/shared/drafts";
import { sessionIn, type Opened } from "@/shared/session";
import { forgetPapers } from "./papers";

const OWNER = "waystation.owner";

export const session = sessionIn("waystation.session");
export const { signedIn, today, renewed } = session;

/** What the last holder signed in with on this device, until they sign out. */
export const lastOwner = (): string => localStorage.getItem(OWNER) ?? "";

/** Begin a session; what another holder left on this device goes. */
export function begin(opened: Opened, owner: string): void {
  if (localStorage.getItem(OWNER) !== owner) forgetAll();
  localStorage.setItem(OWNER, owner);
  session.open(opened, owner);
}

/** The session is over; drafts and papers stay for the same holder. */
export function lose(): void {
  session.end();
}

/** The holder leaves: nothing of theirs stays on the device. */
export function leave(): void {
  session.end();
  forgetAll();
}

function forgetAll(): void {
  localStorage.removeItem(OWNER);
  forgetDrafts();
  forgetPapers();
}
