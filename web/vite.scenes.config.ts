import { defineConfig } from "vite";
import { iconFont } from "./build/icon-font.ts";
import { offline } from "./build/offline.ts";
import { site } from "./build/site.ts";

const { build, ...rest } = site({
  name: "scenes",
  input: { gate: "gate.html", "gate-sw": "src/scenes/sw.ts" },
  parts: /src\/(shared|residents|scenes\/(?!pages))[\w/-]+\.(ts|vue)$/,
  wasm: true,
  // All of it: a gate has to work wherever it stands.
  plugins: [iconFont(), offline({ worker: "gate-sw.js", also: ["/gate", "/icon.svg"], kept: /./ })],
});

/** Builds the pages of gates and other scenes beside the residents' site. */
export default defineConfig({ ...rest, build: { ...build, emptyOutDir: false } });
