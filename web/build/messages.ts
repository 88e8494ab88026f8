import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as OpenCC from "opencc-js";
import type { Plugin } from "vite";

type Tree = { [key: string]: string | Tree };
type Language = "zh-Hans" | "zh-Hant" | "en" | "pt";
type Terms = Record<string, Record<Exclude<Language, "pt">, string> & { pt?: string }>;

const WEB = resolve(import.meta.dirname, "..");

/** Names of things that the server says too: read from its catalogues, so that both always use one word. */
const FUNCTIONS = resolve(WEB, "../functions");
const IDENTITY = {
  file: `${FUNCTIONS}/auth/terms.json`,
  groups: ["document_type", "sex", "phone_region", "relation", "ground", "review_state", "review_field"],
};
const REVIEW = { file: `${FUNCTIONS}/auth/messages.json`, groups: ["staff_reason"] };
const STAFF = { file: `${FUNCTIONS}/admin/messages.json`, groups: ["menu", "button"] };
const TERMS: Record<string, readonly { file: string; groups: string[] }[]> = {
  residents: [IDENTITY],
  console: [IDENTITY, REVIEW, STAFF],
};

/** Sentences of both sites. */
const SHARED = resolve(WEB, "src/shared/locales/site");

const inHongKong = OpenCC.Converter({ from: "cn", to: "hk" });

/** Words and marks that are others in Hong Kong, where converting characters leaves the mainland's. */
const WORDS: readonly [string, string][] = [
  ["“", "「"],
  ["”", "」"],
  ["户", "戶"],
  ["説", "說"],
  ["週歲", "周歲"],
  ["賬號", "帳號"],
  ["登錄", "登入"],
  ["短信", "短訊"],
  ["打印", "列印"],
  ["設備", "裝置"],
  ["啓", "啟"],
  ["聯繫", "聯絡"],
  ["聯系", "聯絡"],
  ["當前", "目前"],
  ["刷新", "重新整理"],
  ["鏈接", "連結"],
  ["默認", "預設"],
  ["搜索", "搜尋"],
  ["菜單", "選單"],
];

const convert = (text: string): string => WORDS.reduce((said, [here, there]) => said.replaceAll(here, there), inHongKong(text));

/**
 * Makes each `LANGUAGE.json` in a `locales` folder complete: traditional Chinese from the simplified file by character
 * conversion, with `zh-Hant.overrides.json` for wording; Portuguese from the English file, with `pt.json` for what is
 * translated. A site's file gets what both sites say, and the server's terms under `term`.
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
      const match = /^(.*\/(\w+)\/locales\/([a-z]+))\/(zh-Hans|zh-Hant|en|pt)\.json$/.exec(id);
      if (!match) return null;
      const [, folder, site, name, language] = match as unknown as [string, string, string, string, Language];
      const folders = name === "site" ? [SHARED, folder] : [folder];
      for (const file of folders.flatMap((each) => sources(each, language))) this.addWatchFile(file);
      const own = folders.map((each) => sentences(each, language)).reduce(joined);
      return JSON.stringify(name === "site" ? { ...own, term: terms(site, language) } : own);
    },
  };
}

function sentences(folder: string, language: Language): Tree {
  const files = sources(folder, language);
  const [whole, overrides = {}] = files.filter(existsSync).map(read) as [Tree, Tree?];
  requireKnown(whole, overrides, files.join(" lacks of "));
  return joined(language === "zh-Hant" ? mapped(whole, convert) : whole, overrides);
}

/** A complete file, and where a language has none the one with what differs from it. */
function sources(folder: string, language: Language): string[] {
  if (language === "zh-Hant") return [`${folder}/zh-Hans.json`, `${folder}/zh-Hant.overrides.json`];
  return language === "pt" ? [`${folder}/en.json`, `${folder}/pt.json`] : [`${folder}/${language}.json`];
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

function joined(tree: Tree, more: Tree): Tree {
  const result = { ...tree };
  for (const [key, value] of Object.entries(more)) {
    const before = result[key];
    result[key] = typeof value === "object" && typeof before === "object" ? joined(before, value) : value;
  }
  return result;
}

function requireKnown(tree: Tree, overrides: Tree, where: string): void {
  for (const [key, value] of Object.entries(overrides)) {
    const before = tree[key];
    if (before === undefined) throw new Error(`${where}: ${key}`);
    if (typeof value === "object") requireKnown(before as Tree, value, `${where}: ${key}`);
  }
}

function terms(site: string, language: Language): Tree {
  const tree: Record<string, Record<string, string>> = {};
  for (const { file, groups } of TERMS[site] ?? []) {
    const catalogue = JSON.parse(readFileSync(file, "utf8")) as Terms;
    for (const [key, sentence] of Object.entries(catalogue)) {
      const [group, name] = key.split(".") as [string, string];
      if (groups.includes(group)) (tree[group] ??= {})[name] = sentence[language] ?? sentence.en;
    }
  }
  return tree;
}
