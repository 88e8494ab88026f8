import { AlarmClock, Calendar, DataAnalysis } from "@element-plus/icons-vue";
import type { Section } from "../../sections";

export const lottery: Section = {
  title: "section.lottery",
  pages: [
    { path: "/dashboard", name: "dashboard", component: () => import("./DashboardPage.vue"), title: "page.dashboard", permission: "bookings.view", scope: "city", icon: DataAnalysis },
    { path: "/draw", name: "draw", component: () => import("./PeriodPage.vue"), title: "page.today", permission: "periods.view", scope: "city", icon: AlarmClock },
    { path: "/periods", name: "periods", component: () => import("./PeriodsPage.vue"), title: "term.menu.periods", permission: "periods.view", scope: "city", icon: Calendar },
    { path: "/periods/:period", name: "period", component: () => import("./PeriodPage.vue"), title: "period.title", permission: "periods.view", scope: "city", parent: "periods" },
  ],
};
