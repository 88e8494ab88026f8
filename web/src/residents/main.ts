import { createApp } from "vue";
import "./style.css";
import App from "./App.vue";
import { keepAlive } from "./api";
import { i18n, speak } from "./i18n";
import { language } from "@/shared/preferences";
import { router } from "./router";

void speak(language.value).then(() => createApp(App).use(i18n).use(router).mount("#app"));

addEventListener("input", keepAlive);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js"));
}
