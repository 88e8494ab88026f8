import english from "./locales/check/en.json";
import simplified from "./locales/check/zh-Hans.json";
import traditional from "./locales/check/zh-Hant.json";

export type Language = "zh-Hans" | "zh-Hant" | "en";
type Words = typeof simplified;

export const LANGUAGES: Record<Language, string> = { "zh-Hans": "简体", "zh-Hant": "繁體", en: "English" };
const WORDS: Record<Language, Words> = { "zh-Hans": simplified, "zh-Hant": traditional as Words, en: english };
const KEPT = "waystation.language";
const LARGE = "waystation.large";

let language = chosen();

export const spoken = (): Language => language;

/** Speak another language; the site opens in the same. */
export function speak(code: Language): void {
  language = code;
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // A page opened from a file may have no storage.
  }
}

/** Return a sentence with its values put in. */
export function say(key: keyof Words, values: Record<string, string | number> = {}): string {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ""));
}

/** Return the sentence of a finding; some share their name with a label. */
export function finding(what: string, values: Record<string, string | number>): string {
  const key = (`${what}_ok` in simplified ? `${what}_ok` : what) as keyof Words;
  return say(key, values);
}

function chosen(): Language {
  const wanted = [kept(KEPT), ...navigator.languages].map((tag) => tag.toLowerCase());
  for (const tag of wanted) {
    if (tag.startsWith("en")) return "en";
    if (/^zh-(hant|hk|tw|mo)/.test(tag)) return "zh-Hant";
    if (tag.startsWith("zh")) return "zh-Hans";
  }
  return "zh-Hans";
}

/** Large type was chosen on the site (长辈模式). */
export const isLarge = (): boolean => kept(LARGE) === "yes";

function kept(name: string): string {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}
