import type { Schemas } from "../../api";

type Texts = Schemas["Texts"];
type Vaccine = Schemas["Vaccine"];

/** A vaccine as its fields hold it. */
export interface Draft {
  id: string;
  code: string;
  names: Texts;
  doses: string;
  intervals: string[];
  min_age: string;
  max_age: string;
  questions: { id: string; texts: Texts }[];
  enabled: boolean;
}

const BLANK: Texts = { "zh-Hans": "", "zh-Hant": "", en: "" };

export function draftOf(vaccine?: Vaccine): Draft {
  if (!vaccine) return { id: "", code: "", names: { ...BLANK }, doses: "2", intervals: ["21"], min_age: "18", max_age: "150", questions: [], enabled: true };
  const { id, code, names, doses, intervals, min_age, max_age, questions, enabled } = structuredClone(vaccine);
  return { id, code, names, doses: String(doses), intervals: intervals.map(String), min_age: String(min_age), max_age: String(max_age), questions, enabled };
}

/** Return as many intervals as doses need, those known kept. */
export function fitted(intervals: readonly string[], doses: number): string[] {
  const known = intervals.at(-1) ?? "21";
  return Array.from({ length: Math.max(0, doses - 1) }, (_, index) => intervals[index] ?? known);
}

/** Return what has to be filled in, by field. */
export function needed(draft: Draft): Record<string, string> {
  const { id, code, doses, min_age, max_age } = draft;
  const texts: [string, Texts][] = [["vaccine.names", draft.names], ...draft.questions.map((each, index): [string, Texts] => [`vaccine.questions[${index}].texts`, each.texts])];
  const said = texts.flatMap(([path, text]) => Object.entries(text).map(([language, value]) => [`${path}.${language}`, value.trim()]));
  const days = draft.intervals.map((each, index) => [`vaccine.intervals[${index}]`, each]);
  return { "vaccine.id": id.trim(), "vaccine.code": code.trim(), "vaccine.doses": doses, "vaccine.min_age": min_age, "vaccine.max_age": max_age, ...Object.fromEntries([...said, ...days]) };
}

export function vaccineOf(draft: Draft): Vaccine {
  const { doses, intervals, min_age, max_age, id, code, ...rest } = draft;
  return { ...rest, id: id.trim(), code: code.trim(), doses: Number(doses), intervals: intervals.map(Number), min_age: Number(min_age), max_age: Number(max_age) };
}

/** Return a question that nobody has worded yet. */
export function newQuestion(): Draft["questions"][number] {
  return { id: `q_${Date.now().toString(36)}`, texts: { ...BLANK } };
}
