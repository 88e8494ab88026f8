// Reads signed texts as the pages of gates do: takes {texts, keys} as JSON, prints what each states, or why it is refused.
import { resolve } from "node:path";
import { readFileSync } from "node:fs";
import { runnerImport } from "vite";

const { module } = await runnerImport(resolve("src/shared/statement/statement.ts"));
const { texts, keys } = JSON.parse(readFileSync(0, "utf8"));

async function outcome(text) {
  try {
    const { id, issued, expires, content } = await module.read(text, keys);
    return { id, issued: issued.toISOString(), expires: expires.toISOString(), content: Object.fromEntries(content) };
  } catch (error) {
    if (!(error instanceof module.Unverified)) throw error;
    return { refused: error.why };
  }
}

console.log(JSON.stringify(await Promise.all(texts.map(outcome))));
