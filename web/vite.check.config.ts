import { resolve } from "node:path";
import { defineConfig } from "vite";
import { messages } from "./build/messages.ts";
import { singleFile } from "./build/single-file.ts";

// The page that checks a draw is one file, so that it can be saved, read and run anywhere.
export default defineConfig({
  plugins: [messages(), singleFile()],
  publicDir: false,
  build: {
    target: "es2022",
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: { input: resolve(import.meta.dirname, "check.html") },
  },
});
