import { createApp } from "vue";
import "element-plus/es/components/base/style/css";
import "./theme.css";
import "./style.css";
import { i18n, speakFrom } from "@/shared/i18n";
import { onSessionLost } from "@/shared/submission";
import App from "./App.vue";
import { keepAlive } from "./api";
import { router } from "./router";
import { expired, watchExpiry } from "./session";

const CATALOGUES = {
  "zh-Hans": () => import("./locales/site/zh-Hans.json"),
  "zh-Hant": () => import("./locales/site/zh-Hant.json"),
  en: () => import("./locales/site/en.json"),
};

onSessionLost(() => (expired.value = true));
void speakFrom(CATALOGUES).then(() => createApp(App).use(i18n).use(router).mount("#app"));

addEventListener("input", keepAlive);
watchExpiry();
