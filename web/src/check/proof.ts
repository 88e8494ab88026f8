import { ALGORITHM, draw, hashHex, isDate, parse, root, seed, type Application, type Outcome, type Progress } from "./draw";

/** The proof document; docs/draw.md says which key appears when. */
export interface Proof {
  algorithm: string;
  period: string;
  commitment: string;
  quotas: Record<string, number>;
  decisions?: { decided_at: string; decision: string; reason: string }[];
  lines?: string[];
  root?: string;
  announced_round?: number;
  secret?: string;
  beacon?: { round: number; signature: string; randomness: string } | null;
  winners?: Record<string, string[]>;
  standby?: Record<string, string[]>;
}

/** One finding: right, wrong, or (null) something to know that proves nothing by itself. */
export interface Finding {
  passed: boolean | null;
  what: string;
  values: Record<string, string | number>;
}

export interface Verdict {
  findings: Finding[];
  /** How each date must come out; empty before publication. */
  outcomes: Outcome[];
  applications: Application[];
}

const HEX64 = /^[0-9a-f]{64}$/;

/** Return the proof in a JSON text; throws where it is none. */
export function read(json: string): Proof {
  const proof = JSON.parse(json) as Proof;
  const texts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === "string");
  const tickets = (value: unknown): boolean => value === undefined || Object.values(value as object).every(texts);
  const sound =
    typeof proof === "object" &&
    [proof.algorithm, proof.period, proof.commitment].every((each) => typeof each === "string") &&
    Object.entries(proof.quotas).every(([date, places]) => isDate(date) && Number.isInteger(places) && places >= 0) &&
    (proof.lines === undefined || texts(proof.lines)) &&
    tickets(proof.winners) &&
    tickets(proof.standby);
  if (!sound) throw new TypeError("no proof document");
  return proof;
}

/** Check everything that is present; `noted` is what the reader wrote down earlier. */
export async function verify(proof: Proof, noted: { commitment: string; root: string }, progress: Progress): Promise<Verdict> {
  const findings: Finding[] = [agree("algorithm", proof.algorithm, ALGORITHM)];
  if (noted.commitment) findings.push(agree("noted_commitment", proof.commitment, noted.commitment));
  if (noted.root) findings.push(agree("noted_root", proof.root ?? "", noted.root));
  for (const { decision, reason } of proof.decisions ?? []) findings.push(note("decision", { decision, reason }));

  const nothing = { findings, outcomes: [], applications: [] };
  const published = ["secret", "beacon", "winners", "standby"].some((key) => key in proof);
  if (!published && proof.lines === undefined && proof.root === undefined) return told(nothing, note("open", { commitment: proof.commitment }));
  const wanted = published ? ["lines", "root", "secret", "beacon", "winners", "standby"] : ["lines", "root"];
  const missing = wanted.filter((key) => !(key in proof));
  if (missing.length > 0) return told(nothing, { passed: false, what: "incomplete", values: { keys: missing.join(", ") } });

  const applications = await verifyLines(proof, findings);
  if (!published) return told({ ...nothing, applications }, note("closed", { root: proof.root ?? "" }));
  await verifySecret(proof, findings);
  await verifyBeacon(proof, findings);
  return { findings, applications, outcomes: await verifyDraw(proof, applications, findings, progress) };
}

async function verifyLines(proof: Proof, findings: Finding[]): Promise<Application[]> {
  const lines = proof.lines ?? [];
  const applications = lines.map(parse).filter((each) => each !== null);
  const malformed = lines.length - applications.length;
  const unsorted = lines.findIndex((line, index) => index > 0 && line < (lines[index - 1] ?? ""));
  const tickets = new Set(applications.map(({ ticket }) => ticket)).size;
  findings.push(
    { passed: malformed === 0, what: "lines_form", values: { count: lines.length, bad: malformed } },
    { passed: unsorted < 0, what: "lines_sorted", values: {} },
    { passed: tickets === applications.length, what: "tickets_once", values: {} },
    agree("root", proof.root ?? "", await root(lines)),
  );
  return applications;
}

async function verifySecret(proof: Proof, findings: Finding[]): Promise<void> {
  const secret = proof.secret ?? "";
  findings.push(agree("commitment", proof.commitment, HEX64.test(secret) ? await hashHex(secret) : ""));
}

async function verifyBeacon({ beacon, announced_round: announced, decisions = [] }: Proof, findings: Finding[]): Promise<void> {
  const values = { round: announced ?? beacon?.round ?? 0 };
  if (!beacon) {
    const waived = decisions.some(({ decision }) => decision === "draw_without_beacon");
    const what = announced === undefined ? "beacon_none" : waived ? "beacon_waived" : "beacon_missing";
    findings.push({ passed: announced === undefined || waived, what, values });
    return;
  }
  findings.push(
    announced === undefined ? note("beacon_unannounced", { round: beacon.round }) : agree("beacon_round", beacon.round, announced),
    agree("beacon_randomness", beacon.randomness, await hashHex(beacon.signature)),
    note("beacon_signature", { round: beacon.round }),
  );
}

async function verifyDraw(proof: Proof, applications: Application[], findings: Finding[], progress: Progress): Promise<Outcome[]> {
  const { quotas, winners = {}, standby = {} } = proof;
  const stray = applications.flatMap(({ dates }) => dates).find((date) => !(date in quotas));
  const strange = [...Object.keys(winners), ...Object.keys(standby)].find((date) => !(date in quotas));
  findings.push({ passed: stray === undefined && strange === undefined, what: "dates", values: { date: stray ?? strange ?? "" } });
  const seedHex = await seed(proof.period, proof.root ?? "", proof.secret ?? "", proof.beacon?.randomness ?? "");
  const outcomes = await draw(applications, quotas, seedHex, progress);
  for (const { date, order, winners: won } of outcomes) {
    const tickets = order.map(({ ticket }) => ticket);
    const values = { date, places: quotas[date] ?? 0, winners: won, candidates: order.length };
    findings.push(
      { passed: same(winners[date], tickets.slice(0, won)), what: "winners", values },
      { passed: same(standby[date], tickets.slice(won)), what: "standby", values },
    );
  }
  return outcomes;
}

function same(published: string[] | undefined, computed: string[]): boolean {
  return published !== undefined && published.length === computed.length && published.every((ticket, index) => ticket === computed[index]);
}

function agree(what: string, published: string | number, right: string | number): Finding {
  return { passed: published === right, what, values: { published, right } };
}

function note(what: string, values: Record<string, string | number> = {}): Finding {
  return { passed: null, what, values };
}

function told(verdict: Verdict, finding: Finding): Verdict {
  verdict.findings.push(finding);
  return verdict;
}
