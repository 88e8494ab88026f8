// The draw `waystation-draw-1` as docs/draw.md publishes it; the numbers in comments are that page's steps.

export const ALGORITHM = "waystation-draw-1";

export interface Application {
  ticket: string;
  size: number;
  dates: string[];
}

/** A date as it must come out: its candidates in rank order, of whom the first `winners` win. */
export interface Outcome {
  date: string;
  order: { ticket: string; rank: string }[];
  winners: number;
}

/** Called between steps with the share of the work that is done, 0 to 1. */
export type Progress = (share: number) => void;

const BATCH = 4096;
const text = new TextEncoder();
const LINE = /^([0-9a-f]{32})\|([1-9][0-9]*)\|((?:\d{4}-\d{2}-\d{2})(?:,\d{4}-\d{2}-\d{2})*)$/;

/** Return the application in a line, null if no application could have made it (step 3). */
export function parse(line: string): Application | null {
  const match = LINE.exec(line);
  if (!match) return null;
  const [, ticket, size, list] = match as unknown as [string, string, string, string];
  const dates = list.split(",");
  const ascending = dates.every((date, index) => isDate(date) && (index === 0 || (dates[index - 1] ?? "") < date));
  return ascending ? { ticket, size: Number(size), dates } : null;
}

export function isDate(date: string): boolean {
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
}

/** Return the Merkle tree hash of RFC 6962 over lines, as hex (step 3). */
export async function root(lines: string[]): Promise<string> {
  if (lines.length === 0) return hex(await digest(new Uint8Array()));
  let level = await each(lines, (line) => digest(joined([Uint8Array.of(0), text.encode(line)])));
  // Pairing neighbours and carrying an odd last node up makes the same tree as splitting at powers of two.
  while (level.length > 1) level = await parents(level);
  return hex(level[0] as Uint8Array);
}

async function parents(level: Uint8Array[]): Promise<Uint8Array[]> {
  const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, index) => level.slice(2 * index, 2 * index + 2));
  return each(pairs, async ([left, right]) => (right ? digest(joined([Uint8Array.of(1), left as Uint8Array, right])) : (left as Uint8Array)));
}

/** Return the seed (step 4). */
export function seed(period: string, rootHex: string, secret: string, beacon: string): Promise<string> {
  return hashText(`${ALGORITHM}|${period}|${rootHex}|${secret}|${beacon}`);
}

/** Return how each date must come out, in date order (step 5). */
export async function draw(applications: Application[], quotas: Record<string, number>, seedHex: string, progress: Progress): Promise<Outcome[]> {
  const out = new Set<string>();
  const outcomes: Outcome[] = [];
  const dates = Object.keys(quotas).sort();
  for (const date of dates) {
    const candidates = applications.filter(({ ticket, dates: named }) => named.includes(date) && !out.has(ticket));
    const outcome = await drawDate(date, candidates, quotas[date] ?? 0, seedHex);
    outcome.order.slice(0, outcome.winners).forEach(({ ticket }) => out.add(ticket));
    outcomes.push(outcome);
    progress(outcomes.length / dates.length);
  }
  return outcomes;
}

async function drawDate(date: string, candidates: Application[], places: number, seedHex: string): Promise<Outcome> {
  const ranked = await each(candidates, async ({ ticket, size }) => ({ ticket, size, rank: await hashText(`${seedHex}|${date}|${ticket}`) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  let winners = 0;
  let taken = 0;
  while (winners < ranked.length && taken < places) taken += ranked[winners++]?.size ?? 0;
  return { date, order: ranked.map(({ ticket, rank }) => ({ ticket, rank })), winners };
}

/** Return SHA-256 of a text as hex. */
export async function hashText(value: string): Promise<string> {
  return hex(await digest(text.encode(value)));
}

/** Return SHA-256 of bytes given as hex, as hex. */
export async function hashHex(value: string): Promise<string> {
  const bytes = Uint8Array.from(value.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return hex(await digest(bytes));
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Map asynchronously, some thousands at a time: neither one by one, which is slow, nor all, which fills memory. */
async function each<A, B>(items: A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    results.push(...(await Promise.all(items.slice(start, start + BATCH).map(work))));
  }
  return results;
}
