import { onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import { language } from "./preferences";
import type { Refusal } from "./refusal";
import { signIns } from "./session";
import { told } from "./submission";

export interface Loading<T> {
  value: Ref<T | null>;
  refusal: Ref<Refusal | null>;
  load: () => Promise<void>;
}

/** Load what a page shows, again when the language changes or the session is resumed; what was shown stays while it fails. */
export function useLoading<T>(fetch: () => Promise<T>): Loading<T> {
  const value = shallowRef<T | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  async function load(): Promise<void> {
    try {
      value.value = await fetch();
      refusal.value = null;
    } catch (error) {
      refusal.value = told(error, "error.unreachable");
    }
  }
  watch([language, signIns], load);
  void load();
  return { value, refusal, load };
}

/** Call again and again while the page is visible; jittered, so that phones don't ask in step. */
export function useRefreshing(load: () => Promise<void>, every: number): { stop: () => void } {
  const stopped = ref(false);
  let timer = 0;
  const next = (): void => {
    timer = window.setTimeout(again, every * (0.8 + 0.4 * Math.random()));
  };
  async function again(): Promise<void> {
    if (!document.hidden) await load();
    if (!stopped.value) next();
  }
  const stop = (): void => {
    stopped.value = true;
    clearTimeout(timer);
  };
  next();
  onScopeDispose(stop);
  return { stop };
}
