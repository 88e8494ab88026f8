import { onScopeDispose, watch, type Ref } from "vue";
import { session } from "./session";

interface Awaited {
  state: string;
  publishes_at: string;
}

const SECOND = 1_000;
/** Everybody waits for one instant: they ask over this long, in milliseconds. */
const SPREAD = 30 * SECOND;

/** Load a period that is looked at again once it should be published, and again until it is. */
export function usePublication(shown: Ref<Awaited | undefined>, load: () => Promise<void>): void {
  let due = Infinity;
  const now = (): number => session.now().getTime();
  const later = (instant: number): number => instant + SECOND + SPREAD * Math.random();
  watch(
    shown,
    (period) => (due = period && period.state !== "published" ? later(Math.max(now(), Date.parse(period.publishes_at))) : Infinity),
    { immediate: true },
  );
  // A device that slept through the instant asks when it is looked at again.
  const timer = window.setInterval(() => {
    if (document.hidden || now() < due) return;
    due = later(now());
    void load();
  }, SECOND);
  onScopeDispose(() => clearInterval(timer));
}
