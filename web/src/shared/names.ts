import type { Schemas } from "./api/client";
import { language } from "./preferences";

export type Names = Schemas["Names"] & { pt?: string };

/** A name in the page's language; untranslated in simplified Chinese, to who reads Portuguese in English. */
export function named(names: Names): string {
  return names[language.value] || (language.value === "pt" && names.en) || names["zh-Hans"];
}
