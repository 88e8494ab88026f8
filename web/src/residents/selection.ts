import { ref } from "vue";
import { useDraft } from "@/shared/drafts";
import type { Schemas } from "./api";

/** The dates being applied for, from the list over the confirm page to the receipt; kept as a draft. */
export function useSelection() {
  const chosen = ref<{ period: string; dates: string[] }>({ period: "", dates: [] });
  const draft = useDraft("apply", chosen.value);
  return { chosen, clear: draft.clear };
}

/** Return the dates of a period that have places. */
export function open(period: Schemas["PeriodView"]): string[] {
  return period.dates.filter(({ total }) => total > 0).map(({ day }) => day);
}
