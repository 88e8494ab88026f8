import { answer } from "@/shared/api/answer";
import { offer } from "@/shared/preferences";
import { api, type Schemas } from "./api";

const KEY = "waystation.languages";

const kept = localStorage.getItem(KEY);
if (kept) offer(JSON.parse(kept) as Schemas["Language"][]);

/** Ask in which languages this region speaks; what was known stays where that fails. */
export async function loadLanguages(): Promise<void> {
  try {
    const { languages } = await answer(api.GET("/v1/exchange"));
    localStorage.setItem(KEY, JSON.stringify(languages));
    offer(languages);
  } catch {
    // The languages known so far are most likely right.
  }
}
