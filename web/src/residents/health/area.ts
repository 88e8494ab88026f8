import type { Component } from "vue";
import { speakFrom } from "@/shared/i18n";

/** Only these pages need their sentences. */
const CATALOGUES = {
  "zh-Hans": () => import("../locales/health/zh-Hans.json"),
  "zh-Hant": () => import("../locales/health/zh-Hant.json"),
  en: () => import("../locales/health/en.json"),
  pt: () => import("../locales/health/pt.json"),
};
const TERMS = {
  "zh-Hans": () => import("@/shared/locales/health/zh-Hans.json"),
  "zh-Hant": () => import("@/shared/locales/health/zh-Hant.json"),
  en: () => import("@/shared/locales/health/en.json"),
  pt: () => import("@/shared/locales/health/pt.json"),
};

export type PageName = keyof typeof import("./pages");

/** The page that shows a code: alone, so that it needs nothing of the others. */
export const codePage = async (): Promise<Component> => (await spoken(import("./pages/CodePage.vue"))).default;

export const pageOf = async (name: PageName): Promise<Component> => (await spoken(import("./pages")))[name];

/** Return pages once their sentences are loaded, too. */
export async function spoken<T>(page: Promise<T>): Promise<T> {
  return (await Promise.all([page, speakFrom(CATALOGUES), speakFrom(TERMS)]))[0];
}
