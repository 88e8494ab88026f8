import type { components } from "@/shared/api/schema";
import { forget } from "./drafts";

export type Receipt = components["schemas"]["ApplicationView"] & { publishes_at?: string };
export type Slip = components["schemas"]["SlipView"];

const PREFIX = "waystation.paper.";
const SLIP = `${PREFIX}slip`;

/** Papers that must open without a network: receipts by period, and the slip of the day. */
export function keepReceipt(receipt: Receipt): void {
  localStorage.setItem(`${PREFIX}receipt.${receipt.period}`, JSON.stringify(receipt));
}

export function keptReceipt(period: string): Receipt | null {
  return JSON.parse(localStorage.getItem(`${PREFIX}receipt.${period}`) ?? "null") as Receipt | null;
}

export function dropReceipt(period: string): void {
  localStorage.removeItem(`${PREFIX}receipt.${period}`);
}

/** Keep the slip; returns how far the server's clock is ahead of this device's, in milliseconds. */
export function keepSlip(slip: Slip): number {
  const ahead = Date.parse(slip.now) - Date.now();
  localStorage.setItem(SLIP, JSON.stringify({ slip, ahead }));
  return ahead;
}

/** The kept slip, with the same. */
export function keptSlip(): { slip: Slip; ahead: number } | null {
  return JSON.parse(localStorage.getItem(SLIP) ?? "null") as { slip: Slip; ahead: number } | null;
}

export function dropSlip(): void {
  localStorage.removeItem(SLIP);
}

export function forgetPapers(): void {
  forget(localStorage, PREFIX);
}
