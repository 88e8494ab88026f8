import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** The residents' start and the pages that must open without a network, by their source files. */
const OFFLINE = /\/index\.html$|\/src\/residents\/(pages\/(HomePage|SlipPage|ReceiptPage|DrawsPage|GuidePage|UnreachablePage)\.vue|locales\/(site|guide)\/)/;

/**
 * Tells the service worker which files the shell and the offline pages need: replaces `__FILES__` and `__VERSION__` in
 * the worker's chunk. The rest is kept as it is fetched.
 */
export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") return this.error("the service worker sw.js was not built");
        const files = new Set<string>(["/", "/manifest.webmanifest", "/icon.svg"]);
        const keep = (name: string): void => {
          const chunk = bundle[name];
          if (chunk?.type !== "chunk" || files.has(`/${name}`)) return;
          files.add(`/${name}`);
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
          chunk.imports.forEach(keep);
        };
        for (const [name, chunk] of Object.entries(bundle)) {
          if (name.endsWith(".woff2")) files.add(`/${name}`);
          if (chunk.type !== "chunk" || chunk === worker) continue;
          if (OFFLINE.test(chunk.facadeModuleId ?? "")) keep(name);
        }
        const list = JSON.stringify([...files].sort());
        const version = createHash("sha256").update(list).digest("hex").slice(0, 12);
        worker.code = worker.code.replaceAll("__FILES__", list).replaceAll("__VERSION__", JSON.stringify(version));
      },
    },
  };
}
