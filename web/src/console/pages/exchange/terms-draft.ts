import type { Schemas } from "../../api";

type Conditions = Schemas["Conditions"];
export type Question = Conditions["questions"][number];

/** The three questions of the forms. */
export const QUESTIONS: readonly Question[] = ["symptoms", "contact", "travel"];

export const COLOURS: readonly Schemas["Colour"][] = ["green", "yellow", "red"];

/** Languages that a partner's pages may speak. */
export const LANGUAGES = ["zh-Hans", "zh-Hant", "en", "pt"] as const;

/** What a side asks, as it is typed. */
export interface ConditionsDraft {
  colours: string[];
  documents: string[];
  questions: string[];
  test_required: boolean;
  test_hours: string;
}

/** A partner as it is typed. */
export interface TermsDraft {
  names: Record<(typeof LANGUAGES)[number], string>;
  languages: string[];
  keys_address: string;
  page: string;
  outward: ConditionsDraft;
  inward: ConditionsDraft;
}

const emptyConditions = (): ConditionsDraft => ({ colours: ["green"], documents: [], questions: [...QUESTIONS], test_required: true, test_hours: "168" });

export const emptyTerms = (): TermsDraft => ({
  names: { "zh-Hans": "", "zh-Hant": "", en: "", pt: "" },
  languages: [],
  keys_address: "",
  page: "",
  outward: emptyConditions(),
  inward: emptyConditions(),
});

/** Return a partner's terms as a draft to begin with. */
export function draftOf(terms: Schemas["Terms"]): TermsDraft {
  const conditions = (of: Conditions): ConditionsDraft => ({ ...of, colours: [...of.colours], documents: [...of.documents], questions: [...of.questions], test_hours: String(of.test_hours) });
  const { names, languages, outward, inward } = terms;
  const named = { "zh-Hans": names["zh-Hans"], "zh-Hant": names["zh-Hant"] ?? "", en: names.en ?? "", pt: names.pt ?? "" };
  return { ...terms, names: named, languages: [...languages], outward: conditions(outward), inward: conditions(inward) };
}

/** Return the draft as the server takes it. */
export function termsBody(draft: TermsDraft): Schemas["TermsForm"] {
  const conditions = (of: ConditionsDraft) => ({ ...of, test_hours: Number(of.test_hours) }) as Schemas["ConditionsForm"];
  return { ...draft, outward: conditions(draft.outward), inward: conditions(draft.inward) };
}

/** Fields that must not be empty, by the names that the server gives them. */
export function needed(draft: TermsDraft): Record<string, string> {
  const conditions = (side: "outward" | "inward") => ({
    [`terms.${side}.colours`]: draft[side].colours.join(),
    [`terms.${side}.documents`]: draft[side].documents.join(),
    [`terms.${side}.test_hours`]: draft[side].test_hours,
  });
  return {
    "terms.names.zh-Hans": draft.names["zh-Hans"],
    "terms.languages": draft.languages.join(),
    "terms.keys_address": draft.keys_address,
    "terms.page": draft.page,
    ...conditions("outward"),
    ...conditions("inward"),
  };
}
