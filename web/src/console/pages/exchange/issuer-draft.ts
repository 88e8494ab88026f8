import { say } from "@/shared/i18n";
import { Refusal } from "@/shared/refusal";
import type { Schemas } from "../../api";
import { NAMELESS } from "../../components/NamesFields.vue";

type Form = Schemas["IssuerForm"];

export const KINDS: readonly Form["kind"][] = ["EU_DCC", "SMART_HEALTH_CARD"];

/** Issuers that the server takes at once. */
const AT_ONCE = 50;

/** An issuer as it is typed. */
export interface IssuerDraft {
  kind: string;
  country: string;
  names: Schemas["Names"];
  certificate: string;
  address: string;
  key_set: string;
}

export const emptyIssuer = (): IssuerDraft => ({ kind: "EU_DCC", country: "", names: { ...NAMELESS }, certificate: "", address: "", key_set: "" });

/** Fields that must not be empty, by the names that the server gives them. */
export function needed({ kind, country, names, certificate, address, key_set }: IssuerDraft): Record<string, string> {
  const keys = kind === "EU_DCC" ? { "issuers[0].certificate": certificate } : { "issuers[0].address": address, "issuers[0].key_set": key_set };
  return { "issuers[0].country": country, "issuers[0].names.zh-Hans": names["zh-Hans"], ...keys };
}

/** Return the issuer as the server takes it, trusted for as long as its certificate. */
export const issuerBody = (draft: IssuerDraft): Form => ({ ...draft, kind: draft.kind as Form["kind"], valid_from: null, valid_until: null });

/** Return the issuers in a JSON file, a list of forms as the API takes them; raises a Refusal where it is none. */
export function issuersIn(text: string): Form[] {
  try {
    const found: unknown = JSON.parse(text);
    if (Array.isArray(found) && found.length > 0) return found as Form[];
  } catch {
    // Told like a file that holds something else.
  }
  throw new Refusal("invalid_input", say("exchange.no_list"), { status: 422 });
}

/** Return the issuers in portions that the server takes at once. */
export function portions(forms: readonly Form[]): Form[][] {
  return Array.from({ length: Math.ceil(forms.length / AT_ONCE) }, (_, at) => forms.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}
