import type { Schemas } from "./api/client";
import { language } from "./preferences";

/** A name in the page's language, in simplified Chinese where nobody has translated it. */
export function named(names: Schemas["Names"]): string {
  return names[language.value] || names["zh-Hans"];
}
