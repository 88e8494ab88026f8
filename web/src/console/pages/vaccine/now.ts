import { onScopeDispose, ref, type Ref } from "vue";
import { session } from "../../session";

/** The server's time in milliseconds, each second anew. */
export function useNow(): Ref<number> {
  const now = ref(session.now().getTime());
  const timer = setInterval(() => (now.value = session.now().getTime()), 1000);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
