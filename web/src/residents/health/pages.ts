// One file of all pages but the code itself: whoever needs one needs most of them, and few files compress better than many.
export { default as AppealPage } from "./pages/AppealPage.vue";
export { default as CheckInPage } from "./pages/CheckInPage.vue";
export { default as CluePage } from "./pages/CluePage.vue";
export { default as DeclarePage } from "./pages/DeclarePage.vue";
export { default as OrganisationPage } from "./pages/OrganisationPage.vue";
export { default as OrganisationsPage } from "./pages/OrganisationsPage.vue";
export { default as PeoplePage } from "./pages/PeoplePage.vue";
export { default as PersonPage } from "./pages/PersonPage.vue";
export { default as RegisterPage } from "./pages/RegisterPage.vue";
export { default as RegistrationsPage } from "./pages/RegistrationsPage.vue";
export { default as RulesPage } from "./pages/RulesPage.vue";
