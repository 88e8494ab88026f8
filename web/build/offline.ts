import { createHash } from "node:crypto";
import type { Plugin } from "vite";

interface Offline {
  /** The service worker's built file. */
  worker: string;
  /** What it keeps beside the built files. */
  also: string[];
  /** The source files of what must open without a network; it is kept with everything that it imports. */
  kept: RegExp;
}

/**
 * Tells a service worker which files must open without a network: replaces `__FILES__` and `__VERSION__` in its chunk.
 * The rest is kept as it is fetched.
 */
export function offline({ worker, also, kept }: Offline): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const script = bundle[worker];
        if (script?.type !== "chunk") return this.error(`the service worker ${worker} was not built`);
        const files = new Set<string>(also);
        const keep = (name: string): void => {
          const chunk = bundle[name];
          if (chunk?.type !== "chunk" || files.has(`/${name}`)) return;
          files.add(`/${name}`);
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
          chunk.imports.forEach(keep);
        };
        for (const [name, chunk] of Object.entries(bundle)) {
          if (/\.woff2$/.test(name) || (/\.wasm$/.test(name) && kept.test(name))) files.add(`/${name}`);
          if (chunk.type !== "chunk" || chunk === script) continue;
          if (kept.test(chunk.facadeModuleId ?? "")) keep(name);
        }
        const list = JSON.stringify([...files].sort());
        const version = createHash("sha256").update(list).digest("hex").slice(0, 12);
        script.code = script.code.replaceAll("__FILES__", list).replaceAll("__VERSION__", JSON.stringify(version));
      },
    },
  };
}
