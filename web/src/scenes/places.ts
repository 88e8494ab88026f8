import type { Schemas } from "@/residents/api";

type Place = Schemas["MyPlace"];

const KEY = "waystation.gate.places";

/** Keep the places of the account, so that a gate opens without a network. */
export function rememberPlaces(places: Place[]): Place[] {
  localStorage.setItem(KEY, JSON.stringify(places));
  return places;
}

export function rememberedPlaces(): Place[] | null {
  return JSON.parse(localStorage.getItem(KEY) ?? "null") as Place[] | null;
}

export function rememberedPlace(place: string): Place | undefined {
  return rememberedPlaces()?.find((each) => each.place === place);
}
