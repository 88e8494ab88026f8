import type { Schemas } from "./api/client";

/** Every document type, in menu order. */
export const DOCUMENT_TYPES: readonly Schemas["DocumentType"][] = [
  "MAINLAND_PERMIT_HK_MO",
  "HOME_RETURN_PERMIT",
  "TAIWAN_PERMIT",
  "PASSPORT",
  "RESIDENT_ID",
  "HK_MO_TW_RESIDENCE_PERMIT",
  "FOREIGN_PERMANENT_RESIDENT_ID",
  "TRAVEL_DOCUMENT",
  "EXIT_ENTRY_PERMIT",
];
