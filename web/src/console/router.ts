import { shallowRef } from "vue";
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from "vue-router";
import { answer } from "@/shared/api/answer";
import { speakFrom } from "@/shared/i18n";
import { Refusal } from "@/shared/refusal";
import { told } from "@/shared/submission";
import { api } from "./api";
import { SECTIONS, type Page } from "./sections";
import { account, leave, session, type Scope } from "./session";

declare module "vue-router" {
  interface RouteMeta {
    /** Message key of the page's title. */
    title: string;
    /** For everybody, signed in or not. */
    public?: boolean;
    permission?: string;
    scope?: Scope;
    parent?: string;
    /** Message key of the menu's heading. */
    section?: string;
  }
}

/** Whoever has not signed in yet needs none of these sentences: the first screen comes without them. */
const WORK = {
  "zh-Hans": () => import("./locales/work/zh-Hans.json"),
  "zh-Hant": () => import("./locales/work/zh-Hant.json"),
  en: () => import("./locales/work/en.json"),
};

const routes: RouteRecordRaw[] = [
  { path: "/login", name: "login", component: () => import("./pages/LoginPage.vue"), meta: { title: "login.title", public: true } },
  { path: "/", name: "home", component: () => import("./pages/HomePage.vue"), meta: { title: "home.title" } },
  { path: "/password", name: "password", component: () => import("./pages/PasswordPage.vue"), meta: { title: "password.title" } },
  ...SECTIONS.flatMap(({ title, pages }) => pages.map((page) => routeOf(page, title))),
  { path: "/:path(.*)*", name: "missing", component: () => import("./pages/MissingPage.vue"), meta: { title: "error.not_found" } },
];

export const router = createRouter({
  history: createWebHistory("/staff/"),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** Why the account, or the files of the page that was asked for, could not be loaded. */
export const obstacle = shallowRef<Refusal | null>(null);

router.beforeEach(async (to) => {
  if (to.meta.public) return true;
  if (!session.signedIn.value) return signIn(to);
  if (!account.value) await loadAccount();
  if (!session.signedIn.value) return signIn(to, true);
  if (account.value && !account.value.settled && to.name !== "password") return { name: "password" };
  return true;
});
router.afterEach((to) => {
  if (account.value || to.meta.public) obstacle.value = null;
});
router.onError(() => {
  obstacle.value = new Refusal(navigator.onLine ? "updated" : "offline", "");
});

/** Read who is signed in and what they may do. */
export async function loadAccount(): Promise<void> {
  try {
    account.value = await answer(api.GET("/v1/staff/me"));
    obstacle.value = null;
  } catch (error) {
    if (error instanceof Refusal && error.endsSession) leave();
    else obstacle.value = told(error, "error.unreachable");
  }
}

function signIn(to: RouteLocationNormalized, ended = false) {
  const then = to.fullPath === "/" ? {} : { then: to.fullPath };
  return { name: "login", query: ended ? { ...then, ended: "1" } : then };
}

function routeOf(page: Page, section: string): RouteRecordRaw {
  const { path, name, component, title, permission, scope, parent } = page;
  const meta = { title, permission, section, ...(scope && { scope }), ...(parent && { parent }) };
  const load = async () => (await Promise.all([component(), speakFrom(WORK)]))[0];
  return { path, name, component: load as () => Promise<{ default: object }>, meta };
}
