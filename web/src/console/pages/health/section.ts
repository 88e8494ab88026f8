import { ChatLineSquare, DocumentChecked, Grid, Link, OfficeBuilding, Search, Setting, Tickets, TrendCharts, User, Warning } from "@element-plus/icons-vue";
import type { Section } from "../../sections";
import type { PageName } from "./area";

// What a page needs is named in a file of its own, which only whoever opens one of them loads.
const page = (name: PageName) => async () => (await import("./area")).pageOf(name);

export const health: Section = {
  title: "section.health",
  pages: [
    { path: "/health/dashboard", name: "health-dashboard", component: page("DashboardPage"), title: "term.menu.dashboard", permission: "dashboard.view", icon: TrendCharts },
    { path: "/health/people", name: "holders", component: page("PeoplePage"), title: "term.menu.holders", permission: "holders.view", icon: Search },
    { path: "/health/people/:person", name: "holder", component: page("PersonPage"), title: "page.holder", permission: "holders.view", parent: "holders" },
    { path: "/health/proposals", name: "proposals", component: page("ProposalsPage"), title: "term.menu.facts", permission: "facts.view", icon: DocumentChecked },
    { path: "/health/appeals", name: "appeals", component: page("AppealsPage"), title: "term.menu.appeals", permission: "appeals.decide", icon: ChatLineSquare },
    { path: "/health/appeals/:person/:fact", name: "appeal", component: page("AppealPage"), title: "page.appeal", permission: "appeals.decide", parent: "appeals" },
    { path: "/health/askings", name: "askings", component: page("AskingsPage"), title: "term.menu.askings", permission: "askings.decide", icon: User },
    { path: "/health/places", name: "places", component: page("PlacesPage"), title: "term.menu.places", permission: "places.view", icon: Grid },
    { path: "/health/tracing", name: "tracing", component: page("TracingPage"), title: "term.menu.tracing", permission: "tracing.view", icon: Link },
    { path: "/health/tracing/:task", name: "tracing-task", component: page("TracingTaskPage"), title: "page.tracing_task", permission: "tracing.view", parent: "tracing" },
    { path: "/health/clues", name: "clues", component: page("CluesPage"), title: "term.menu.clues", permission: "clues.view", icon: Tickets },
    { path: "/health/clues/:clue", name: "clue", component: page("CluePage"), title: "page.clue", permission: "clues.view", parent: "clues" },
    { path: "/health/organisations", name: "organisations", component: page("OrganisationsPage"), title: "term.menu.organisations", permission: "organisations.view", icon: OfficeBuilding },
    { path: "/health/rules", name: "colours", component: page("RulesPage"), title: "term.menu.colours", permission: "colours.view", scope: "city", icon: Setting },
    { path: "/health/rules/new", name: "colours-new", component: page("RulesDraftPage"), title: "page.rules_new", permission: "colours.edit", scope: "city", parent: "colours" },
    { path: "/health/rules/:version", name: "colours-version", component: page("RulesVersionPage"), title: "page.rules_version", permission: "colours.view", scope: "city", parent: "colours" },
    { path: "/health/alarms", name: "alarms", component: page("AlarmsPage"), title: "term.menu.alarms", permission: "alarms.view", scope: "city", icon: Warning },
  ],
};
