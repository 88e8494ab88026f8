import { Avatar, Calendar, CircleCheck, FirstAidKit, Link, Message, OfficeBuilding, Tickets, TrendCharts, UploadFilled, User } from "@element-plus/icons-vue";
import type { Section } from "../../sections";
import type { PageName } from "./area";

// What a page needs is named in a file of its own, which only whoever opens one of them loads.
const page = (name: PageName) => async () => (await import("./area")).pageOf(name);

export const vaccine: Section = {
  title: "section.vaccine",
  pages: [
    { path: "/vaccine/addresses", name: "addresses", component: page("AddressesPage"), title: "page.addresses", permission: "regions.view", icon: Link },
    { path: "/vaccine/sites", name: "sites", component: page("SitesPage"), title: "term.menu.sites", permission: "sites.view", icon: OfficeBuilding },
    { path: "/vaccine/sessions", name: "sessions", component: page("SessionsPage"), title: "term.menu.sessions", permission: "sessions.view", icon: Calendar },
    { path: "/vaccine/sessions/import", name: "session-imports", component: page("SessionImportsPage"), title: "page.session_imports", permission: "sessions.import", parent: "sessions" },
    { path: "/vaccine/sessions/:session/waiting", name: "session-waiting", component: page("WaitingListPage"), title: "page.session_waiting", permission: "sessions.view", parent: "sessions" },
    { path: "/vaccine/groups", name: "groups", component: page("GroupsPage"), title: "term.menu.groups", permission: "groups.view", icon: User },
    { path: "/vaccine/records", name: "records", component: page("RecordsPage"), title: "term.menu.records", permission: "records.view", icon: Tickets },
    { path: "/vaccine/records/import", name: "dose-imports", component: page("DoseImportsPage"), title: "page.dose_imports", permission: "records.import", icon: UploadFilled },
    { path: "/vaccine/records/:record", name: "record", component: page("RecordPage"), title: "page.record", permission: "records.view", parent: "records" },
    { path: "/vaccine/workers", name: "workers", component: page("WorkersPage"), title: "page.workers", permission: "onsite.authorise", icon: Avatar },
    { path: "/vaccine/notices", name: "notices", component: page("NoticesPage"), title: "term.menu.notices", permission: "notices.view", icon: Message },
    { path: "/vaccine/notices/new", name: "notice-new", component: page("NewNoticePage"), title: "page.notice_new", permission: "notices.send", parent: "notices" },
    { path: "/vaccine/notices/texts", name: "notice-texts", component: page("NoticeTextsPage"), title: "page.notice_texts", permission: "notices.view", parent: "notices" },
    { path: "/vaccine/notices/:notice", name: "notice", component: page("NoticePage"), title: "page.notice", permission: "notices.view", parent: "notices" },
    { path: "/vaccine/onsite", name: "onsite", component: page("OnsitePage"), title: "term.menu.onsite", permission: "onsite.view", icon: CircleCheck },
    { path: "/vaccine/statistics", name: "figures", component: page("FiguresPage"), title: "term.menu.statistics", permission: "statistics.view", icon: TrendCharts },
    { path: "/vaccine/vaccines", name: "vaccines", component: page("VaccinesPage"), title: "term.menu.vaccines", permission: "vaccines.view", icon: FirstAidKit },
    { path: "/vaccine/vaccines/new", name: "vaccine-new", component: page("VaccinePage"), title: "page.vaccine_new", permission: "vaccines.edit", scope: "city", parent: "vaccines" },
    { path: "/vaccine/vaccines/:vaccine", name: "vaccine", component: page("VaccinePage"), title: "page.vaccine", permission: "vaccines.edit", scope: "city", parent: "vaccines" },
  ],
};
