// Fails when a language lacks a sentence (Portuguese may), has one too many, or code asks for one that does not exist.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const keys = (tree, prefix = "") =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [prefix + key] : keys(value, `${prefix}${key}.`)));
const faults = [];

const files = readdirSync("src", { recursive: true }).map((path) => `src/${path}`);
const shared = readdirSync("src/shared/locales").flatMap((name) => keys(read(`src/shared/locales/${name}/zh-Hans.json`)));
const terms = ["auth/terms.json", "auth/messages.json", "admin/messages.json"].flatMap((path) => keys(read(`../functions/${path}`)));
const said = new Set([...shared, ...terms.map((key) => `term.${key.replace(/\.[^.]+$/, "")}`)]);

const folders = files.filter((path) => /\/locales\/[a-z]+$/.test(path));
const siteOf = (folder) => folder.split("/locales/")[0];
for (const folder of folders) {
  const simplified = new Set(keys(read(`${folder}/zh-Hans.json`)));
  const english = new Set(keys(read(`${folder}/en.json`)));
  for (const key of simplified) if (!english.has(key)) faults.push(`${folder}/en.json lacks ${key}`);
  for (const key of english) if (!simplified.has(key)) faults.push(`${folder}/zh-Hans.json lacks ${key}`);
  const portuguese = existsSync(`${folder}/pt.json`) ? keys(read(`${folder}/pt.json`)) : [];
  for (const key of portuguese) if (!simplified.has(key)) faults.push(`${folder}/zh-Hans.json lacks ${key}`);
}
// At a gate people sign in as on the residents' site.
const ALSO = { "src/scenes": "src/residents" };
for (const site of new Set(folders.map(siteOf))) {
  const own = new Set(folders.filter((folder) => [site, ALSO[site]].includes(siteOf(folder))).flatMap((folder) => keys(read(`${folder}/zh-Hans.json`))));
  for (const file of files.filter((path) => path.startsWith(`${site}/`) && /\.(vue|ts)$/.test(path))) {
    for (const [, key] of readFileSync(file, "utf8").matchAll(/\b(?:t|say)\("([a-z_]+\.[\w.-]+)"/g)) {
      if (!own.has(key) && !said.has(key)) faults.push(`${file} asks for ${key}`);
    }
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
