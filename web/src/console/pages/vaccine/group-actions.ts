import type { Schemas } from "../../api";
import { may } from "../../session";

export type StreetGroup = Schemas["GroupView"];

/** A button of a group, or the one that makes one; and its message key. */
export interface Offer {
  action: "create" | "edit" | "status" | "renew";
  label: string;
}

export const CREATE: Offer = { action: "create", label: "vaccine.groups.create" };

/** Return the buttons that the signed-in account has for a group. */
export function offered(group: StreetGroup): Offer[] {
  const all: [Offer, boolean][] = [
    [{ action: "edit", label: "vaccine.edit" }, may("groups.edit")],
    [{ action: "status", label: group.enabled ? "vaccine.disable" : "vaccine.enable" }, may("groups.status")],
    [{ action: "renew", label: "term.button.renew" }, may("groups.renew")],
  ];
  return all.filter(([, allowed]) => allowed).map(([offer]) => offer);
}
