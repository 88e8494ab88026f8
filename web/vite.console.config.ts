import { defineConfig } from "vite";
import { site } from "./build/site.ts";

const { build, ...rest } = site({
  name: "console",
  input: { console: "console.html" },
  parts: /src\/(shared|console\/(?!pages))[\w/-]+\.(ts|vue)$/,
  wasm: true,
});

/** Builds the staff console beside the residents' site. */
export default defineConfig({ ...rest, build: { ...build, emptyOutDir: false } });
