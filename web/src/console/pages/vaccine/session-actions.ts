import { dayOfWeek } from "@/shared/time";
import type { Schemas } from "../../api";
import type { Offer } from "../../asking";
import { may } from "../../session";

export type Session = Schemas["StaffSession"];

/** The buttons of a session. */
export type Action = "edit" | "status" | "delete";

/** Return the buttons that the signed-in account has for a session. */
export function offered(row: Session): Offer<Action>[] {
  const ended = row.state === "ended";
  const used = row.booked + row.held + row.kept > 0;
  const all: [Offer<Action>, boolean][] = [
    [{ action: "edit", label: "vaccine.edit" }, may("sessions.edit") && !ended],
    [{ action: "status", label: row.enabled ? "vaccine.disable" : "vaccine.enable" }, may("sessions.status") && !ended],
    [{ action: "delete", label: "term.button.delete" }, may("sessions.delete") && !used],
  ];
  return all.filter(([, allowed]) => allowed).map(([offer]) => offer);
}

/** Return by what a session is told from others: its day and time. */
export function named(row: Session): string {
  return `${dayOfWeek(row.day)} ${row.start}–${row.end}`;
}
