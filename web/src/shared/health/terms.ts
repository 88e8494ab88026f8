import type { Schemas } from "../api/client";
import type { Option } from "../form";
import { say } from "../i18n";

const SYMPTOMS: readonly Schemas["Symptom"][] = [
  "FEVER", "DRY_COUGH", "PHLEGM", "FATIGUE", "STUFFY_NOSE", "RUNNY_NOSE", "SORE_THROAT", "HEADACHE", "MUSCLE_PAIN",
  "JOINT_PAIN", "SHORT_BREATH", "CHEST_TIGHTNESS", "CONJUNCTIVITIS", "NAUSEA", "VOMITING", "ABDOMINAL_PAIN", "DIARRHOEA",
];

const HISTORY: readonly Schemas["History"][] = ["FEVER_OR_COUGH", "FEVER_CONTACT", "KEY_AREA", "CASE_CONTACT", "CARRIER_CONTACT", "OUTSIDE"];

/** What can be ticked of today's health (身体状况). */
export const symptoms = (): Option[] => SYMPTOMS.map((value) => ({ value, label: say(`healthcode.symptom.${value}`) }));

/** What can be ticked of the weeks before (接触史). */
export const history = (): Option[] => HISTORY.map((value) => ({ value, label: say(`healthcode.history.${value}`) }));
