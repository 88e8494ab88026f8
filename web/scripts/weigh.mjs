// Fails when a site's first screen (its sign-in page in any language) needs more JS and CSS, gz, than it may.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const login = (site) => (language) => [`src/${site}/pages/LoginPage.vue`, `src/${site}/locales/site/${language}.json`];
const gate = (language) => ["src/scenes/pages/SignInPage.vue", `src/residents/locales/site/${language}.json`, `src/scenes/locales/scenes/${language}.json`];

// Staff load the console once a day and on better networks; Element Plus is the difference.
const SITES = [
  { site: "residents", page: "index.html", first: login("residents"), limit: 95_000, also: ["pt"] },
  { site: "console", page: "console.html", first: login("console"), limit: 150_000 },
  { site: "scenes", page: "gate.html", first: gate, limit: 95_000 },
];
const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];

function needed(manifest, name, files = new Set()) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`${name} is not in Vite's manifest`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const next of chunk.imports ?? []) needed(manifest, next, files);
  return files;
}

function heaviest({ site, page, first, also = [] }) {
  const manifest = JSON.parse(readFileSync(`dist/.vite/${site}.json`, "utf8"));
  const totals = [...LANGUAGES, ...also].map((language) => {
    const files = needed(manifest, page);
    for (const each of first(language)) needed(manifest, each, files);
    const sizes = [...files].map((file) => [file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length]);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    console.log(`${site}, ${language}: ${(total / 1000).toFixed(1)} kB gz in ${files.size} files`);
    if (language === LANGUAGES[0]) for (const [file, size] of sizes) console.log(`  ${file} ${size}`);
    return total;
  });
  return Math.max(...totals);
}

for (const each of SITES) {
  const bytes = heaviest(each);
  if (bytes <= each.limit) continue;
  console.error(`first screen of the ${each.site}: ${bytes} bytes gz, at most ${each.limit} allowed`);
  process.exitCode = 1;
}
