import { defineConfig } from "vite";
import { iconFont } from "./build/icon-font.ts";
import { offline } from "./build/offline.ts";
import { otherPages } from "./build/other-pages.ts";
import { site } from "./build/site.ts";

const API = process.env.WAYSTATION_API ?? "http://127.0.0.1:8000";

/** The residents' start and the pages that must open without a network. */
const KEPT =
  /\/index\.html$|\/src\/(residents\/(pages\/(HomePage|SlipPage|ReceiptPage|DrawsPage|GuidePage|UnreachablePage)\.vue|health\/(area\.ts|pages\/CodePage\.vue)|locales\/(site|own|guide|health)\/)|shared\/locales\/health\/)/;

/** Builds the residents' site; while developing, serves every site. */
export default defineConfig({
  ...site({
    name: "residents",
    wasm: true,
    input: { residents: "index.html", sw: "src/residents/sw.ts" },
    parts: /src\/(shared|residents\/(?!vaccine\/|health\/|exchange\/))[\w/-]+\.(ts|vue)$/,
    plugins: [iconFont(), offline({ worker: "sw.js", also: ["/", "/manifest.webmanifest", "/icon.svg"], kept: KEPT }), otherPages()],
  }),
  server: { proxy: { "^/(v1|uploads|openapi.json|docs|_local)": API } },
});
