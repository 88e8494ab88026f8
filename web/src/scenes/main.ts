import { createApp } from "vue";
import "@/residents/style.css";
import "./scenes.css";
import { i18n, speakFrom } from "@/shared/i18n";
import { onSessionLost } from "@/shared/submission";
import { keepAlive } from "@/residents/api";
import App from "./App.vue";
import { router, sessionLost } from "./router";

// Signing in and its fields are the residents' own.
const CATALOGUES = [
  {
    "zh-Hans": () => import("@/residents/locales/site/zh-Hans.json"),
    "zh-Hant": () => import("@/residents/locales/site/zh-Hant.json"),
    en: () => import("@/residents/locales/site/en.json"),
  },
  {
    "zh-Hans": () => import("@/shared/locales/health/zh-Hans.json"),
    "zh-Hant": () => import("@/shared/locales/health/zh-Hant.json"),
    en: () => import("@/shared/locales/health/en.json"),
  },
  {
    "zh-Hans": () => import("./locales/scenes/zh-Hans.json"),
    "zh-Hant": () => import("./locales/scenes/zh-Hant.json"),
    en: () => import("./locales/scenes/en.json"),
  },
];

onSessionLost(sessionLost);
void Promise.all(CATALOGUES.map(speakFrom)).then(() => createApp(App).use(i18n).use(router).mount("#app"));

addEventListener("input", keepAlive);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("/gate-sw.js", { scope: "/gate" }));
}
