import type { Schemas } from "@/residents/api";

export type Stop = Schemas["PassView"]["against"][number];

/** What a gate sees of somebody; `fresh`: the code is good at this moment. */
export interface Seen {
  colour: Schemas["Colour"];
  name: string;
  fresh: boolean;
  token: string;
  visit: string;
}

/** Return everything that speaks against letting somebody pass, as functions/healthcode/scenes/passing.py has it; nothing lets them. */
export function against(seen: Seen, temperature: number | null, suspicious: boolean, feverFrom: number): Stop[] {
  const found: Record<Stop, boolean> = {
    RED: seen.colour === "red",
    YELLOW: seen.colour === "yellow",
    FEVER: temperature !== null && temperature >= feverFrom,
    OLD_CODE: !seen.fresh,
    SUSPICIOUS: suspicious,
  };
  return (Object.keys(found) as Stop[]).filter((stop) => found[stop]);
}
