import { ticked } from "@/shared/health/ticks";
import type { Schemas } from "../api";

export type Kind = Schemas["RegistrationForm"]["kind"];

/** What can be registered (省外返琼, 省内返琼, 返岗登记). */
export const KINDS: readonly Kind[] = ["from-outside", "within", "to-work"];

/** A registration as it is typed: "yes" and "no", texts, ticks. */
export interface RegistrationDraft {
  planned_on: string;
  health: string;
  key_area: string;
  case_contact: string;
  carrier_contact: string;
  symptoms: string[];
  region: string;
  address: string;
  departure: string;
  isolation_days: string;
  left_on: string;
  workplace: string;
  measures: string;
  remark: string;
}

export const emptyRegistration = (): RegistrationDraft => ({
  planned_on: "",
  health: "",
  key_area: "",
  case_contact: "",
  carrier_contact: "",
  symptoms: [],
  region: "",
  address: "",
  departure: "",
  isolation_days: "",
  left_on: "",
  workplace: "",
  measures: "",
  remark: "",
});

/** Return the registration as the server takes it. */
export function registrationBody(kind: Kind, draft: RegistrationDraft): Schemas["RegistrationForm"] {
  return {
    ...draft,
    kind,
    health: draft.health as Schemas["Health"],
    key_area: draft.key_area === "yes",
    case_contact: draft.case_contact === "yes",
    carrier_contact: draft.carrier_contact === "yes",
    symptoms: ticked<Schemas["Symptom"]>(draft.symptoms),
    isolation_days: draft.isolation_days ? Number(draft.isolation_days) : null,
    left_on: draft.left_on || null,
  };
}
