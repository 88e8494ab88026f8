import { Connection, Stamp } from "@element-plus/icons-vue";
import type { Section } from "../../sections";
import type { PageName } from "./area";

// What a page needs is named in a file of its own, which only whoever opens one of them loads.
const page = (name: PageName) => async () => (await import("./area")).pageOf(name);

export const exchange: Section = {
  title: "section.exchange",
  pages: [
    { path: "/exchange/partners", name: "partners", component: page("PartnersPage"), title: "term.menu.exchange", permission: "exchange.view", scope: "city", icon: Connection },
    { path: "/exchange/partners/new", name: "partner-new", component: page("NewPartnerPage"), title: "page.partner_new", permission: "exchange.edit", scope: "city", parent: "partners" },
    { path: "/exchange/partners/:partner", name: "partner", component: page("PartnerPage"), title: "page.partner", permission: "exchange.view", scope: "city", parent: "partners" },
    { path: "/exchange/issuers", name: "issuers", component: page("IssuersPage"), title: "term.menu.issuers", permission: "issuers.view", scope: "city", icon: Stamp },
    { path: "/exchange/issuers/new", name: "issuers-new", component: page("NewIssuersPage"), title: "page.issuers_new", permission: "issuers.edit", scope: "city", parent: "issuers" },
    { path: "/exchange/issuers/:issuer", name: "issuer", component: page("IssuerPage"), title: "page.issuer", permission: "issuers.view", scope: "city", parent: "issuers" },
  ],
};
