/// <reference lib="webworker" />

declare const __FILES__: string[];
declare const __VERSION__: string;
declare const self: ServiceWorkerGlobalScope;

/** A site whose own files are kept on the device: `start` is its page, which knows the paths that it `owns`. */
interface Kept {
  name: string;
  start: string;
  owns: (path: string) => boolean;
}

/**
 * Keeps a site's own files, so that what must opens without a network. Never touches the API: what people are told must
 * be what the server says now.
 */
export function keepFiles({ name, start, owns }: Kept): void {
  const cache = `waystation-${name}-${__VERSION__}`;

  self.addEventListener("install", (event) => {
    event.waitUntil(caches.open(cache).then((opened) => opened.addAll(__FILES__)));
    void self.skipWaiting();
  });
  self.addEventListener("activate", (event) => {
    event.waitUntil(dropOlder().then(() => self.clients.claim()));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return;
    if (request.mode === "navigate" && owns(url.pathname)) event.respondWith(page(request));
    else if (url.pathname.startsWith("/assets/") || __FILES__.includes(url.pathname)) event.respondWith(file(request));
  });

  /** The page from the network, and the kept one where there is none. */
  async function page(request: Request): Promise<Response> {
    try {
      return await fetch(request);
    } catch {
      return (await caches.match(start)) ?? Response.error();
    }
  }

  /** A file whose name changes with its content: once fetched, it is kept. */
  async function file(request: Request): Promise<Response> {
    const kept = await caches.match(request);
    if (kept) return kept;
    const fresh = await fetch(request);
    if (fresh.ok) await (await caches.open(cache)).put(request, fresh.clone());
    return fresh;
  }

  async function dropOlder(): Promise<void> {
    const names = await caches.keys();
    await Promise.all(names.filter((each) => each.startsWith(`waystation-${name}-`) && each !== cache).map((each) => caches.delete(each)));
  }
}
