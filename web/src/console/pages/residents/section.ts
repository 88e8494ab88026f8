import { Checked, Key, Upload } from "@element-plus/icons-vue";
import { answer } from "@/shared/api/answer";
import { api } from "../../api";
import type { Section } from "../../sections";

const reviews = async (): Promise<number> => (await answer(api.GET("/v1/staff/reviews/counts"))).number;
const resets = async (): Promise<number> => (await answer(api.GET("/v1/staff/password-resets/counts"))).number;

export const residents: Section = {
  title: "section.residents",
  pages: [
    { path: "/reviews", name: "reviews", component: () => import("./ReviewsPage.vue"), title: "term.menu.reviews", permission: "reviews.view", icon: Checked, waiting: reviews },
    { path: "/reviews/:account/:member", name: "review", component: () => import("./ReviewPage.vue"), title: "review.title", permission: "reviews.view", parent: "reviews" },
    { path: "/password-resets", name: "resets", component: () => import("./ResetsPage.vue"), title: "term.menu.resets", permission: "resets.view", scope: "city", icon: Key, waiting: resets },
    { path: "/password-resets/:reset", name: "reset", component: () => import("./ResetPage.vue"), title: "reset.title", permission: "resets.view", scope: "city", parent: "resets" },
    { path: "/legacy-accounts", name: "legacy", component: () => import("./LegacyPage.vue"), title: "term.menu.legacy", permission: "legacy.import", scope: "city", icon: Upload },
  ],
};
