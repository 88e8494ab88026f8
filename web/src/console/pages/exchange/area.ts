import { speakFrom } from "@/shared/i18n";

/** Only these pages need their sentences. */
const CATALOGUES = {
  "zh-Hans": () => import("../../locales/exchange/zh-Hans.json"),
  "zh-Hant": () => import("../../locales/exchange/zh-Hant.json"),
  en: () => import("../../locales/exchange/en.json"),
};
const TERMS = {
  "zh-Hans": () => import("@/shared/locales/health/zh-Hans.json"),
  "zh-Hant": () => import("@/shared/locales/health/zh-Hant.json"),
  en: () => import("@/shared/locales/health/en.json"),
};

const PAGES = {
  PartnersPage: () => import("./PartnersPage.vue"),
  NewPartnerPage: () => import("./NewPartnerPage.vue"),
  PartnerPage: () => import("./PartnerPage.vue"),
  IssuersPage: () => import("./IssuersPage.vue"),
  NewIssuersPage: () => import("./NewIssuersPage.vue"),
  IssuerPage: () => import("./IssuerPage.vue"),
};

export type PageName = keyof typeof PAGES;

/** Return a page once its sentences are loaded, too. */
export const pageOf = async (name: PageName): Promise<unknown> => (await Promise.all([PAGES[name](), speakFrom(CATALOGUES), speakFrom(TERMS)]))[0];
