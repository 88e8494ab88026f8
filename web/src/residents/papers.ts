import type { components } from "@/shared/api/schema";
import { forget } from "@/shared/drafts";

export type Receipt = components["schemas"]["ApplicationView"] & { publishes_at?: string };
export type Slip = components["schemas"]["SlipView"];

/** What the names of all papers of a holder begin with. */
export const PAPERS = "waystation.paper.";
const SLIP = `${PAPERS}slip`;

/** Papers that must open without a network: receipts by period, and the slip of the day. */
export function keepReceipt(receipt: Receipt): void {
  localStorage.setItem(`${PAPERS}receipt.${receipt.period}`, JSON.stringify(receipt));
}

export function keptReceipt(period: string): Receipt | null {
  return JSON.parse(localStorage.getItem(`${PAPERS}receipt.${period}`) ?? "null") as Receipt | null;
}

/** The periods whose receipts are on this device, newest first. */
export function keptPeriods(): string[] {
  const receipts = Object.keys(localStorage).filter((key) => key.startsWith(`${PAPERS}receipt.`));
  return receipts.map((key) => key.slice(-8)).sort().reverse();
}

export function dropReceipt(period: string): void {
  localStorage.removeItem(`${PAPERS}receipt.${period}`);
}

/** A slip with its destination's names by language, and how far the server's clock is ahead of this device's (ms). */
export interface KeptSlip {
  slip: Slip;
  names: Record<string, string>;
  ahead: number;
}

export function keepSlip(slip: Slip, names: Record<string, string>): KeptSlip {
  const kept = { slip, names, ahead: Date.parse(slip.now) - Date.now() };
  localStorage.setItem(SLIP, JSON.stringify(kept));
  return kept;
}

export function keptSlip(): KeptSlip | null {
  return JSON.parse(localStorage.getItem(SLIP) ?? "null") as KeptSlip | null;
}

export function dropSlip(): void {
  localStorage.removeItem(SLIP);
}

export function forgetPapers(): void {
  forget(localStorage, PAPERS);
}
