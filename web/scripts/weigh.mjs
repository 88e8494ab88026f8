// Fails when the first resident screen (the sign-in page in any language) needs more than 95 kB gz of JS and CSS.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 95_000;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

function needed(name, files = new Set()) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`${name} is not in Vite's manifest`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const next of chunk.imports ?? []) needed(next, files);
  return files;
}

const languages = ["zh-Hans", "zh-Hant", "en"];
let heaviest = 0;
for (const language of languages) {
  const files = needed("index.html");
  needed("src/residents/pages/LoginPage.vue", files);
  needed(`src/residents/locales/site/${language}.json`, files);
  const sizes = [...files].map((file) => [file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  heaviest = Math.max(heaviest, total);
  console.log(`${language}: ${(total / 1000).toFixed(1)} kB gz in ${files.size} files`);
  if (language === languages[0]) for (const [file, size] of sizes) console.log(`  ${file} ${size}`);
}
if (heaviest > LIMIT) {
  console.error(`first screen: ${heaviest} bytes gz, at most ${LIMIT} allowed`);
  process.exit(1);
}
