import { shallowRef, watch } from "vue";
import type { Language as Words } from "element-plus/es/locale";
import { sentencesIn, type Catalogues } from "@/shared/i18n";
import { language } from "@/shared/preferences";

const WORDS: Catalogues<Words> = {
  "zh-Hans": () => import("element-plus/es/locale/lang/zh-cn"),
  "zh-Hant": () => import("element-plus/es/locale/lang/zh-hk"),
  en: () => import("element-plus/es/locale/lang/en"),
};

/** Element Plus's own words in the page's language. */
export const words = shallowRef<Words>();

watch(
  language,
  async (code) => {
    const loaded = await sentencesIn(WORDS, code);
    if (language.value === code) words.value = loaded;
  },
  { immediate: true },
);
