import { answer } from "@/shared/api/answer";
import { api, type Schemas } from "../../api";
import { may } from "../../session";

export type Visitor = Schemas["WalkInView"]["visitor"];

/** A site, with its street. */
export type Place = Schemas["SitePlace"];

/** What is done next with somebody at a site. */
export type Step = "checkin" | "inject" | "vaccinated";

const NEXT: Partial<Record<Visitor["phase"], Step>> = { expected: "checkin", arrived: "inject", injected: "vaccinated" };

/** Return the step that is next for somebody, where the signed-in account may take it. */
export function nextOf(visitor: Visitor): Step | null {
  const step = visitor.state === "booked" ? NEXT[visitor.phase] : undefined;
  return step && may(`onsite.${step}`) ? step : null;
}

/** Tell whether somebody's next step has to wait: for their time, or for the end of the observation. */
export function waits(visitor: Visitor, now: number): boolean {
  if (visitor.phase === "expected") return visitor.gate === "too_early" || visitor.gate === "too_late";
  return visitor.phase === "injected" && secondsLeft(visitor, now) > 0;
}

/** Seconds until the observation is over. */
export function secondsLeft({ observed_until }: Visitor, now: number): number {
  return observed_until ? Math.max(0, Math.ceil((Date.parse(observed_until) - now) / 1000)) : 0;
}

const at = (place: Place, visitor: Visitor) => ({ path: { ...place, record: visitor.number } });

export function take(step: Step, place: Place, visitor: Visitor): Promise<Visitor> {
  const params = at(place, visitor);
  if (step === "checkin") return answer(api.POST("/v1/staff/vaccine/onsite/{street}/{site}/visitors/{record}/arrival", { params }));
  if (step === "inject") return answer(api.POST("/v1/staff/vaccine/onsite/{street}/{site}/visitors/{record}/injection", { params }));
  return answer(api.POST("/v1/staff/vaccine/onsite/{street}/{site}/visitors/{record}/dose", { params }));
}

export function undo(place: Place, visitor: Visitor, reason: string): Promise<Visitor> {
  return answer(api.POST("/v1/staff/vaccine/onsite/{street}/{site}/visitors/{record}/undo", { params: at(place, visitor), body: { reason } }));
}
