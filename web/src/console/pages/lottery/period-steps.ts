import type { Schemas } from "../../api";

export type Period = Schemas["StaffPeriod"];
export type PeriodState = Schemas["PeriodState"];

const ORDER: readonly PeriodState[] = ["open", "closed", "drawn", "published"];

/** What each step leads to, and the instant it is planned for. */
const STEPS = [
  { state: "open", at: "opens_at" },
  { state: "closed", at: "closes_at" },
  { state: "drawn", at: "draws_at" },
  { state: "published", at: "publishes_at" },
] as const;

/** `done`: happened. `next`: will happen at its time. `due`: should be happening now. `waiting`: for the beacon. */
export type Progress = "done" | "due" | "waiting" | "next" | "later";

export interface Step {
  state: PeriodState;
  at: string;
  progress: Progress;
}

/** The four steps of a period at an instant. */
export function stepsOf({ view, waits_for_beacon }: Period, now: Date): Step[] {
  const reached = ORDER.indexOf(view.state);
  return STEPS.map(({ state, at }, index) => {
    const due = index === reached + 1 && Date.parse(view[at]) <= now.getTime();
    const ahead: Progress = waits_for_beacon && state === "drawn" ? "waiting" : due ? "due" : index === reached + 1 ? "next" : "later";
    return { state, at: view[at], progress: index <= reached ? "done" : ahead };
  });
}

/** A step that staff may still move, by the name that the server has for its instant. */
export type Movable = "closes_at" | "draws_at" | "publishes_at";

export function movable(state: PeriodState): Movable[] {
  const all: Movable[] = ["closes_at", "draws_at", "publishes_at"];
  return all.slice(ORDER.indexOf(state));
}

export const KIND: Record<PeriodState, "success" | "primary" | "warning" | "info"> = {
  open: "success",
  closed: "warning",
  drawn: "warning",
  published: "primary",
};
