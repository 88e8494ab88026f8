import type { Refusal } from "@/shared/refusal";
import type { Schemas } from "../../api";

export type Found = Schemas["Inspected"];

/** How a booking is looked for: by its slip, its number, or a travel document. */
export type Wanted = Partial<Schemas["LookUp"]>;

/** What the person at the port does now: compare documents, let in, or not. */
export type Verdict =
  | { kind: "compare" | "entered" | "before" | "ended"; found: Found }
  | { kind: "differ"; found: Found }
  | { kind: "refused"; refusal: Refusal };

/** What a booking that was found means. */
export function verdictOf(found: Found): Verdict {
  if (found.state === "booked") return { kind: "compare", found };
  return { kind: found.state === "arrived" ? "before" : "ended", found };
}

/** Tell whether a refusal is about whom was looked for, and not about the connection or the caller. */
export function isVerdict({ code }: Refusal): boolean {
  return code.startsWith("booking.");
}

/** What port staff typed or a hand-held scanner wrote: a booking number, or else the text of a slip. */
export function wantedBy(text: string): Wanted {
  const clean = text.replace(/\s/g, "");
  return /^\d{14,20}$/.test(clean) ? { number: clean } : { token: clean };
}
