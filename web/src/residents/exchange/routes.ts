import type { RouteRecordRaw } from "vue-router";
import type { PageName } from "./area";
import { ARRIVE, hideToken } from "./token";

/** The pages of mutual recognition (健康码互认). Whoever arrives from another region has not signed in yet. */
export const exchangeRoutes: RouteRecordRaw[] = [
  page(ARRIVE, "exchange-arrive", "ArrivePage", "exchange.arrive", false),
  page("/exchange/records", "exchange-records", "RecordsPage", "exchange.records"),
  page("/exchange/certificates/:person", "exchange-certificates", "CertificatesPage", "abroad.title"),
  page("/exchange/apply/:person/:partner", "exchange-notice", "NoticePage", "exchange.notice"),
  page("/exchange/apply/:person/:partner/form", "exchange-apply", "ApplyPage", "exchange.form"),
];

hideToken();

function page(path: string, name: string, component: PageName, title: string, isPrivate = true): RouteRecordRaw {
  const load = async () => (await import("./area")).pageOf(component);
  return { path, name, component: load, meta: { title, private: isPrivate } };
}
