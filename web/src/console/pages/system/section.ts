import { Message, Setting, Tickets } from "@element-plus/icons-vue";
import { answer } from "@/shared/api/answer";
import { api } from "../../api";
import type { Section } from "../../sections";

const dead = async (): Promise<number> => (await answer(api.GET("/v1/staff/outbox/counts"))).dead;

export const system: Section = {
  title: "section.system",
  pages: [
    { path: "/policies", name: "policies", component: () => import("./PoliciesPage.vue"), title: "term.menu.policies", permission: "policies.view", scope: "city", icon: Setting },
    { path: "/policies/:policy", name: "policy", component: () => import("./PolicyPage.vue"), title: "policy.title", permission: "policies.view", scope: "city", parent: "policies" },
    { path: "/audit", name: "audit", component: () => import("./AuditPage.vue"), title: "term.menu.audit", permission: "audit.view", scope: "city", icon: Tickets },
    { path: "/outbox", name: "outbox", component: () => import("./OutboxPage.vue"), title: "term.menu.outbox", permission: "outbox.view", scope: "city", icon: Message, waiting: dead },
  ],
};
