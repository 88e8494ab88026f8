import { DocumentChecked, FullScreen, Warning } from "@element-plus/icons-vue";
import type { Section } from "../../sections";

export const booking: Section = {
  title: "section.booking",
  pages: [
    { path: "/arrivals", name: "arrivals", component: () => import("./ArrivalsPage.vue"), title: "term.button.arrive", permission: "bookings.arrive", scope: "city", icon: FullScreen },
    { path: "/bookings", name: "bookings", component: () => import("./BookingsPage.vue"), title: "term.menu.bookings", permission: "bookings.view", scope: "city", icon: DocumentChecked },
    { path: "/standings", name: "standings", component: () => import("./StandingsPage.vue"), title: "page.standings", permission: "bookings.view", scope: "city", icon: Warning },
  ],
};
