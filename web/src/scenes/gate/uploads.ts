import { onScopeDispose, ref, shallowRef, type Ref } from "vue";
import { answer } from "@/shared/api/answer";
import { Refusal } from "@/shared/refusal";
import { api, type Schemas } from "@/residents/api";
import * as queue from "./queue";
import type { Waiting } from "./queue";

/** `offline`: later. `session`: somebody has to sign in first. `stranger`: with the account that noted them. */
export type Obstacle = "" | "offline" | "session" | "stranger" | "failed";

export interface Uploads {
  waiting: Ref<Waiting[]>;
  refused: Ref<Waiting[]>;
  obstacle: Ref<Obstacle>;
  add(row: Schemas["PassRow"]): Promise<void>;
  upload(): Promise<void>;
  /** Take note of a refusal: the pass leaves this device. */
  forget(refused: Waiting): Promise<void>;
}

const EVERY = 30_000;

/** Brings a place's passes to the server, each once: its own id makes a repetition harmless, the queue makes none get lost. */
export function useUploads(place: string, rowsAtOnce: () => number): Uploads {
  const waiting = shallowRef<Waiting[]>([]);
  const refused = shallowRef<Waiting[]>([]);
  const obstacle = ref<Obstacle>("");
  let running = false;

  async function look(): Promise<Waiting[]> {
    const kept = await queue.all(place);
    refused.value = kept.filter((each) => each.refused);
    return (waiting.value = kept.filter((each) => !each.refused));
  }

  async function upload(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (let rows = await look(); rows.length > 0; rows = await look()) {
        if (!(await send(rows.slice(0, rowsAtOnce())))) break;
        obstacle.value = "";
      }
      if (waiting.value.length === 0) obstacle.value = "";
    } catch (error) {
      obstacle.value = obstacleIn(error);
    } finally {
      running = false;
    }
  }

  /** Send some rows; false where the rest had better wait. */
  async function send(rows: Waiting[]): Promise<boolean> {
    let answers: Schemas["RowAnswer"][];
    try {
      answers = await answer(api.POST("/v1/places/{place}/passes", { params: { path: { place } }, body: { passes: rows.map(({ row }) => row) } }));
    } catch (error) {
      const faulty = error instanceof Refusal ? faultyRows(rows, error) : [];
      if (faulty.length === 0) throw error;
      for (const [row, why] of faulty) await queue.refuse(row, why);
      return true;
    }
    for (const [index, { outcome, detail }] of answers.entries()) {
      const row = rows[index];
      if (!row) continue;
      if (outcome === "RECORDED" || outcome === "KNOWN") await queue.remove(row.client);
      if (outcome === "REFUSED") await queue.refuse(row, detail);
    }
    await look();
    return !answers.some(({ outcome }) => outcome === "AGAIN");
  }

  async function add(row: Schemas["PassRow"]): Promise<void> {
    await queue.add(place, row);
    await look();
    void upload();
  }
  async function forget({ client }: Waiting): Promise<void> {
    await queue.remove(client);
    await look();
  }

  const timer = setInterval(upload, EVERY * (0.8 + 0.4 * Math.random()));
  addEventListener("online", upload);
  onScopeDispose(() => {
    clearInterval(timer);
    removeEventListener("online", upload);
  });
  void upload();
  return { waiting, refused, obstacle, add, upload, forget };
}

/** The rows that the server named as wrong, such as passes[3].temperature, with what it said of them. */
function faultyRows(rows: Waiting[], { faults }: Refusal): [Waiting, string][] {
  return Object.entries(faults).flatMap(([path, why]) => {
    const row = rows[Number(/^passes\[(\d+)\]/.exec(path)?.[1])];
    return row ? [[row, why] as [Waiting, string]] : [];
  });
}

function obstacleIn(error: unknown): Obstacle {
  if (!(error instanceof Refusal)) throw error;
  if (error.endsSession) return "session";
  if (error.code === "scenes.no_such_place") return "stranger";
  return error.code === "offline" ? "offline" : "failed";
}
