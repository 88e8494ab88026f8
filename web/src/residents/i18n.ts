import { watch } from "vue";
import { createI18n } from "vue-i18n";
import { language, type Language } from "@/shared/preferences";

const CATALOGUES: Record<Language, () => Promise<{ default: object }>> = {
  "zh-Hans": () => import("./locales/site/zh-Hans.json"),
  "zh-Hant": () => import("./locales/site/zh-Hant.json"),
  en: () => import("./locales/site/en.json"),
};

export const i18n = createI18n({ legacy: false, locale: "", messages: {}, missingWarn: false, fallbackWarn: false });

/** Translate outside of components. */
export const say = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values);

/** Load a language's sentences, once, and show them. */
export async function speak(code: Language): Promise<void> {
  const global = i18n.global as unknown as {
    availableLocales: string[];
    locale: { value: string };
    setLocaleMessage(code: string, messages: object): void;
  };
  if (!global.availableLocales.includes(code)) global.setLocaleMessage(code, (await CATALOGUES[code]()).default);
  // Somebody who clicks quickly sees the language chosen last.
  if (language.value === code) global.locale.value = code;
}

watch(language, speak);
