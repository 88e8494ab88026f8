import type { Schemas } from "../api";
import { now } from "./clock";

/** People are let in so long before and after their time, in milliseconds. */
const ENTRANCE = 2 * 3_600_000;

/** Whether the entrance lets somebody with this appointment in now. */
export function isNear({ day, start, end }: Schemas["AppointmentView"]): boolean {
  const at = (time: string): number => Date.parse(`${day}T${time}:00+08:00`);
  const moment = now().getTime();
  return start !== "" && moment >= at(start) - ENTRANCE && moment <= at(end) + ENTRANCE;
}
