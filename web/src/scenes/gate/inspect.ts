import { answer } from "@/shared/api/answer";
import { read, Unverified, type Statement } from "@/shared/statement/statement";
import { api, type Schemas } from "@/residents/api";
import { now } from "./clock";
import type { Seen } from "./decide";
import * as keys from "./keys";

/** Why a gate says nothing about a code: no code of ours, keys that are too old, a key unknown here, a browser that can't. */
export class Unreadable extends Error {
  constructor(readonly why: "invalid" | "stale" | "unknown" | "unable") {
    super(why);
  }
}

/** How far a code's clock and ours may differ, in milliseconds. */
const SKEW = 2 * 60_000;
const COLOURS: readonly unknown[] = ["green", "yellow", "red"];

/** Return what a scanned code shows, checked without a network where that can be; throws Unreadable. */
export async function inspect(token: string, keyHours: number): Promise<Seen> {
  if (keys.areStale(keyHours)) await keys.refresh().catch(() => undefined);
  if (keys.areStale(keyHours)) throw new Unreadable("stale");
  try {
    return seen(token, await checked(token));
  } catch (error) {
    if (error instanceof Unverified && error.why === "unable") return askServer(token);
    throw error instanceof Unverified ? new Unreadable(error.why) : error;
  }
}

/** A key that is not known here may be younger than the last hearing. */
async function checked(token: string): Promise<Statement> {
  const known = () => keys.kept.value?.keys ?? [];
  try {
    return await read(token, known());
  } catch (error) {
    if (!(error instanceof Unverified) || error.why !== "unknown") throw error;
    await keys.refresh().catch(() => undefined);
    return read(token, known());
  }
}

function seen(token: string, { issued, expires, content }: Statement): Seen {
  const [colour, name] = [content.get("colour"), content.get("name")];
  if (!COLOURS.includes(colour) || typeof name !== "string") throw new Unreadable("invalid");
  const at = now().getTime();
  const fresh = at < expires.getTime() && at > issued.getTime() - SKEW;
  return { colour: colour as Schemas["Colour"], name, fresh, token, visit: "" };
}

/** Browsers without Ed25519 have the server check. */
async function askServer(token: string): Promise<Seen> {
  try {
    const { colour, name } = await answer(api.POST("/v1/health/codes/verification", { body: { token } }));
    return { colour, name, fresh: true, token, visit: "" };
  } catch {
    throw new Unreadable("unable");
  }
}
