import type { Schemas } from "../../api";
import type { Region } from "../../regions";
import { CITY, may } from "../../session";

/** The buttons of a region: 新增 below it, 编辑, 移动, 状态, 删除. */
export type Action = "create" | "edit" | "move" | "status" | "delete";

const LEVELS: readonly Schemas["Level"][] = ["city", "district", "street", "grid"];

/** Return the buttons that the signed-in account has for a region, as far as the page can know. */
export function offered(region: Region, known: readonly Region[]): Action[] {
  const below = region.id !== CITY;
  const all: [Action, boolean][] = [
    ["create", may("regions.edit") && region.level !== "grid"],
    ["edit", may("regions.edit")],
    ["move", below && may("regions.move") && parents(region, known).length > 1],
    ["status", below && may("regions.status")],
    ["delete", below && may("regions.delete") && region.children + region.attached === 0],
  ];
  return all.filter(([, allowed]) => allowed).map(([action]) => action);
}

/** Return the regions below which one may lie. */
export function parents(region: Region, known: readonly Region[]): Region[] {
  const above = LEVELS[LEVELS.indexOf(region.level) - 1];
  return known.filter(({ level }) => level === above);
}

/** Return the message key of a button. */
export function labelOf(action: Action, region: Region): string {
  if (action === "create") return "region.create";
  if (action === "status") return region.enabled ? "region.disable" : "region.enable";
  return `term.button.${action}`;
}
