import type { Schemas } from "./api";

/** What a person's part of a form holds: texts only, as inputs have them. */
export interface PersonForm {
  name: string;
  sex: string;
  born: string;
  since: string;
  until: string;
  card: string;
  cardSince: string;
  cardUntil: string;
}

export interface DocumentForm {
  nationality: string;
  document_type: string;
  number: string;
}

export const emptyPerson = (): PersonForm => ({ name: "", sex: "", born: "", since: "", until: "", card: "", cardSince: "", cardUntil: "" });
export const emptyDocument = (): DocumentForm => ({ nationality: "", document_type: "", number: "" });

export function personOf(view: Schemas["CohabitantView"]["person"]): PersonForm {
  const { name, sex, born, document_validity, identity_card } = view;
  return {
    name,
    sex,
    born,
    since: document_validity.since,
    until: document_validity.until ?? "",
    card: identity_card?.number ?? "",
    cardSince: identity_card?.validity.since ?? "",
    cardUntil: identity_card?.validity.until ?? "",
  };
}

/** Return the person as the server takes it. */
export function personBody(form: PersonForm) {
  const card = { number: form.card, validity: validity(form.cardSince, form.cardUntil) };
  return {
    name: form.name,
    sex: form.sex as Schemas["Sex"],
    born: form.born,
    document_validity: validity(form.since, form.until),
    identity_card: form.card || form.cardSince || form.cardUntil ? card : null,
  };
}

/** Fields of a person that must not be empty, by the names that the server gives them. */
export function personRequired(form: PersonForm): Record<string, string> {
  const card = form.card || form.cardSince || form.cardUntil;
  return {
    name: form.name,
    sex: form.sex,
    born: form.born,
    "document_validity.since": form.since,
    ...(card ? { "identity_card.number": form.card, "identity_card.validity.since": form.cardSince } : {}),
  };
}

const FIELD_OF: Record<string, string> = {
  NAME: "name",
  SEX: "sex",
  BORN: "born",
  NATIONALITY: "nationality",
  DOCUMENT_TYPE: "document_type",
  DOCUMENT_NUMBER: "number",
  DOCUMENT_VALIDITY: "document_validity.until",
  IDENTITY_NUMBER: "identity_card.number",
  IDENTITY_VALIDITY: "identity_card.validity.until",
  GROUND: "ground",
};

/** Return what a review says, by the field it stands beside. */
export function remarksOf(review: Schemas["ReviewView"] | undefined): Record<string, string> {
  if (review?.state !== "REJECTED") return {};
  return Object.fromEntries(review.remarks.map((each) => [FIELD_OF[each.field] ?? each.field, each.explanation]));
}

function validity(since: string, until: string): Schemas["Validity"] {
  return { since, until: until || null };
}
