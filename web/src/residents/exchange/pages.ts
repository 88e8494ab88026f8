// One file: whoever exchanges a code comes through most of them.
export { default as ApplyPage } from "./pages/ApplyPage.vue";
export { default as ArrivePage } from "./pages/ArrivePage.vue";
export { default as CertificatesPage } from "./pages/CertificatesPage.vue";
export { default as NoticePage } from "./pages/NoticePage.vue";
export { default as RecordsPage } from "./pages/RecordsPage.vue";
