import { within } from "@/shared/health/ticks";
import { randomId } from "@/shared/idempotency";
import type { Schemas } from "../api";

type Answers = Schemas["Answers"];
export type Names = Schemas["PartnerView"]["names"];

/** The three questions (补充问题), in the order of the forms. */
export const QUESTIONS: readonly (keyof Answers)[] = ["symptoms", "contact", "travel"];

/** "yes", "no", or not answered yet. */
export type AnswersDraft = Record<keyof Answers, string>;

export const emptyAnswers = (): AnswersDraft => ({ symptoms: "", contact: "", travel: "" });

export const answersRequired = (answers: AnswersDraft): Record<string, string> => within("answers", answers);

const answersBody = ({ symptoms, contact, travel }: AnswersDraft): Answers => ({ symptoms: symptoms === "yes", contact: contact === "yes", travel: travel === "yes" });

/** What is filled in for another region's code, as it is typed. */
export interface HandOverDraft {
  name: string;
  birth_date: string;
  document_type: string;
  number: string;
  phone: string;
}

export const emptyHandOver = (): HandOverDraft => ({ name: "", birth_date: "", document_type: "", number: "", phone: "" });

/** Return the form as the server takes it. */
export function handOverBody(partner: string, draft: HandOverDraft, answers: AnswersDraft, agreed: boolean): Schemas["HandOverForm"] {
  return { ...draft, partner, agreed, document_type: draft.document_type as Schemas["DocumentType"], answers: answersBody(answers) };
}

/** An itinerary (行程申报) as it is typed; `client` names this try, so that a second one is not a second arrival. */
export interface ItineraryDraft {
  token: string;
  client: string;
  nationality: string;
  number: string;
  birth_date: string;
  region: string;
  address: string;
}

export const emptyItinerary = (): ItineraryDraft => ({ token: "", client: "", nationality: "", number: "", birth_date: "", region: "", address: "" });

/** Begin anew with another token; what was typed stays. */
export function bring(draft: ItineraryDraft, token: string): void {
  Object.assign(draft, { token, client: randomId() });
}

/** Return the itinerary as the server takes it. */
export function arrivalBody(draft: ItineraryDraft, answers: AnswersDraft, agreed: boolean): Schemas["ArrivalForm"] {
  return { ...draft, agreed, answers: answersBody(answers) };
}

/** Whose document somebody has, where its type says it. */
const HOLDERS: Partial<Record<string, string>> = { RESIDENT_ID: "CN", MAINLAND_PERMIT_HK_MO: "CN", TAIWAN_PERMIT: "TW" };

export function likelyNationality({ document_type, number }: Schemas["TokenView"]): string {
  // Home return permits begin with the letter of the region.
  if (document_type === "HOME_RETURN_PERMIT") return number.startsWith("H") ? "HK" : "MO";
  return HOLDERS[document_type] ?? "";
}
