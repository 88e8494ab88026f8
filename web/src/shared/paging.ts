import { computed, ref, shallowRef, type ComputedRef, type Ref } from "vue";
import { useLoading, type Loading } from "./loading";

export interface Page<T> {
  items: T[];
  next: string;
}

export interface Pages {
  number: ComputedRef<number>;
  hasNext: ComputedRef<boolean>;
  first(): void;
  previous(): void;
  next(): void;
}

/** A list that is read page by page behind opaque cursors. */
export function usePages<T>(fetch: (cursor: string) => Promise<Page<T>>): Pages & Loading<Page<T>> {
  const cursors: Ref<string[]> = shallowRef([""]);
  const at = ref(0);
  const loading = useLoading(() => fetch(cursors.value[at.value] ?? ""));
  const go = (index: number): void => {
    at.value = index;
    void loading.load();
  };
  return {
    ...loading,
    number: computed(() => at.value + 1),
    hasNext: computed(() => Boolean(loading.value.value?.next)),
    first: () => go(0),
    previous: () => go(Math.max(0, at.value - 1)),
    next: () => {
      const after = loading.value.value?.next;
      if (!after) return;
      cursors.value = [...cursors.value.slice(0, at.value + 1), after];
      go(at.value + 1);
    },
  };
}
