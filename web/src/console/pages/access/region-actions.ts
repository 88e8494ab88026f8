import type { Schemas } from "../../api";
import type { Offer } from "../../asking";
import type { Region } from "../../regions";
import { CITY, may } from "../../session";

/** The buttons of a region: 新增 below it, 编辑, 移动, 状态, 删除. */
export type Action = "create" | "edit" | "move" | "status" | "delete";

const LEVELS: readonly Schemas["Level"][] = ["city", "district", "street", "grid"];

/** Return the buttons that the signed-in account has for a region, as far as the page can know. */
export function offered(region: Region, known: readonly Region[]): Offer<Action>[] {
  const below = region.id !== CITY;
  const all: [Offer<Action>, boolean][] = [
    [{ action: "create", label: "region.create" }, may("regions.edit") && region.level !== "grid"],
    [{ action: "edit", label: "term.button.edit" }, may("regions.edit")],
    [{ action: "move", label: "term.button.move" }, below && may("regions.move") && parents(region, known).length > 1],
    [{ action: "status", label: region.enabled ? "region.disable" : "region.enable" }, below && may("regions.status")],
    [{ action: "delete", label: "term.button.delete" }, below && may("regions.delete") && region.children + region.attached === 0],
  ];
  return all.filter(([, allowed]) => allowed).map(([offer]) => offer);
}

/** Return the regions below which one may lie. */
export function parents(region: Region, known: readonly Region[]): Region[] {
  const above = LEVELS[LEVELS.indexOf(region.level) - 1];
  return known.filter(({ level }) => level === above);
}
