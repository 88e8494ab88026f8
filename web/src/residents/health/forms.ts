import { celsius } from "@/shared/health/temperature";
import { ticked } from "@/shared/health/ticks";
import type { Schemas } from "../api";

/** How somebody is: texts and ticks, as inputs have them. */
export interface HealthForm {
  temperature: string;
  symptoms: string[];
  remark: string;
}

export const emptyHealth = (): HealthForm => ({ temperature: "", symptoms: [], remark: "" });

/** A declaration (个人健康申报) as it is typed. */
export interface DeclarationForm extends HealthForm {
  name: string;
  nationality: string;
  document_type: string;
  number: string;
  phone: string;
  region: string;
  address: string;
  history: string[];
}

export const emptyDeclaration = (): DeclarationForm => ({
  name: "",
  nationality: "CN",
  document_type: "RESIDENT_ID",
  number: "",
  phone: "",
  region: "",
  address: "",
  history: [],
  ...emptyHealth(),
});

/** Return the declaration as the server takes it. */
export function declarationBody(form: DeclarationForm, promise: boolean): Schemas["DeclarationForm"] {
  return {
    ...form,
    promise,
    document_type: form.document_type as Schemas["DocumentType"],
    temperature: form.temperature ? celsius(form.temperature) : null,
    symptoms: ticked<Schemas["Symptom"]>(form.symptoms),
    history: ticked<Schemas["History"]>(form.history),
  };
}

/** Return a day's check-in as the server takes it. */
export function checkInBody({ temperature, symptoms, remark }: HealthForm, address: string): Schemas["CheckIn"] {
  return { temperature: celsius(temperature), symptoms: ticked<Schemas["Symptom"]>(symptoms), remark, address };
}
