import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { say } from "./i18n";
import { Refusal } from "./refusal";
import { signIns } from "./session";

/** One thing a person does: at most once at a time, with what came of it. */
export interface Submission {
  busy: Ref<boolean>;
  /** Seconds until another try is allowed. */
  wait: Ref<number>;
  refusal: Ref<Refusal | null>;
  faults: ComputedRef<Readonly<Record<string, string>>>;
  /** Do it; undefined where it was refused, or is being done already (double tap). */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
}

let sessionLost = (): void => undefined;

/** Name what a site does when the server no longer knows the session. */
export function onSessionLost(act: () => void): void {
  sessionLost = act;
}

export function useSubmission(): Submission {
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const wait = useCountdown();
  // Whoever signed in again need not be told that the session had ended.
  watch(signIns, () => (refusal.value = null));

  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value || wait.seconds.value > 0) return undefined;
    busy.value = true;
    refusal.value = null;
    try {
      return await work();
    } catch (error) {
      refusal.value = told(error);
      wait.start(refusal.value.retryAfter);
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { busy, wait: wait.seconds, refusal, faults: computed(() => refusal.value?.faults ?? {}), run };
}

/** Return the refusal in any error, with a sentence; an ended session is told to the site. */
export function told(error: unknown, offline = "error.offline"): Refusal {
  if (!(error instanceof Refusal)) throw error;
  if (error.endsSession) sessionLost();
  if (!error.message) error.message = say(error.code === "offline" ? offline : "error.unexpected");
  return error;
}

/** Refuse with "required" beside each named field that is empty. */
export function requireFields(values: Record<string, unknown>, more: Record<string, string> = {}): void {
  const empty = Object.keys(values).filter((name) => values[name] === "" || values[name] === null || values[name] === false);
  const faults = { ...Object.fromEntries(empty.map((name) => [name, say("error.required")])), ...more };
  if (Object.keys(faults).length > 0) throw new Refusal("invalid_input", say("error.summary"), { status: 422, faults });
}

function useCountdown(): { seconds: Ref<number>; start: (from: number) => void } {
  const seconds = ref(0);
  let timer = 0;
  onScopeDispose(() => clearInterval(timer));
  function start(from: number): void {
    clearInterval(timer);
    // A lock of half an hour is told in words; a button that counts from 1800 helps nobody.
    seconds.value = Math.min(from, 120);
    timer = window.setInterval(() => {
      seconds.value = Math.max(0, seconds.value - 1);
      if (seconds.value === 0) clearInterval(timer);
    }, 1000);
  }
  return { seconds, start };
}
