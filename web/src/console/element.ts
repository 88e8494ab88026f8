import { shallowRef, watch } from "vue";
import type { Language as Words } from "element-plus/es/locale";
import { language, type Language } from "@/shared/preferences";

const WORDS: Record<Language, () => Promise<{ default: Words }>> = {
  "zh-Hans": () => import("element-plus/es/locale/lang/zh-cn"),
  "zh-Hant": () => import("element-plus/es/locale/lang/zh-hk"),
  en: () => import("element-plus/es/locale/lang/en"),
};

/** Element Plus's own words in the page's language. */
export const words = shallowRef<Words>();

watch(
  language,
  async (code) => {
    const { default: loaded } = await WORDS[code]();
    if (language.value === code) words.value = loaded;
  },
  { immediate: true },
);
