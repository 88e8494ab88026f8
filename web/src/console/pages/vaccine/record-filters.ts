import type { Schemas } from "../../api";

export type StaffRecord = Schemas["StaffRecord"];

/** 类型, 疫苗, 针数, 登记, 接种, 状态 and days as they are chosen; empty is any. */
export interface Filters {
  kind: string;
  vaccine: string;
  dose: string;
  arrived: string;
  given: string;
  state: string;
  since: string;
  until: string;
}

export const ANY: Filters = { kind: "", vaccine: "", dose: "", arrived: "", given: "", state: "", since: "", until: "" };

/** Return what a list or an export of a region is asked with. */
export function wanted(filters: Filters, region: string): Schemas["RecordExport"] {
  const { kind, state, dose, arrived, given, ...texts } = filters;
  const said = { ...texts, kind: kind as Schemas["SessionView"]["kind"], state: state as Schemas["RecordState"], dose: Number(dose) || "", arrived: flag(arrived), given: flag(given) };
  return { region, ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== "")) as Omit<Schemas["RecordExport"], "region">) };
}

const flag = (text: string): boolean | "" => (text === "" ? "" : text === "yes");
