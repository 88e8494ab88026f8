import { say } from "@/shared/i18n";
import { Refusal } from "@/shared/refusal";

/** What stands above the server's sentence, by the refusal's code. */
const KINDS: Record<string, string> = {
  "exchange.token_expired": "expired",
  "exchange.token_used": "used",
  "exchange.partner_unknown": "partner",
  "exchange.partner_off": "partner",
  "exchange.keys_stale": "partner",
  "exchange.keys_missing": "partner",
  "exchange.colour_not_accepted": "condition",
  "exchange.document_not_accepted": "condition",
  "exchange.test_missing": "condition",
  "exchange.test_positive": "condition",
  "exchange.test_too_old": "condition",
  "exchange.question_blocks": "condition",
};

/** Refusals of the form, not of what was brought: what was typed can be corrected. */
const OF_THE_FORM = ["exchange.another_person", "exchange.question_blocks", "exchange.needs_phone"];

/** The title of a refusal's screen. */
export const titleOf = ({ code }: Refusal): string => say(`exchange.refused_${KINDS[code] ?? "token"}`);

/** With this token nothing more can be done. */
export const endsToken = ({ code }: Refusal): boolean => code.startsWith("exchange.") && !OF_THE_FORM.includes(code);

/** Let what differs stand beside its fields, too. */
export async function besideFields<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const names = fieldsOf(error);
    if (names.length === 0) throw error;
    const sentence = say(error.code === "exchange.another_person" ? "exchange.differs_token" : "exchange.differs");
    const faults = Object.fromEntries(names.map((name) => [name, sentence]));
    throw new Refusal(error.code, error.message, { status: error.status, details: error.details, faults });
  }
}

function fieldsOf({ code, details }: Refusal): string[] {
  if (code === "exchange.another_person") return ["number", "birth_date"];
  return code === "exchange.details_differ" && Array.isArray(details.fields) ? (details.fields as string[]) : [];
}
