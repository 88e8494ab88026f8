import type { Schemas } from "@/residents/api";

/** A pass that the server has not confirmed; `refused` says why it never will. */
export interface Waiting {
  client: string;
  place: string;
  row: Schemas["PassRow"];
  refused: string;
}

const NAME = "waystation-gate";
const STORE = "passes";
let opened: Promise<IDBDatabase> | null = null;

/** Keep a pass on this device until the server has it. */
export async function add(place: string, row: Schemas["PassRow"]): Promise<void> {
  const waiting: Waiting = { client: row.client, place, row, refused: "" };
  await written((store) => store.put(waiting));
}

/** The passes of a place on this device, the oldest first. */
export async function all(place: string): Promise<Waiting[]> {
  const store = (await database()).transaction(STORE).objectStore(STORE);
  const found = (await outcome(store.getAll())) as Waiting[];
  return found.filter((each) => each.place === place).sort((one, other) => (one.row.at < other.row.at ? -1 : 1));
}

/** The places whose passes are on this device. */
export async function places(): Promise<string[]> {
  const store = (await database()).transaction(STORE).objectStore(STORE);
  const found = (await outcome(store.getAll())) as Waiting[];
  return [...new Set(found.map(({ place }) => place))];
}

export async function remove(client: string): Promise<void> {
  await written((store) => store.delete(client));
}

export async function refuse(waiting: Waiting, why: string): Promise<void> {
  await written((store) => store.put({ ...waiting, refused: why }));
}

/** Do one thing to the store; it is done once the transaction is on the disk. */
async function written(work: (store: IDBObjectStore) => IDBRequest): Promise<void> {
  const transaction = (await database()).transaction(STORE, "readwrite", { durability: "strict" });
  work(transaction.objectStore(STORE));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
  });
}

function database(): Promise<IDBDatabase> {
  const request = (): IDBOpenDBRequest => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "client" });
    return asked;
  };
  opened ??= outcome(request());
  return opened;
}

function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("", "AbortError"));
  });
}
