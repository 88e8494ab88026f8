import { speakFrom } from "@/shared/i18n";

/** Only these pages need their sentences. */
const CATALOGUES = {
  "zh-Hans": () => import("../../locales/health/zh-Hans.json"),
  "zh-Hant": () => import("../../locales/health/zh-Hant.json"),
  en: () => import("../../locales/health/en.json"),
};
const TERMS = {
  "zh-Hans": () => import("@/shared/locales/health/zh-Hans.json"),
  "zh-Hant": () => import("@/shared/locales/health/zh-Hant.json"),
  en: () => import("@/shared/locales/health/en.json"),
};

const PAGES = {
  DashboardPage: () => import("./DashboardPage.vue"),
  PeoplePage: () => import("./PeoplePage.vue"),
  PersonPage: () => import("./PersonPage.vue"),
  ProposalsPage: () => import("./ProposalsPage.vue"),
  AppealsPage: () => import("./AppealsPage.vue"),
  AppealPage: () => import("./AppealPage.vue"),
  AskingsPage: () => import("./AskingsPage.vue"),
  PlacesPage: () => import("./PlacesPage.vue"),
  TracingPage: () => import("./TracingPage.vue"),
  TracingTaskPage: () => import("./TracingTaskPage.vue"),
  CluesPage: () => import("./CluesPage.vue"),
  CluePage: () => import("./CluePage.vue"),
  OrganisationsPage: () => import("./OrganisationsPage.vue"),
  RulesPage: () => import("./RulesPage.vue"),
  RulesDraftPage: () => import("./RulesDraftPage.vue"),
  RulesVersionPage: () => import("./RulesVersionPage.vue"),
  AlarmsPage: () => import("./AlarmsPage.vue"),
};

export type PageName = keyof typeof PAGES;

/** Return a page once its sentences are loaded, too. */
export const pageOf = async (name: PageName): Promise<unknown> => (await Promise.all([PAGES[name](), speakFrom(CATALOGUES), speakFrom(TERMS)]))[0];
