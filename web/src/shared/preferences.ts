import { ref, watchEffect } from "vue";

export type Language = "zh-Hans" | "zh-Hant" | "en";

export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: "zh-Hans", name: "简体" },
  { code: "zh-Hant", name: "繁體" },
  { code: "en", name: "English" },
];

const LANGUAGE = "waystation.language";
const LARGE = "waystation.large";

/** The language of everything on the page; kept on this device. */
export const language = ref<Language>(chosen());

/** Large type (长辈模式); kept on this device. */
export const large = ref(localStorage.getItem(LARGE) === "yes");

watchEffect(() => {
  document.documentElement.lang = language.value;
  localStorage.setItem(LANGUAGE, language.value);
});

watchEffect(() => {
  document.documentElement.classList.toggle("large", large.value);
  localStorage.setItem(LARGE, large.value ? "yes" : "no");
});

function chosen(): Language {
  const kept = localStorage.getItem(LANGUAGE);
  return LANGUAGES.find(({ code }) => code === kept)?.code ?? preferred(navigator.languages);
}

/** Return the first of our languages among a browser's, else simplified Chinese. */
export function preferred(tags: readonly string[]): Language {
  for (const tag of tags.map((each) => each.toLowerCase())) {
    if (tag.startsWith("en")) return "en";
    if (/^zh-(hant|hk|tw|mo)/.test(tag)) return "zh-Hant";
    if (tag.startsWith("zh")) return "zh-Hans";
  }
  return "zh-Hans";
}
