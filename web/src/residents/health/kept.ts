import type { Schemas } from "../api";
import { PAPERS } from "../papers";

/** A code, and how far the server's clock is ahead of this device's (ms). */
export interface KeptCode {
  code: Schemas["CodeView"];
  ahead: number;
}

const keyOf = (person: string): string => `${PAPERS}code.${person}`;

export function keepCode(person: string, code: Schemas["CodeView"]): KeptCode {
  const kept = { code, ahead: Date.parse(code.issued_at) - Date.now() };
  localStorage.setItem(keyOf(person), JSON.stringify(kept));
  return kept;
}

/** The code kept on this device, until its life is over. */
export function keptCode(person: string): KeptCode | null {
  const kept = JSON.parse(localStorage.getItem(keyOf(person)) ?? "null") as KeptCode | null;
  return kept && Date.now() + kept.ahead < Date.parse(kept.code.expires_at) ? kept : null;
}

/** Where somebody was when they last checked in on this device: most days it is the same. */
export const lastAddress = {
  of: (person: string): string => localStorage.getItem(`${PAPERS}address.${person}`) ?? "",
  keep: (person: string, address: string): void => localStorage.setItem(`${PAPERS}address.${person}`, address),
};
