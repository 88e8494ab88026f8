import { DOCUMENT_TYPES } from "@/shared/documents";

/** Whose session it is on this device: what they signed in with. */
export function ownerOf(kind: string, number: string): string {
  return `${kind}|${number.replace(/[\s-]/g, "").toUpperCase()}`;
}

/** The document in what `ownerOf` returned; none of a holder who signed in by phone. */
export function documentOf(owner: string): { document_type: string; number: string } | null {
  const [kind = "", number = ""] = owner.split("|");
  return DOCUMENT_TYPES.some((each) => each === kind) ? { document_type: kind, number } : null;
}
