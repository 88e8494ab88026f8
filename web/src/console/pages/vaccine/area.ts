import { speakFrom } from "@/shared/i18n";

/** Only these pages need their sentences. */
const CATALOGUES = {
  "zh-Hans": () => import("../../locales/vaccine/zh-Hans.json"),
  "zh-Hant": () => import("../../locales/vaccine/zh-Hant.json"),
  en: () => import("../../locales/vaccine/en.json"),
};

const PAGES = {
  AddressesPage: () => import("./AddressesPage.vue"),
  SitesPage: () => import("./SitesPage.vue"),
  SessionsPage: () => import("./SessionsPage.vue"),
  SessionImportsPage: () => import("./SessionImportsPage.vue"),
  WaitingListPage: () => import("./WaitingListPage.vue"),
  GroupsPage: () => import("./GroupsPage.vue"),
  RecordsPage: () => import("./RecordsPage.vue"),
  DoseImportsPage: () => import("./DoseImportsPage.vue"),
  RecordPage: () => import("./RecordPage.vue"),
  WorkersPage: () => import("./WorkersPage.vue"),
  NoticesPage: () => import("./NoticesPage.vue"),
  NewNoticePage: () => import("./NewNoticePage.vue"),
  NoticeTextsPage: () => import("./NoticeTextsPage.vue"),
  NoticePage: () => import("./NoticePage.vue"),
  OnsitePage: () => import("./OnsitePage.vue"),
  FiguresPage: () => import("./FiguresPage.vue"),
  VaccinesPage: () => import("./VaccinesPage.vue"),
  VaccinePage: () => import("./VaccinePage.vue"),
};

export type PageName = keyof typeof PAGES;

/** Return a page once its sentences are loaded, too. */
export const pageOf = async (name: PageName): Promise<unknown> => (await Promise.all([PAGES[name](), speakFrom(CATALOGUES)]))[0];
