// One file of all pages: whoever books needs most of them, and few files compress better than many.
export { default as BookedPage } from "./pages/BookedPage.vue";
export { default as BookingsPage } from "./pages/BookingsPage.vue";
export { default as FormPage } from "./pages/FormPage.vue";
export { default as GroupPage } from "./pages/GroupPage.vue";
export { default as LostCodePage } from "./pages/LostCodePage.vue";
export { default as PartyPage } from "./pages/PartyPage.vue";
export { default as StreetPage } from "./pages/StreetPage.vue";
export { default as StreetsPage } from "./pages/StreetsPage.vue";
export { default as WaitingPage } from "./pages/WaitingPage.vue";
