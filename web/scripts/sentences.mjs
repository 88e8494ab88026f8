// Prints catalogues in every language, complete as the build has them: node scripts/sentences.mjs src/residents/locales/site …
import { resolve } from "node:path";
import { runnerImport } from "vite";

const { module } = await runnerImport(resolve("build/messages.ts"));
const { load } = module.messages();
const sentences = (folder, language) => JSON.parse(load.call({ addWatchFile: () => {} }, `${resolve(folder)}/${language}.json`));
const all = (folder) => Object.fromEntries(["zh-Hans", "zh-Hant", "en", "pt"].map((language) => [language, sentences(folder, language)]));

console.log(JSON.stringify(process.argv.slice(2).map(all)));
