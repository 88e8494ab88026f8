import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from "vue";
import { answer } from "@/shared/api/answer";
import { useLoading, type Loading } from "@/shared/loading";
import { Refusal } from "@/shared/refusal";
import { api, type Schemas } from "../api";
import { keepCode, keptCode, type KeptCode } from "./kept";

/** A code is renewed after this part of its life, so that what is shown is never about to end. */
const RENEWED_AFTER = 0.5;
const SOONEST = 15_000;

export interface ShownCode extends Loading<KeptCode> {
  code: ComputedRef<Schemas["CodeView"] | null>;
  /** Now by the server's clock, running. */
  now: ComputedRef<Date>;
  /** It is too old to be shown: no gate lets it pass. */
  over: ComputedRef<boolean>;
  /** It is the one kept on this device, for want of a network. */
  kept: Ref<boolean>;
}

/** The code of a person (of the account's own where empty), renewed while the page is looked at. */
export function useCode(person: string): ShownCode {
  const kept = ref(false);
  const loading = useLoading(fetch);
  const device = useSeconds(renewWhenDue);
  const now = computed(() => new Date(device.value + (loading.value.value?.ahead ?? 0)));
  const code = computed(() => loading.value.value?.code ?? null);
  const over = computed(() => code.value !== null && now.value >= new Date(code.value.expires_at));

  async function fetch(): Promise<KeptCode> {
    try {
      const shown = keepCode(person, await answer(api.GET("/v1/me/code", { params: { query: person ? { person } : {} } })));
      kept.value = false;
      return shown;
    } catch (error) {
      const known = keptCode(person);
      if (!known || !(error instanceof Refusal && error.unknown)) throw error;
      kept.value = true;
      return known;
    }
  }

  let asked = Date.now();
  // Each phone waits a little differently, so that they don't ask in step.
  const jitter = 0.8 + 0.4 * Math.random();
  function renewWhenDue(): void {
    if (document.hidden || !code.value) return;
    const age = now.value.getTime() - Date.parse(code.value.issued_at);
    const life = Date.parse(code.value.expires_at) - Date.parse(code.value.issued_at);
    if (age < RENEWED_AFTER * life * jitter || Date.now() - asked < SOONEST * jitter) return;
    asked = Date.now();
    void loading.load();
  }
  return { ...loading, code, now, over, kept };
}

/** This device's clock in milliseconds, second by second; tells each of them. */
function useSeconds(each: () => void): Ref<number> {
  const device = ref(Date.now());
  const tick = (): void => {
    device.value = Date.now();
    each();
  };
  const timer = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  });
  return device;
}
