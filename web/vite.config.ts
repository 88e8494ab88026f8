import { resolve } from "node:path";
import vueI18n from "@intlify/unplugin-vue-i18n/vite";
import { VantResolver } from "@vant/auto-import-resolver";
import vue from "@vitejs/plugin-vue";
import components from "unplugin-vue-components/vite";
import { defineConfig } from "vite";
import { contentPolicy } from "./build/content-policy.ts";
import { iconFont } from "./build/icon-font.ts";
import { messages } from "./build/messages.ts";
import { offline } from "./build/offline.ts";
import { vueI18nTree } from "./build/vue-i18n-tree.ts";

const here = import.meta.dirname;
const API = process.env.WAYSTATION_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [
    vue(),
    messages(),
    vueI18n({ include: resolve(here, "src/*/locales/site/*.json"), strictMessage: false, runtimeOnly: true }),
    components({ dirs: [], resolvers: [VantResolver()], dts: "src/residents/vant.d.ts" }),
    contentPolicy(),
    iconFont(),
    vueI18nTree(),
    offline(),
  ],
  resolve: { alias: { "@": resolve(here, "src") } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: true,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    manifest: true,
    target: "es2020",
    // Data URLs would need an exception in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The staff console is the second page of this workspace: add its `console.html` here.
      input: { residents: resolve(here, "index.html"), sw: resolve(here, "src/residents/sw.ts") },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // Few files compress better than many, and slow networks pay for each.
        codeSplitting: {
          groups: [
            { name: "vendor", test: /node_modules|plugin-vue:export-helper/, priority: 2 },
            { name: "parts", test: /src\/(shared|residents)\/[\w/-]+\.(ts|vue)$/, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: { proxy: { "^/(v1|openapi.json|docs|_local)": API } },
});
