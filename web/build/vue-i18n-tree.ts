import type { Plugin } from "vite";

const COMPUTED = /const key = 'currentInstance';\s*if \(key in Vue\) \{\s*return Vue\[key\];\s*\}\s*else \{\s*return Vue\.getCurrentInstance\(\);\s*\}/;

/**
 * Lets the bundler leave out the parts of Vue nobody uses: vue-i18n reads `Vue[key]` with a computed key, which
 * keeps all of them. Fails when that function no longer looks as it does in the pinned version.
 */
export function vueI18nTree(): Plugin {
  let patched = false;
  return {
    name: "vue-i18n-tree",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!/\/vue-i18n\/dist\/vue-i18n\.runtime\.mjs/.test(id)) return null;
      patched = COMPUTED.test(code);
      return { code: code.replace(COMPUTED, "return Vue.getCurrentInstance();"), map: null };
    },
    generateBundle() {
      if (!patched) this.error("vue-i18n's getCurrentInstance has changed; see build/vue-i18n-tree.ts");
    },
  };
}
