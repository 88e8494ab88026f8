// Prints a catalogue in every language, complete as the build has it: node scripts/sentences.mjs src/residents/locales/site
import { resolve } from "node:path";
import { runnerImport } from "vite";

const folder = resolve(process.argv[2]);
const { module } = await runnerImport(resolve("build/messages.ts"));
const { load } = module.messages();
const sentences = (language) => JSON.parse(load.call({ addWatchFile: () => {} }, `${folder}/${language}.json`));

console.log(JSON.stringify(Object.fromEntries(["zh-Hans", "zh-Hant", "en"].map((language) => [language, sentences(language)]))));
