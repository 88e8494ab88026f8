import type { RouteRecordRaw } from "vue-router";
import type { PageName } from "./area";

/** The pages of health codes. Showing a code depends on none of the others, and opens without a network. */
export const healthRoutes: RouteRecordRaw[] = [
  { path: "/health", redirect: { name: "health" } },
  { path: "/health/code/:person?", name: "health", component: async () => (await import("./area")).codePage(), meta: { title: "health.title" } },
  page("rules", "RulesPage", "rules", false),
  page("declare", "DeclarePage", "declare"),
  page("declare-other", "DeclarePage", "declare_other"),
  page("people", "PeoplePage", "people"),
  page("check-in/:person", "CheckInPage", "check_in"),
  page("person/:person", "PersonPage", "records"),
  page("appeal/:person/:fact", "AppealPage", "appeal"),
  page("registrations/:person", "RegistrationsPage", "registrations"),
  page("register/:person/:kind", "RegisterPage", "registrations"),
  page("organisations", "OrganisationsPage", "organisations"),
  page("organisation/:organisation", "OrganisationPage", "staff"),
  page("clue", "CluePage", "clue", false),
];

function page(path: string, component: PageName, title: string, isPrivate = true): RouteRecordRaw {
  const load = async () => (await import("./area")).pageOf(component);
  return { path: `/health/${path}`, name: `health-${path.split("/")[0]}`, component: load, meta: { title: `health.${title}`, private: isPrivate } };
}
