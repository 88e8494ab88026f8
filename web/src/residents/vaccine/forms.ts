import type { Schemas } from "../api";

/** What the form of one person holds: texts only, as inputs have them. */
export interface CandidateForm {
  nationality: string;
  document_type: string;
  number: string;
  name: string;
  phone: string;
  born: string;
  remark: string;
  grid: string;
  dose: string;
  before: string;
  /** "yes" or "no" by question. */
  answers: Record<string, string>;
}

export function emptyCandidate(kind: Schemas["SessionView"]["kind"], grid = ""): CandidateForm {
  const document = kind === "foreign" ? { nationality: "", document_type: "" } : { nationality: "CN", document_type: "RESIDENT_ID" };
  return { ...document, number: "", name: "", phone: "", born: "", remark: "", grid, dose: "", before: "", answers: {} };
}

/** A form for the next of the family: who lives together shares phone and grid. */
export function nextOfFamily(form: CandidateForm, kind: Schemas["SessionView"]["kind"]): CandidateForm {
  return { ...emptyCandidate(kind, form.grid), phone: form.phone };
}

/** A resident's identity number says when its holder was born; no other document's does. */
export const statesBirth = (form: CandidateForm): boolean => form.document_type === "RESIDENT_ID";

/** Return who is meant, as the server takes it. */
export function personBody(form: CandidateForm): Schemas["PersonForm"] {
  const { name, number, phone, nationality, born, remark } = form;
  return {
    name,
    number,
    phone,
    nationality,
    document_type: form.document_type as Schemas["DocumentType"],
    born: statesBirth(form) ? null : born || null,
    remark,
  };
}

/** Return the person with dose, grid and answers, as the server takes them. */
export function candidateBody(form: CandidateForm, vaccine: Schemas["VaccineView"]): Schemas["WaitingPerson"] {
  const answers = vaccine.questions.map(({ id }) => [id, form.answers[id] === "yes"] as const);
  return {
    person: personBody(form),
    grid: form.grid,
    dose: Number(form.dose),
    answers: Object.fromEntries(answers),
    dose_before: Number(form.dose) > 1 ? form.before || null : null,
  };
}

/** Fields of the person that must not be empty, by the names that the server gives them. */
export function personRequired(form: CandidateForm, prefix = ""): Record<string, string> {
  const { nationality, document_type, number, name, phone, born, grid } = form;
  const fields = { nationality, document_type, number, name, phone, ...(statesBirth(form) ? {} : { born }) };
  const named = Object.entries(fields).map(([field, value]) => [`${prefix}person.${field}`, value] as const);
  return { ...Object.fromEntries(named), [`${prefix}grid`]: grid };
}

/** The same with dose and answers. */
export function candidateRequired(form: CandidateForm, vaccine: Schemas["VaccineView"], prefix = ""): Record<string, string> {
  const answers = vaccine.questions.map(({ id }) => [`${prefix}answers.${id}`, form.answers[id] ?? ""] as const);
  return { ...personRequired(form, prefix), [`${prefix}dose`]: form.dose, ...Object.fromEntries(answers) };
}
