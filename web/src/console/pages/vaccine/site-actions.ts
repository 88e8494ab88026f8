import type { Schemas } from "../../api";
import type { Offer } from "../../asking";
import { may } from "../../session";

export type Site = Schemas["SiteView"];

/** The buttons of a site, and the one that makes one. */
export type Action = "create" | "edit" | "status" | "delete";

export const CREATE: Offer<Action> = { action: "create", label: "vaccine.place.create" };

/** Return the buttons that the signed-in account has for a site. */
export function offered(site: Site): Offer<Action>[] {
  const all: [Offer<Action>, boolean][] = [
    [{ action: "edit", label: "vaccine.edit" }, may("sites.edit")],
    [{ action: "status", label: site.enabled ? "vaccine.disable" : "vaccine.enable" }, may("sites.status")],
    [{ action: "delete", label: "term.button.delete" }, may("sites.delete") && site.sessions === 0],
  ];
  return all.filter(([, allowed]) => allowed).map(([offer]) => offer);
}
