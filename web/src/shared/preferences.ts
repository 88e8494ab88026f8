import { ref, watch, watchEffect } from "vue";

export type Language = "zh-Hans" | "zh-Hant" | "en" | "pt";

interface Offer<Code> {
  code: Code;
  name: string;
}

/** The languages of every site. */
export const LANGUAGES: readonly Offer<Exclude<Language, "pt">>[] = [
  { code: "zh-Hans", name: "简体" },
  { code: "zh-Hant", name: "繁體" },
  { code: "en", name: "English" },
];
const ALL: readonly Offer<Language>[] = [...LANGUAGES, { code: "pt", name: "Português" }];

const LANGUAGE = "waystation.language";
const LARGE = "waystation.large";

/** The languages among which people choose here. */
export const offered = ref<readonly Offer<Language>[]>(LANGUAGES);

/** The language of everything on the page; kept on this device. */
export const language = ref<Language>(kept() ?? preferred(navigator.languages));

/** Large type (长辈模式); kept on this device. */
export const large = ref(localStorage.getItem(LARGE) === "yes");

watchEffect(() => (document.documentElement.lang = language.value));
watch(language, (chosen) => localStorage.setItem(LANGUAGE, chosen));
watchEffect(() => {
  document.documentElement.classList.toggle("large", large.value);
  localStorage.setItem(LARGE, large.value ? "yes" : "no");
});

/** Offer these languages, and speak the best of them to whoever has chosen none. */
export function offer(codes: readonly string[]): void {
  offered.value = ALL.filter(({ code }) => codes.includes(code));
  language.value = kept() ?? preferred(navigator.languages);
}

/** Return the first of the offered languages among a browser's, else simplified Chinese. */
export function preferred(tags: readonly string[]): Language {
  for (const tag of tags.map((each) => each.toLowerCase())) {
    if (tag.startsWith("en")) return "en";
    if (tag.startsWith("pt") && offers("pt")) return "pt";
    if (/^zh-(hant|hk|tw|mo)/.test(tag)) return "zh-Hant";
    if (tag.startsWith("zh")) return "zh-Hans";
  }
  return "zh-Hans";
}

function kept(): Language | undefined {
  const code = localStorage.getItem(LANGUAGE);
  return offered.value.find((each) => each.code === code)?.code;
}

function offers(wanted: Language): boolean {
  return offered.value.some(({ code }) => code === wanted);
}
