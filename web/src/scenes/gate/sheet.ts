import { answer } from "@/shared/api/answer";
import { Refusal } from "@/shared/refusal";
import { api, type Schemas } from "@/residents/api";
import { setBy } from "./clock";
import * as keys from "./keys";

const keyOf = (place: string): string => `waystation.gate.sheet.${place}`;

/** What a gate works with, as it is now, else as last heard; throws Refusal where it never was. Sets clock and keys. */
export async function sheetOf(place: string): Promise<Schemas["GateSheet"]> {
  try {
    const sheet = await answer(api.GET("/v1/places/{place}/gate", { params: { path: { place } } }));
    setBy(sheet.server_time);
    localStorage.setItem(keyOf(place), JSON.stringify(sheet));
    await keys.refresh().catch(() => undefined);
    return sheet;
  } catch (error) {
    const known = JSON.parse(localStorage.getItem(keyOf(place)) ?? "null") as Schemas["GateSheet"] | null;
    // Who must sign in again may go on checking; what was found is uploaded after it.
    if (known && error instanceof Refusal && (error.unknown || error.endsSession)) return known;
    localStorage.removeItem(keyOf(place));
    throw error;
  }
}
