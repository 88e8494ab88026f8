import { computed, inject, nextTick, onScopeDispose, provide, reactive, useId, watch, type ComputedRef, type InjectionKey, type Ref } from "vue";
import type { Submission } from "./submission";

/** Something that can be chosen. */
export interface Option {
  value: string;
  label: string;
}

export interface Group {
  label: string;
  options: Option[];
}

interface FormState {
  /** What is wrong with a field, by its JSON path: from the last answer, else from the review. */
  faultOf(name: string): string;
  /** Names of the fields that are on the page. */
  shown: Set<string>;
}

const KEY: InjectionKey<FormState> = Symbol("form");

type Faults = Readonly<Record<string, string>>;

/**
 * Give a form's fields their faults: of the last answer, else of `remarks`. After a refusal focus goes to the first
 * faulty field, else to the alert. Returns the faults of fields that are not on the page.
 */
export function useForm(submission: Submission, remarks: () => Faults, element: Ref<HTMLElement | undefined>): ComputedRef<[string, string][]> {
  const shown = reactive(new Set<string>());
  provide(KEY, { faultOf: (name) => submission.faults.value[name] ?? remarks()[name] ?? "", shown });
  watch(submission.refusal, async (refusal) => {
    if (!refusal) return;
    await nextTick();
    const faulty = Object.keys(refusal.faults).length > 0 && element.value?.querySelector<HTMLElement>("[aria-invalid=true]");
    const target = faulty || element.value?.querySelector<HTMLElement>("[role=alert]");
    for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center" });
  });
  return computed(() => Object.entries(submission.faults.value).filter(([name]) => !shown.has(name)));
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
