import "./style.css";
import type { Application, Outcome } from "./draw";
import { download, h } from "./dom";
import { read, verify, type Finding, type Proof, type Verdict } from "./proof";
import { finding, isLarge, LANGUAGES, say, speak, spoken, type Language } from "./words";

/** The page as it came, to be saved with the data in it. */
const PRISTINE = document.documentElement.outerHTML;
const SLOT = "proof";

interface State {
  period: string;
  ticket: string;
  commitment: string;
  root: string;
  /** The proof's own text: what is saved is what was published. */
  json: string;
  proof: Proof | null;
  verdict: Verdict | null;
  message: string;
  failed: boolean;
}

const given = new URLSearchParams(location.hash.slice(1));
const state: State = {
  period: given.get("period") ?? "",
  ticket: given.get("ticket") ?? "",
  commitment: "",
  root: "",
  json: document.getElementById(SLOT)?.textContent ?? "",
  proof: null,
  verdict: null,
  message: "",
  failed: false,
};

async function load(): Promise<void> {
  if (!/^\d{8}$/.test(state.period)) return tell(say("period_hint"), true);
  tell(say("loading"));
  try {
    const response = await fetch(`/v1/lottery/periods/${state.period}/proof`, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) return tell(say(response.status === 404 ? "not_found" : "failed_load"), true);
    await use(await response.text());
  } catch {
    tell(say("failed_load"), true);
  }
}

async function use(json: string): Promise<void> {
  try {
    state.proof = read(json);
  } catch {
    return tell(say("unreadable"), true);
  }
  Object.assign(state, { json, period: state.proof.period });
  await check(state.proof);
}

async function check(proof: Proof): Promise<void> {
  if (!crypto.subtle) return tell(say("no_crypto"), true);
  state.verdict = null;
  const working = (share: number): void => tell(say("working", { percent: Math.round(100 * share) }));
  working(0);
  const noted = { commitment: state.commitment.trim().toLowerCase(), root: state.root.trim().toLowerCase() };
  state.verdict = await verify(proof, noted, working);
  tell("");
  document.querySelector<HTMLElement>("#verdict")?.focus();
}

function tell(message: string, failed = false): void {
  Object.assign(state, { message, failed });
  render();
}

function savePage(): void {
  const data = state.json.replaceAll("<", "\\u003c");
  const slot = `<script type="application/json" id="${SLOT}">${data}</script>`;
  const bare = PRISTINE.replace(new RegExp(`<script type="application/json" id="${SLOT}">[^<]*</script>`), "");
  download(`draw-${state.period}.html`, "text/html", `<!doctype html>\n${bare.replace('<div id="app"></div>', `<div id="app"></div>${slot}`)}`);
}

// What is shown

function render(): void {
  document.documentElement.lang = spoken();
  document.title = say("title");
  const focused = document.activeElement?.id;
  document.getElementById("app")?.replaceChildren(header(), h("main", {}, ...content()));
  if (focused) document.getElementById(focused)?.focus();
}

function header(): HTMLElement {
  const buttons = (Object.keys(LANGUAGES) as Language[]).map((code) =>
    h("button", { type: "button", id: `speak-${code}`, lang: code, "aria-pressed": String(code === spoken()), click: () => (speak(code), render()) }, LANGUAGES[code]),
  );
  const links = location.protocol === "file:" ? [] : [h("a", { href: "/guide" }, say("guide")), h("a", { href: "/" }, say("site"))];
  return h("header", {}, h("div", { role: "group", "aria-label": say("language") }, ...buttons), h("nav", {}, ...links));
}

function* content(): Iterable<HTMLElement> {
  yield h("h1", {}, say("title"));
  yield h("p", {}, say("intro"));
  yield form();
  yield h("p", { class: state.failed ? "message bad" : "message", role: "status" }, state.message);
  if (state.verdict) yield* report(state.verdict);
  yield h("section", { class: "card" }, h("h2", {}, say("proves")), h("p", {}, say("proves_text")), h("p", {}, say("proves_not")));
}

function form(): HTMLElement {
  const fields = [
    input("period", say("period"), say("period_hint")),
    input("ticket", say("ticket"), say("ticket_hint")),
    h("details", {}, h("summary", {}, say("noted")), input("commitment", say("commitment")), input("root", say("root"))),
  ];
  const file = h("input", { type: "file", accept: ".json,application/json", id: "file", change: chosen });
  const again = state.proof ? [h("button", { type: "button", click: () => void use(state.json) }, say("again"))] : [];
  return h(
    "form",
    { class: "card", submit: (event) => (event.preventDefault(), void load()) },
    ...fields,
    h("p", { class: "actions" }, h("button", { class: "primary" }, say("run")), ...again),
    h("p", {}, h("label", { for: "file" }, say("file")), " ", file),
  );
}

