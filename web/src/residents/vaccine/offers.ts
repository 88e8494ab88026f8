import type { Schemas } from "../api";

type Session = Schemas["SessionView"];

/** The times at which the same can be had: kind, vaccine, site and remark are one. */
export interface Offer {
  key: string;
  first: Session;
  sessions: Session[];
}

/** Sessions by what can be had, each in order of time. */
export function offers(sessions: Session[]): Offer[] {
  const found = new Map<string, Offer>();
  for (const session of sessions.filter(({ state }) => state !== "ended" && state !== "disabled")) {
    const key = [session.kind, session.vaccine, session.site.id, session.remark].join("|");
    const offer = found.get(key);
    if (offer) offer.sessions.push(session);
    else found.set(key, { key, first: session, sessions: [session] });
  }
  return [...found.values()];
}
