import type { RouteRecordRaw } from "vue-router";
import { speakFrom } from "@/shared/i18n";

/** Only these pages need their sentences. */
const CATALOGUES = {
  "zh-Hans": () => import("../locales/vaccine/zh-Hans.json"),
  "zh-Hant": () => import("../locales/vaccine/zh-Hant.json"),
  en: () => import("../locales/vaccine/en.json"),
};

/** The pages of vaccine appointments; nobody has to sign in. The address of a street or district is on its posters. */
export const vaccineRoutes: RouteRecordRaw[] = [
  page("/vaccine", "vaccine", "StreetsPage", "vaccine.title"),
  page("/vaccine/group", "vaccine-group", "GroupPage", "vaccine.group"),
  page("/vaccine/bookings", "vaccine-bookings", "BookingsPage", "vaccine.find"),
  page("/vaccine/bookings/code", "vaccine-code", "LostCodePage", "vaccine.lost"),
  page("/vaccine/bookings/waiting", "vaccine-party", "PartyPage", "vaccine.party"),
  page("/vaccine/:street/form", "vaccine-form", "FormPage", "vaccine.form"),
  page("/vaccine/:street/booked", "vaccine-booked", "BookedPage", "vaccine.booked"),
  page("/vaccine/:street/waiting", "vaccine-waiting", "WaitingPage", "vaccine.waiting"),
  page("/vaccine/:street", "vaccine-street", "StreetPage", "vaccine.register"),
];

function page(path: string, name: string, component: keyof typeof import("./pages"), title: string): RouteRecordRaw {
  const load = async () => (await Promise.all([import("./pages"), speakFrom(CATALOGUES)]))[0][component];
  return { path, name, component: load, meta: { title } };
}
