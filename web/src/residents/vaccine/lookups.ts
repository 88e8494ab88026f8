import { DOCUMENT_TYPES } from "@/shared/documents";
import { say } from "@/shared/i18n";
import type { Option } from "@/shared/form";
import type { Schemas } from "../api";

/** What somebody types to find what they booked. */
export interface Lookup {
  document_type: string;
  number: string;
  code: string;
}

export const emptyLookup = (): Lookup => ({ document_type: "RESIDENT_ID", number: "", code: "" });

/** Every document type, the one that most people book with first. */
export function documentTypes(): Option[] {
  const types = ["RESIDENT_ID", ...DOCUMENT_TYPES.filter((type) => type !== "RESIDENT_ID")];
  return types.map((value) => ({ value, label: say(`term.document_type.${value}`) }));
}

/** Return it as the server takes it. */
export function lookupBody({ document_type, number, code }: Lookup): Schemas["LookupForm"] {
  return { document_type: document_type as Schemas["DocumentType"], number, code };
}
