import { dateAfter } from "@/shared/time";
import { requireFields } from "@/shared/submission";
import type { Schemas } from "../../api";
import { instantOf } from "@/shared/local-time";

export const KINDS: readonly Schemas["SessionView"]["kind"][] = ["individual", "group", "foreign"];

/** A time of the day and its places, as it is typed. */
export interface Slot {
  start: string;
  end: string;
  quota: string;
}

/** What is typed to open sessions: one, or every slot on every such weekday between two days. */
export interface Draft {
  many: boolean;
  kind: string;
  vaccine: string;
  site: string;
  group: string;
  day: string;
  first: string;
  last: string;
  weekdays: string[];
  slots: Slot[];
  remark: string;
  opens_at: string;
  grace: string;
}

export const SLOT: Slot = { start: "", end: "", quota: "" };
const WEEK = 6;

export function blank(today: string): Draft {
  const tomorrow = dateAfter(today, 1);
  const days = { day: tomorrow, first: tomorrow, last: dateAfter(tomorrow, WEEK), weekdays: ["1", "2", "3", "4", "5", "6", "7"] };
  return { many: false, kind: "individual", vaccine: "", site: "", group: "", ...days, slots: [{ ...SLOT }], remark: "", opens_at: "", grace: "" };
}

/** Return the session that a draft says. Raises Refusal beside what is missing. */
export function single(draft: Draft, street: string): Schemas["NewSession"] {
  const [slot = SLOT] = draft.slots;
  requireFields({ ...choices(draft), day: draft.day, ...required("slot", slot) });
  return { ...shared(draft, street), day: draft.day, slot: said(slot) };
}

/** Return the template that a draft says. Raises Refusal beside what is missing. */
export function series(draft: Draft, street: string): Schemas["SessionSeries"] {
  const slots = Object.assign({}, ...draft.slots.map((slot, index) => required(`slots[${index}]`, slot))) as Record<string, string>;
  requireFields({ ...choices(draft), first: draft.first, last: draft.last, weekdays: draft.weekdays.length > 0, ...slots });
  return { ...shared(draft, street), first: draft.first, last: draft.last, weekdays: draft.weekdays.map(Number), slots: draft.slots.map(said) };
}

const choices = ({ kind, vaccine, site, group }: Draft): Record<string, string> => ({ vaccine, site, ...(kind === "group" && { group }) });
const required = (path: string, slot: Slot): Record<string, string> => Object.fromEntries(Object.entries(slot).map(([name, value]) => [`${path}.${name}`, value]));
const said = ({ start, end, quota }: Slot): Schemas["SessionSlot"] => ({ start, end, quota: Number(quota) });

function shared(draft: Draft, street: string) {
  const { vaccine, site, remark, opens_at, grace } = draft;
  const kind = draft.kind as Schemas["SessionView"]["kind"];
  return {
    ...{ kind, vaccine, site, street, remark: remark.trim(), enabled: true },
    group: kind === "group" ? draft.group : null,
    opens_at: opens_at ? instantOf(opens_at) : null,
    grace: grace ? Number(grace) : null,
  };
}
