import { computed, inject, onScopeDispose, provide, reactive, toValue, useId, type ComputedRef, type InjectionKey, type MaybeRefOrGetter } from "vue";

interface FormState {
  /** What is wrong with a field, by its JSON path: from the last answer, else from the review. */
  faultOf(name: string): string;
  /** Names of the fields that are on the page. */
  shown: Set<string>;
}

const KEY: InjectionKey<FormState> = Symbol("form");

export function provideForm(faults: MaybeRefOrGetter<Readonly<Record<string, string>>>, remarks: MaybeRefOrGetter<Readonly<Record<string, string>>>): FormState {
  const state: FormState = {
    faultOf: (name) => toValue(faults)[name] ?? toValue(remarks)[name] ?? "",
    shown: reactive(new Set<string>()),
  };
  provide(KEY, state);
  return state;
}

/** What a field's control and the texts around it need to belong together. */
export interface FieldParts {
  id: string;
  fault: ComputedRef<string>;
  describedBy: ComputedRef<string | undefined>;
}

export function useField(name: string, hasHint: () => boolean): FieldParts {
  const id = useId();
  const form = inject(KEY, null);
  form?.shown.add(name);
  onScopeDispose(() => form?.shown.delete(name));
  const fault = computed(() => form?.faultOf(name) ?? "");
  const describedBy = computed(() => {
    const ids = [hasHint() ? `${id}-hint` : "", fault.value ? `${id}-fault` : ""].filter(Boolean);
    return ids.length > 0 ? ids.join(" ") : undefined;
  });
  return { id, fault, describedBy };
}
