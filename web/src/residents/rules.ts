import { computed, ref } from "vue";
import { answer } from "@/shared/api/answer";
import { i18n } from "@/shared/i18n";
import { api, type Schemas } from "./api";
import DEFAULTS from "./rules.json";

type Rules = Schemas["Rules"];

const KEY = "waystation.rules";
const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Rules>;

/** The numbers behind what residents are told: as last heard, else as they are where staff set none. */
export const rules = ref<Rules>({ ...DEFAULTS, ...kept });

/** The same as sentences take them: days and hours in words, times without seconds. */
export const said = computed(() => {
  const now = rules.value;
  return {
    ...now,
    opens: minutes(now.opens),
    closes: minutes(now.closes),
    draws: minutes(now.draws),
    publishes: minutes(now.publishes),
    days_ahead: unit("days", now.days_ahead),
    standby_hours: unit("hours", now.standby_hours),
    cancel_days_before: unit("days", now.cancel_days_before),
    ban_days: unit("days", now.ban_days),
    reentry_days: unit("days", now.reentry_days),
  };
});

/** Ask for the rules in force; what was known stays where that fails. */
export async function loadRules(): Promise<void> {
  try {
    rules.value = await answer(api.GET("/v1/rules"));
    localStorage.setItem(KEY, JSON.stringify(rules.value));
  } catch {
    // The numbers known so far are most likely right.
  }
}

const minutes = (time: string): string => time.slice(0, 5);

function unit(name: "days" | "hours", count: number): string {
  return i18n.global.t(`unit.${name}`, { count }, count);
}
