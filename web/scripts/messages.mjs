// Fails when a language lacks a sentence, has one too many, or code asks for one that does not exist.
import { readdirSync, readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const keys = (tree, prefix = "") =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [prefix + key] : keys(value, `${prefix}${key}.`)));
const faults = [];

const files = readdirSync("src", { recursive: true }).map((path) => `src/${path}`);

for (const folder of files.filter((path) => /\/locales\/[a-z]+$/.test(path))) {
  const simplified = new Set(keys(read(`${folder}/zh-Hans.json`)));
  const english = new Set(keys(read(`${folder}/en.json`)));
  for (const key of simplified) if (!english.has(key)) faults.push(`${folder}/en.json lacks ${key}`);
  for (const key of english) if (!simplified.has(key)) faults.push(`${folder}/zh-Hans.json lacks ${key}`);
  if (!folder.endsWith("site")) continue;
  const site = folder.split("/locales/")[0];
  for (const file of files.filter((path) => path.startsWith(site) && /\.(vue|ts)$/.test(path))) {
    for (const [, key] of readFileSync(file, "utf8").matchAll(/\b(?:t|say)\("([a-z_]+\.[\w.-]+)"/g)) {
      if (!simplified.has(key)) faults.push(`${file} asks for ${key}`);
    }
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
