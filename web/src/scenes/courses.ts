import { celsius, temperatureFaults } from "@/shared/health/temperature";
import { chosen, ticked, within } from "@/shared/health/ticks";
import { requireFields } from "@/shared/submission";
import type { Schemas } from "@/residents/api";

/** A day of an observation as it is typed. */
export interface CourseDraft {
  temperature: string;
  symptoms: string[];
  remark: string;
}

export const emptyCourse = (): CourseDraft => ({ temperature: "", symptoms: [], remark: "" });

/** Return the day as the server takes it. */
export function courseBody({ temperature, symptoms, remark }: CourseDraft): Schemas["Course"] {
  return { temperature: celsius(temperature), symptoms: ticked(symptoms), remark };
}

/** Refuse what is missing of a day, and of the form around it. */
export function requireCourse({ temperature, symptoms }: CourseDraft, prefix = "", others: Record<string, string> = {}): void {
  const named = <T>(fields: Record<string, T>): Record<string, T> => (prefix ? within(prefix, fields) : fields);
  requireFields({ ...others, ...named({ temperature, symptoms: chosen(symptoms) }) }, named(temperatureFaults(temperature)));
}
