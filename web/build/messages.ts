import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as OpenCC from "opencc-js";
import type { Plugin } from "vite";

type Tree = { [key: string]: string | Tree };
type Language = "zh-Hans" | "zh-Hant" | "en";
type Terms = Record<string, Record<Language, string>>;

/** Names of things that the server says too: read from its catalogue, so that both always use one word. */
const TERMS = resolve(import.meta.dirname, "../../functions/auth/terms.json");
const SHARED = ["document_type", "sex", "phone_region", "relation", "ground", "review_state", "review_field"];

const convert = OpenCC.Converter({ from: "cn", to: "hk" });

/**
 * Makes each `LANGUAGE.json` in a `locales` folder complete: traditional Chinese from the simplified file by character
 * conversion, with `zh-Hant.overrides.json` for wording; the server's terms are added under `term` in `site` files.
 */
export function messages(): Plugin {
  return {
    name: "messages",
    enforce: "pre",
    resolveId(source, importer) {
      if (importer && /zh-Hant\.json$/.test(source)) return resolve(dirname(importer), source);
      return null;
    },
    load(id) {
      const match = /^(.*\/locales\/([a-z]+))\/(zh-Hans|zh-Hant|en)\.json$/.exec(id);
      if (!match) return null;
      const [, folder, name, language] = match as unknown as [string, string, string, Language];
      for (const file of sources(folder)) this.addWatchFile(file);
      const own = language === "zh-Hant" ? traditional(folder) : read(`${folder}/${language}.json`);
      return JSON.stringify(name === "site" ? { ...own, term: terms(language) } : own);
    },
  };
}

export function traditional(folder: string): Tree {
  const [simplified, overrides] = sources(folder).map(read) as [Tree, Tree];
  return merged(mapped(simplified, convert), overrides, "");
}

function sources(folder: string): string[] {
  return [`${folder}/zh-Hans.json`, `${folder}/zh-Hant.overrides.json`];
}

function read(path: string): Tree {
  return JSON.parse(readFileSync(path, "utf8")) as Tree;
}

function mapped(tree: Tree, change: (text: string) => string): Tree {
  const entries = Object.entries(tree);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? change(value) : mapped(value, change)]),
  );
}

function merged(tree: Tree, overrides: Tree, path: string): Tree {
  const result = { ...tree };
  for (const [key, value] of Object.entries(overrides)) {
    const before = result[key];
    if (before === undefined) throw new Error(`zh-Hant.overrides.json has ${path}${key}, which zh-Hans.json lacks`);
    result[key] = typeof value === "string" ? value : merged(before as Tree, value, `${path}${key}.`);
  }
  return result;
}

function terms(language: Language): Tree {
  const tree: Record<string, Record<string, string>> = {};
  const catalogue = JSON.parse(readFileSync(TERMS, "utf8")) as Terms;
  for (const [key, sentence] of Object.entries(catalogue)) {
    const [group, name] = key.split(".") as [string, string];
    if (SHARED.includes(group)) (tree[group] ??= {})[name] = sentence[language];
  }
  return tree;
}
