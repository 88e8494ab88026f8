import type { Schemas } from "../../api";

/** Kinds of fact that may give a colour, the gravest first. */
export const CAUSES: readonly Schemas["FactKind"][] = [
  "CONFIRMED", "SUSPECTED", "CLOSE_CONTACT", "ISOLATED", "POSITIVE_TEST", "CASE_CONTACT", "FEVER_CLINIC", "FEVER", "COUGH",
  "SYMPTOM", "FEVER_CONTACT", "KEY_AREA", "ARRIVAL", "MEDICINE",
];

/** What can end a cause beside days of check-ins. */
export const RELEASES: readonly Schemas["FactKind"][] = ["RELEASED", "NEGATIVE_TEST"];

/** A rule as it is typed; one without a colour is left out. */
export interface CauseDraft {
  kind: Schemas["FactKind"];
  colour: string;
  texts: Record<"zh-Hans" | "zh-Hant" | "en", string>;
  days: string;
  released_by: Schemas["FactKind"][];
}

type Spoken = Record<keyof CauseDraft["texts"], Schemas["CauseView"][]>;

/** Return the rules in force, in every language, as a draft to begin with. */
export function draftOf(spoken: Spoken): CauseDraft[] {
  return CAUSES.map((kind) => {
    const of = (language: keyof Spoken) => spoken[language].find((each) => each.kind === kind);
    const known = of("zh-Hans");
    const texts = { "zh-Hans": known?.text ?? "", "zh-Hant": of("zh-Hant")?.text ?? "", en: of("en")?.text ?? "" };
    return { kind, colour: known?.colour ?? "", texts, days: String(known?.days ?? 14), released_by: [...(known?.released_by ?? [])] };
  });
}

/** Return the draft as the server takes it. */
export function draftBody(drafts: CauseDraft[], note: string): Schemas["RulesDraft"] {
  const causes = drafts.filter(({ colour }) => colour).map((each) => ({ ...each, colour: each.colour as Schemas["Colour"], days: Number(each.days) }));
  return { causes, note };
}
