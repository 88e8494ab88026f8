import { Calendar, CircleCheck, FirstAidKit, Link, OfficeBuilding, Tickets, TrendCharts, UploadFilled, User } from "@element-plus/icons-vue";
import { speakFrom } from "@/shared/i18n";
import type { Section } from "../../sections";

/** Only these pages need their sentences. */
const CATALOGUES = {
  "zh-Hans": () => import("../../locales/vaccine/zh-Hans.json"),
  "zh-Hant": () => import("../../locales/vaccine/zh-Hant.json"),
  en: () => import("../../locales/vaccine/en.json"),
};

const spoken = (page: () => Promise<unknown>) => async () => (await Promise.all([page(), speakFrom(CATALOGUES)]))[0];

export const vaccine: Section = {
  title: "section.vaccine",
  pages: [
    { path: "/vaccine/addresses", name: "addresses", component: spoken(() => import("./AddressesPage.vue")), title: "page.addresses", permission: "regions.view", icon: Link },
    { path: "/vaccine/sites", name: "sites", component: spoken(() => import("./SitesPage.vue")), title: "term.menu.sites", permission: "sites.view", icon: OfficeBuilding },
    { path: "/vaccine/sessions", name: "sessions", component: spoken(() => import("./SessionsPage.vue")), title: "term.menu.sessions", permission: "sessions.view", icon: Calendar },
    { path: "/vaccine/sessions/import", name: "session-imports", component: spoken(() => import("./SessionImportsPage.vue")), title: "page.session_imports", permission: "sessions.import", parent: "sessions" },
    { path: "/vaccine/groups", name: "groups", component: spoken(() => import("./GroupsPage.vue")), title: "term.menu.groups", permission: "groups.view", icon: User },
    { path: "/vaccine/records", name: "records", component: spoken(() => import("./RecordsPage.vue")), title: "term.menu.records", permission: "records.view", icon: Tickets },
    { path: "/vaccine/records/import", name: "dose-imports", component: spoken(() => import("./DoseImportsPage.vue")), title: "page.dose_imports", permission: "records.import", icon: UploadFilled },
    { path: "/vaccine/records/:record", name: "record", component: spoken(() => import("./RecordPage.vue")), title: "page.record", permission: "records.view", parent: "records" },
    { path: "/vaccine/onsite", name: "onsite", component: spoken(() => import("./OnsitePage.vue")), title: "term.menu.onsite", permission: "onsite.view", icon: CircleCheck },
    { path: "/vaccine/statistics", name: "figures", component: spoken(() => import("./FiguresPage.vue")), title: "term.menu.statistics", permission: "statistics.view", icon: TrendCharts },
    { path: "/vaccine/vaccines", name: "vaccines", component: spoken(() => import("./VaccinesPage.vue")), title: "term.menu.vaccines", permission: "vaccines.view", icon: FirstAidKit },
    { path: "/vaccine/vaccines/new", name: "vaccine-new", component: spoken(() => import("./VaccinePage.vue")), title: "page.vaccine_new", permission: "vaccines.edit", scope: "city", parent: "vaccines" },
    { path: "/vaccine/vaccines/:vaccine", name: "vaccine", component: spoken(() => import("./VaccinePage.vue")), title: "page.vaccine", permission: "vaccines.edit", scope: "city", parent: "vaccines" },
  ],
};
