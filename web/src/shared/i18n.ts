import { watch } from "vue";
import { createI18n } from "vue-i18n";
import { language, type Language } from "./preferences";

type Catalogue<T> = () => Promise<{ default: T }>;

/** Where sentences are in each language; nobody has to translate them into Portuguese. */
export type Catalogues<T = object> = Record<Exclude<Language, "pt">, Catalogue<T>> & { pt?: Catalogue<T> };

/** Load a language's sentences: English ones where nobody has translated them into Portuguese. */
export const sentencesIn = async <T>(catalogues: Catalogues<T>, code: Language): Promise<T> => (await (catalogues[code] ?? catalogues.en)()).default;

export const i18n = createI18n({ legacy: false, locale: "", messages: {}, missingWarn: false, fallbackWarn: false });

/** Translate outside of components. */
export const say = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values);

const global = i18n.global as unknown as {
  locale: { value: string };
  getLocaleMessage(code: string): object;
  setLocaleMessage(code: string, messages: object): void;
};

/** The catalogues in use, with the languages in which each is loaded. */
const loaded = new Map<Catalogues, Set<Language>>();
watch(language, speakIn);

/** Show sentences in the chosen language, now and whenever another is chosen: a site's, or more that some pages need. */
export function speakFrom(catalogues: Catalogues): Promise<void> {
  if (!loaded.has(catalogues)) loaded.set(catalogues, new Set());
  return speakIn(language.value);
}

async function speakIn(code: Language): Promise<void> {
  await Promise.all([...loaded.keys()].map((catalogues) => load(catalogues, code)));
  // Somebody who clicks quickly sees the language chosen last.
  if (language.value === code) global.locale.value = code;
}

async function load(catalogues: Catalogues, code: Language): Promise<void> {
  if (loaded.get(catalogues)?.has(code)) return;
  const sentences = await sentencesIn(catalogues, code);
  global.setLocaleMessage(code, { ...global.getLocaleMessage(code), ...sentences });
  loaded.get(catalogues)?.add(code);
}
