import { createRouter, createWebHistory, type RouteLocation, type RouteRecordRaw } from "vue-router";
import { ref } from "vue";
import { speakFrom } from "@/shared/i18n";
import * as session from "./session";
import { exchangeRoutes } from "./exchange/routes";
import { healthRoutes } from "./health/routes";
import { vaccineRoutes } from "./vaccine/routes";

declare module "vue-router" {
  interface RouteMeta {
    /** Message key of the page's title. */
    title: string;
    /** Only for somebody signed in. */
    private?: boolean;
  }
}

/** Who has not signed in yet needs none of these sentences: the first screen comes without them. */
const OWN = {
  "zh-Hans": () => import("./locales/own/zh-Hans.json"),
  "zh-Hant": () => import("./locales/own/zh-Hant.json"),
  en: () => import("./locales/own/en.json"),
};
const BEFORE = ["login", "register", "forgot", "password"];

const routes: RouteRecordRaw[] = [
  page("/", "home", () => import("./pages/HomePage.vue"), "home.title", true),
  page("/login", "login", () => import("./pages/LoginPage.vue"), "login.title"),
  page("/register", "register", () => import("./pages/RegisterPage.vue"), "register.title"),
  page("/forgot", "forgot", () => import("./pages/ForgotPage.vue"), "forgot.title"),
  page("/password", "password", () => import("./pages/ResetPage.vue"), "password.set_title"),
  page("/correction", "correction", () => import("./pages/CorrectionPage.vue"), "correction.title", true),
  page("/document", "document", () => import("./pages/DocumentPage.vue"), "document.title", true),
  page("/account", "account", () => import("./pages/AccountPage.vue"), "account.title", true),
  page("/profile", "profile", () => import("./pages/ProfilePage.vue"), "profile.title", true),
  page("/cohabitants", "cohabitants", () => import("./pages/CohabitantsPage.vue"), "cohabitants.title", true),
  page("/cohabitants/new", "cohabitant-new", () => import("./pages/CohabitantPage.vue"), "cohabitants.add", true),
  page("/cohabitants/:id", "cohabitant", () => import("./pages/CohabitantPage.vue"), "cohabitants.edit", true),
  page("/apply", "apply", () => import("./pages/ApplyPage.vue"), "apply.title", true),
  page("/apply/confirm", "confirm", () => import("./pages/ConfirmPage.vue"), "confirm.title", true),
  page("/receipts/:period", "receipt", () => import("./pages/ReceiptPage.vue"), "receipt.title"),
  page("/standby", "standby", () => import("./pages/StandbyPage.vue"), "standby.title", true),
  page("/draws", "draws", () => import("./pages/DrawsPage.vue"), "draws.title", true),
  page("/bookings", "bookings", () => import("./pages/BookingsPage.vue"), "bookings.title", true),
  page("/slip", "slip", () => import("./pages/SlipPage.vue"), "slip.title"),
  page("/entry", "entry", () => import("./pages/EntryPage.vue"), "entry.title", true),
  page("/no-shows", "no-shows", () => import("./pages/StandingPage.vue"), "standing.title", true),
  page("/results/:period(\\d{8})?", "results", () => import("./pages/ResultsPage.vue"), "results.title"),
  page("/results/:period(\\d{8})/standby", "standby-record", () => import("./pages/StandbyRecordPage.vue"), "standby.record"),
  page("/fairness/:period(\\d{8})?", "fairness", () => import("./pages/FairnessPage.vue"), "fairness.title"),
  ...vaccineRoutes,
  ...healthRoutes,
  ...exchangeRoutes,
  page("/guide", "guide", () => import("./pages/GuidePage.vue"), "guide.title"),
  page("/offline", "unreachable", () => import("./pages/UnreachablePage.vue"), "kept.unreachable"),
  page("/:path(.*)*", "missing", () => import("./pages/MissingPage.vue"), "error.not_found"),
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** A page's files could not be loaded though there is a network: the site was updated meanwhile. */
export const broken = ref(false);

router.beforeEach((to) => {
  if (to.name === "login" && session.signedIn.value) return returnPath(to);
  if (to.meta.private && !session.signedIn.value) return { name: "login", query: { then: to.fullPath } };
  return true;
});
router.afterEach(() => {
  broken.value = false;
});
router.onError((_error, to) => {
  broken.value = navigator.onLine;
  if (!navigator.onLine) void router.replace({ name: "unreachable", query: { then: to.fullPath } });
});

/** Where to go on after an interruption: a path of this site, else the start. */
export function returnPath({ query }: RouteLocation): string {
  return typeof query.then === "string" && /^\/(?!\/)/.test(query.then) ? query.then : "/";
}

/** Lead to the sign-in page and back afterwards; what was typed stays in its draft. */
export function sessionLost(): void {
  const here = router.currentRoute.value;
  session.lose();
  if (here.name === "login") return;
  void router.push({ name: "login", query: { then: here.fullPath, ended: "1" } });
}

function page(path: string, name: string, component: () => Promise<unknown>, title: string, isPrivate = false): RouteRecordRaw {
  const load = async () => (BEFORE.includes(name) ? component() : (await Promise.all([component(), speakFrom(OWN)]))[0]);
  return { path, name, component: load as () => Promise<{ default: object }>, meta: { title, private: isPrivate } };
}