function input(name: "period" | "ticket" | "commitment" | "root", label: string, hint = ""): HTMLElement {
  const control = h("input", {
    id: name,
    value: state[name],
    autocomplete: "off",
    spellcheck: "false",
    ...(name === "period" ? { inputmode: "numeric" } : {}),
    ...(hint ? { "aria-describedby": `${name}-hint` } : {}),
    input: (event) => (state[name] = (event.target as HTMLInputElement).value.trim()),
  });
  return h("p", {}, h("label", { for: name }, label), control, h("small", { id: `${name}-hint` }, hint));
}

async function chosen(event: Event): Promise<void> {
  const file = (event.target as HTMLInputElement).files?.[0];
  if (file) await use(await file.text());
}

function* report({ findings, outcomes, applications }: Verdict): Iterable<HTMLElement> {
  const failed = findings.filter(({ passed }) => passed === false).length;
  const right = findings.filter(({ passed }) => passed).length;
  const text = failed ? say("bad", { count: failed }) : outcomes.length ? say("good", { count: right }) : say("good_open");
  yield h("p", { id: "verdict", tabindex: "-1", class: `verdict ${failed ? "bad" : "good"}`, role: "alert" }, text);
  if (state.ticket) yield ticketSection(applications, outcomes);
  yield h(
    "section",
    { class: "card" },
    h("h2", {}, say("details")),
    h("ul", { class: "findings" }, ...findings.map(item)),
    h("p", {}, say("offline")),
    h("p", { class: "actions" }, h("button", { type: "button", click: savePage }, say("save")), h("button", { type: "button", click: saveData }, say("save_data"))),
  );
}

function saveData(): void {
  download(`draw-${state.period}.json`, "application/json", state.json);
}

function item({ passed, what, values }: Finding): HTMLElement {
  const [mark, kind] = passed === null ? ["note", "note"] as const : passed ? ["ok", "good"] as const : ["wrong", "bad"] as const;
  const shown = "right" in values ? [h("small", { class: "code" }, passed ? String(values.right) : say("values", values))] : [];
  return h("li", { class: kind }, h("b", {}, say(mark)), " ", finding(what, values), ...shown);
}

function ticketSection(applications: Application[], outcomes: Outcome[]): HTMLElement {
  const ticket = state.ticket.toLowerCase();
  const mine = applications.find((each) => each.ticket === ticket);
  const lines = mine ? [...history(mine, outcomes)] : [h("p", { class: "bad" }, say("mine_absent"))];
  return h("section", { class: "card" }, h("h2", {}, say("mine")), h("p", { class: "code" }, ticket), ...lines);
}

function* history({ ticket, size, dates }: Application, outcomes: Outcome[]): Iterable<HTMLElement> {
  yield h("p", {}, say("mine_line", { size, dates: dates.join(", ") }));
  if (outcomes.length === 0) yield h("p", {}, say("mine_pending"));
  const own = outcomes.filter(({ date }) => dates.includes(date));
  const wins = own.findIndex(({ order, winners }) => order.slice(0, winners).some((each) => each.ticket === ticket));
  const [played, missed] = wins < 0 ? [own, []] : [own.slice(0, wins + 1), own.slice(wins + 1)];
  for (const outcome of played) yield* standing(ticket, outcome);
  const won = played.at(-1)?.date ?? "";
  if (missed.length > 0) yield h("p", {}, say("mine_out", { dates: missed.map(({ date }) => date).join(", "), won }));
}

function* standing(ticket: string, { date, order, winners }: Outcome): Iterable<HTMLElement> {
  const index = order.findIndex((each) => each.ticket === ticket);
  const isWinner = index < winners;
  const values = { date, candidates: order.length, place: index + 1, winners, standby: index + 1 - winners };
  yield h("p", { class: isWinner ? "good" : "" }, h("b", {}, say(isWinner ? "mine_won" : "mine_lost", values)));
  const cutoff = order[winners - 1]?.rank;
  yield h(
    "dl",
    {},
    h("dt", {}, say("rank")),
    h("dd", { class: "code" }, order[index]?.rank ?? ""),
    ...(cutoff ? [h("dt", {}, say("cutoff")), h("dd", { class: "code" }, cutoff)] : []),
  );
}

if (isLarge()) document.documentElement.classList.add("large");
render();
if (state.json) void use(state.json);
else if (state.period) void load();
