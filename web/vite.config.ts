import { defineConfig } from "vite";
import { iconFont } from "./build/icon-font.ts";
import { offline } from "./build/offline.ts";
import { site } from "./build/site.ts";
import { staffPages } from "./build/staff-pages.ts";

const API = process.env.WAYSTATION_API ?? "http://127.0.0.1:8000";

/** Builds the residents' site; while developing, serves both sites. */
export default defineConfig({
  ...site({
    name: "residents",
    input: { residents: "index.html", sw: "src/residents/sw.ts" },
    parts: /src\/(shared|residents\/(?!vaccine\/))[\w/-]+\.(ts|vue)$/,
    plugins: [iconFont(), offline(), staffPages()],
  }),
  server: { proxy: { "^/(v1|openapi.json|docs|_local)": API } },
});
