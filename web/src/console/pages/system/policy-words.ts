import { shallowRef, watch } from "vue";
import { useI18n } from "vue-i18n";
import { sentencesIn, type Catalogues } from "@/shared/i18n";
import { language } from "@/shared/preferences";
import { count } from "@/shared/time";
import type { Difference } from "./policy-schema";

interface Group {
  title: string;
  about: string;
  [field: string]: string;
}
type Words = Record<string, Group>;

const WORDS: Catalogues = {
  "zh-Hans": () => import("../../locales/policies/zh-Hans.json"),
  "zh-Hant": () => import("../../locales/policies/zh-Hant.json"),
  en: () => import("../../locales/policies/en.json"),
};

/** The names of policies and of their fields, in the page's language. */
export function usePolicyWords() {
  const { t, te } = useI18n();
  const words = shallowRef<Words>({});
  watch(language, async (code) => (words.value = (await sentencesIn(WORDS, code)) as Words), { immediate: true });

  /** A policy younger than this page is named as the server names it. */
  const plain = (name: string): string => name.replaceAll("_", " ");
  const title = (group: string): string => words.value[group]?.title ?? plain(group);
  const about = (group: string, otherwise: string): string => words.value[group]?.about ?? otherwise;
  const label = (group: string, field: string): string => words.value[group]?.[field] ?? words.value.parts?.[field] ?? plain(field);
  const choice = (value: string): string => (te(`term.document_type.${value}`) ? t(`term.document_type.${value}`) : plain(value));
  const path = (group: string, steps: Difference["path"]): string => steps.map((step) => (typeof step === "number" ? String(step) : label(group, step))).join(" · ");

  function value(shown: unknown): string {
    if (shown === undefined || shown === "") return t("policy.none");
    if (typeof shown === "boolean") return t(shown ? "policy.on" : "policy.off");
    if (typeof shown === "number") return count(shown);
    if (Array.isArray(shown)) return shown.map(value).join(t("app.and")) || t("policy.none");
    if (typeof shown === "object" && shown !== null) return Object.values(shown).map(value).join(t("app.and"));
    const text = String(shown);
    return /^\d\d:\d\d:00$/.test(text) ? text.slice(0, 5) : choice(text);
  }
  return { title, about, label, choice, path, value };
}

export type PolicyWords = ReturnType<typeof usePolicyWords>;
