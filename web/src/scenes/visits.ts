import { celsius, temperatureFaults } from "@/shared/health/temperature";
import { chosen, ticked, within } from "@/shared/health/ticks";
import { requireFields } from "@/shared/submission";
import type { Schemas } from "@/residents/api";
import { addressOf, type Visitor } from "./visitors";

/** What every form about somebody who came asks, as it is typed. */
export interface VisitDraft {
  temperature: string;
  address: string;
  history: string[];
  remark: string;
  born: string;
  guardian: string;
}

export const emptyVisit = (visitor: Visitor): VisitDraft => ({ temperature: "", address: addressOf(visitor), history: [], remark: "", born: "", guardian: "" });

type Said = Pick<Schemas["Sale"], keyof VisitDraft>;

/** Return it as the server takes it. */
export function visitBody({ temperature, history, born, ...rest }: VisitDraft): Required<Said> {
  return { ...rest, temperature: celsius(temperature), history: ticked(history), born: born || null };
}

/** Refuse what is missing of it, and of the form around it. */
export function requireVisit({ temperature, address, history }: VisitDraft, others: Record<string, string>): void {
  const required = { temperature, address, history: chosen(history), ...others };
  requireFields(within("said", required), within("said", temperatureFaults(temperature)));
}
