import type { Schemas } from "../../api";
import { may } from "../../session";

export type Site = Schemas["SiteView"];

/** A button of a site, or the one that makes one; and its message key. */
export interface Offer {
  action: "create" | "edit" | "status" | "delete";
  label: string;
}

export const CREATE: Offer = { action: "create", label: "vaccine.place.create" };

/** Return the buttons that the signed-in account has for a site. */
export function offered(site: Site): Offer[] {
  const all: [Offer, boolean][] = [
    [{ action: "edit", label: "vaccine.edit" }, may("sites.edit")],
    [{ action: "status", label: site.enabled ? "vaccine.disable" : "vaccine.enable" }, may("sites.status")],
    [{ action: "delete", label: "term.button.delete" }, may("sites.delete") && site.sessions === 0],
  ];
  return all.filter(([, allowed]) => allowed).map(([offer]) => offer);
}
