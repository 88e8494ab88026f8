import { resolve } from "node:path";
import vueI18n from "@intlify/unplugin-vue-i18n/vite";
import { VantResolver } from "@vant/auto-import-resolver";
import vue from "@vitejs/plugin-vue";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import components from "unplugin-vue-components/vite";
import type { PluginOption, UserConfig } from "vite";
import { contentPolicy } from "./content-policy.ts";
import { messages } from "./messages.ts";
import { vueI18nTree } from "./vue-i18n-tree.ts";

const WEB = resolve(import.meta.dirname, "..");

interface Site {
  /** Name, also of Vite's manifest `dist/.vite/NAME.json`. */
  name: string;
  /** Files that a build begins with, by name. */
  input: Record<string, string>;
  /** Modules of the site itself that most of its pages need. */
  parts: RegExp;
  /** Whether it compiles WebAssembly. */
  wasm?: boolean;
  plugins?: PluginOption[];
}

/** The components of a folder, whole or the parts that Vue's plugin takes them into. */
const componentsOf = (folder: string): RegExp => new RegExp(`/src/${folder}/.*\\.vue($|\\?vue)`);

/** How a site is built. Each is built alone: together, each would load what only the other needs of Vue. */
export function site({ name, input, parts, wasm = false, plugins = [] }: Site): UserConfig {
  return {
    plugins: [
      vue(),
      messages(),
      vueI18n({ include: ["site", "own", "work", "vaccine", "health", "exchange", "scenes"].map((name) => resolve(WEB, `src/*/locales/${name}/*.json`)), strictMessage: false, runtimeOnly: true }),
      components({ dirs: [], include: ["residents", "scenes"].map(componentsOf), resolvers: [VantResolver()], dts: "src/residents/vant.d.ts" }),
      components({
        dirs: [],
        include: componentsOf("console"),
        resolvers: [ElementPlusResolver({ directives: false })],
        dts: "src/console/element.d.ts",
      }),
      contentPolicy(wasm),
      vueI18nTree(),
      ...plugins,
    ],
    resolve: { alias: { "@": resolve(WEB, "src") } },
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
      manifest: `.vite/${name}.json`,
      target: "es2020",
      // Data URLs would need an exception in the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([key, file]) => [key, resolve(WEB, file)])),
        output: {
          entryFileNames: ({ name: entry }) => (/(^|-)sw$/.test(entry) ? "[name].js" : "assets/[name]-[hash].js"),
          // Few files compress better than many, and slow networks pay for each.
          codeSplitting: {
            groups: [
              { name: "vendor", test: /node_modules|plugin-vue:export-helper/, priority: 2, minShareCount: 3 },
              { name: "parts", test: parts, minShareCount: 4 },
            ],
          },
        },
      },
    },
  };
}
