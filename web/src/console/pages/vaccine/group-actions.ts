import type { Schemas } from "../../api";
import type { Offer } from "../../asking";
import { may } from "../../session";

export type StreetGroup = Schemas["GroupView"];

/** The buttons of a group, and the one that makes one. */
export type Action = "create" | "edit" | "status" | "renew";

export const CREATE: Offer<Action> = { action: "create", label: "vaccine.groups.create" };

/** Return the buttons that the signed-in account has for a group. */
export function offered(group: StreetGroup): Offer<Action>[] {
  const all: [Offer<Action>, boolean][] = [
    [{ action: "edit", label: "vaccine.edit" }, may("groups.edit")],
    [{ action: "status", label: group.enabled ? "vaccine.disable" : "vaccine.enable" }, may("groups.status")],
    [{ action: "renew", label: "term.button.renew" }, may("groups.renew")],
  ];
  return all.filter(([, allowed]) => allowed).map(([offer]) => offer);
}
