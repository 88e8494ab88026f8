import { createApp } from "vue";
import "./style.css";
import { i18n, speakFrom } from "@/shared/i18n";
import { onSessionLost } from "@/shared/submission";
import App from "./App.vue";
import { keepAlive } from "./api";
import "./languages";
import { router, sessionLost } from "./router";

const CATALOGUES = {
  "zh-Hans": () => import("./locales/site/zh-Hans.json"),
  "zh-Hant": () => import("./locales/site/zh-Hant.json"),
  en: () => import("./locales/site/en.json"),
  pt: () => import("./locales/site/pt.json"),
};

onSessionLost(sessionLost);
void speakFrom(CATALOGUES).then(() => createApp(App).use(i18n).use(router).mount("#app"));

addEventListener("input", keepAlive);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js"));
}
