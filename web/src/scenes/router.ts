import { createRouter, createWebHistory, type RouteLocation, type RouteRecordRaw } from "vue-router";
import * as session from "@/residents/session";

// These pages are few, and a gate needs them without a network: they are one file.
const routes: RouteRecordRaw[] = [
  page("/sign-in", "sign-in", () => import("./pages/SignInPage.vue"), "scenes.sign_in", false),
  page("/", "places", () => import("./pages/PlacesPage.vue"), "scenes.places"),
  page("/enrol/:place?", "enrol", () => import("./pages/EnrolPage.vue"), "scenes.enrol"),
  page("/:place([0-9a-f]{16})", "place", () => import("./pages/PlacePage.vue"), "scenes.desk", false),
  page("/:place([0-9a-f]{16})/workers", "workers", () => import("./pages/WorkersPage.vue"), "scenes.workers"),
  page("/:place([0-9a-f]{16})/stays/:stay", "stay", () => import("./pages/StayPage.vue"), "scenes.course"),
  { path: "/:path(.*)*", redirect: { name: "places" } },
];

export const router = createRouter({ history: createWebHistory("/gate"), routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } });

router.beforeEach((to) => {
  if (to.meta.private && !session.signedIn.value) return { name: "sign-in", query: { then: to.fullPath } };
  return true;
});

/** Where to go on after signing in: a path of this site, else the places. */
export function returnPath({ query }: RouteLocation): string {
  return typeof query.then === "string" && /^\/(?!\/)/.test(query.then) ? query.then : "/";
}

/** A gate goes on checking; any other page leads to the sign-in and back. */
export function sessionLost(): void {
  const here = router.currentRoute.value;
  session.lose();
  if (here.meta.private) void router.push({ name: "sign-in", query: { then: here.fullPath } });
}

function page(path: string, name: string, component: () => Promise<unknown>, title: string, isPrivate = true): RouteRecordRaw {
  return { path, name, component: component as () => Promise<{ default: object }>, meta: { title, private: isPrivate } };
}
