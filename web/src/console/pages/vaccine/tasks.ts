import { answer } from "@/shared/api/answer";
import { bytes, download } from "@/shared/download";
import { idempotencyKeys } from "@/shared/idempotency";
import type { Page } from "@/shared/paging";
import { api, type Schemas } from "../../api";

export type Task = Schemas["TaskView"];

/** Where files of one kind come from: their tasks, and the parts of a task's file. */
export interface Source {
  /** Message group of its words, below `vaccine.task`. */
  words: "exports" | "doses" | "sessions";
  list(region: string, cursor: string): Promise<Page<Task>>;
  part(task: string, part: string): Promise<Schemas["FilePart"]>;
}

/** Where files of one kind are brought in. */
export interface Import extends Source {
  template(street: string): Promise<Schemas["SmallFile"]>;
  begin(street: string): Promise<Schemas["NewTask"]>;
  upload(task: string, body: Schemas["UploadedPart"]): Promise<unknown>;
  start(task: string, body: Schemas["StartedImport"]): Promise<unknown>;
}

// Begun again it is another import, whatever the file.
const keyed = idempotencyKeys();
const anew = () => keyed(Date.now());

export const EXPORTS: Source = {
  words: "exports",
  list: (region, cursor) => answer(api.GET("/v1/staff/vaccine/record-exports", { params: { query: { region, cursor } } })),
  part: (task, part) => answer(api.GET("/v1/staff/vaccine/record-exports/{task}/parts/{part}", { params: { path: { task, part } } })),
};

export const DOSES: Import = {
  words: "doses",
  list: (region, cursor) => answer(api.GET("/v1/staff/vaccine/dose-imports", { params: { query: { region, cursor } } })),
  part: (task, part) => answer(api.GET("/v1/staff/vaccine/dose-imports/{task}/refused/{part}", { params: { path: { task, part } } })),
  template: (street) => answer(api.GET("/v1/staff/vaccine/streets/{street}/dose-imports/template", { params: { path: { street } } })),
  begin: (street) => answer(api.POST("/v1/staff/vaccine/streets/{street}/dose-imports", { params: { path: { street } }, headers: anew() })),
  upload: (task, body) => answer(api.PUT("/v1/staff/vaccine/dose-imports/{task}/file", { params: { path: { task } }, body })),
  start: (task, body) => answer(api.POST("/v1/staff/vaccine/dose-imports/{task}/start", { params: { path: { task } }, body })),
};

export const SESSIONS: Import = {
  words: "sessions",
  list: (region, cursor) => answer(api.GET("/v1/staff/vaccine/session-imports", { params: { query: { region, cursor } } })),
  part: (task, part) => answer(api.GET("/v1/staff/vaccine/session-imports/{task}/refused/{part}", { params: { path: { task, part } } })),
  template: (street) => answer(api.GET("/v1/staff/vaccine/streets/{street}/session-imports/template", { params: { path: { street } } })),
  begin: (street) => answer(api.POST("/v1/staff/vaccine/streets/{street}/session-imports", { params: { path: { street } }, headers: anew() })),
  upload: (task, body) => answer(api.PUT("/v1/staff/vaccine/session-imports/{task}/file", { params: { path: { task } }, body })),
  start: (task, body) => answer(api.POST("/v1/staff/vaccine/session-imports/{task}/start", { params: { path: { task } }, body })),
};

/** Bytes of a part, as the server takes them. */
const PART = 2 << 20;

/** Send a file in parts and let it be imported; `progress` hears the share that was sent. */
export async function send(desk: Import, street: string, file: File, progress: (share: number) => void): Promise<void> {
  const { id } = await desk.begin(street);
  const parts = Math.max(1, Math.ceil(file.size / PART));
  for (let part = 0; part < parts; part += 1) {
    const content = base64(new Uint8Array(await file.slice(part * PART, (part + 1) * PART).arrayBuffer()));
    await desk.upload(id, { part, content });
    progress((part + 1) / parts);
  }
  await desk.start(id, { parts });
}

/** Fetch a task's file, part after part, and hand it to the browser's downloads. */
export async function fetchFile(source: Source, task: Task, name: string): Promise<void> {
  const parts: BlobPart[] = [];
  for (let part = 0; part < task.parts; part += 1) parts.push(bytes((await source.part(task.id, String(part))).content));
  download(name, new Blob(parts, { type: XLSX }));
}

export function keep({ name, content }: Schemas["SmallFile"]): void {
  download(name, new Blob([bytes(content)], { type: XLSX }));
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const CHUNK = 0x8000;

function base64(content: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < content.length; at += CHUNK) pieces.push(String.fromCharCode(...content.subarray(at, at + CHUNK)));
  return btoa(pieces.join(""));
}
