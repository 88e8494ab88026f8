import { computed, inject, nextTick, onScopeDispose, provide, reactive, toValue, useId, useTemplateRef, watch, type ComputedRef, type InjectionKey, type MaybeRefOrGetter } from "vue";
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
  /** Names of the fields that are on the page; two may have the same for a moment. */
  shown: string[];
}

const KEY: InjectionKey<FormState> = Symbol("form");

type Faults = Readonly<Record<string, string>>;

/** Why a form was refused, and the faults of fields that are not on the page. */
export interface FormParts {
  refusal: Submission["refusal"];
  elsewhere: ComputedRef<[string, string][]>;
}

/**
 * Give the fields of the component's `form` element their faults: of the last answer, else of `remarks`. After a
 * refusal focus goes to the first faulty field, else to the alert.
 */
export function useForm(props: Readonly<{ submission: Submission; remarks?: Faults | undefined }>): FormParts {
  const { submission } = props;
  const element = useTemplateRef<HTMLFormElement>("form");
  const shown = reactive<string[]>([]);
  provide(KEY, { faultOf: (name) => submission.faults.value[name] ?? props.remarks?.[name] ?? "", shown });
  watch(submission.refusal, async (refusal) => {
    if (!refusal) return;
    await nextTick();
    const faulty = Object.keys(refusal.faults).length > 0 && element.value?.querySelector<HTMLElement>("[aria-invalid=true]");
    const target = faulty || element.value?.querySelector<HTMLElement>("[role=alert]");
    for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center" });
  });
  const elsewhere = computed(() => Object.entries(submission.faults.value).filter(([name]) => !shown.includes(name)));
  return { refusal: submission.refusal, elsewhere };
}

/** What a field's control and the texts around it need to belong together. */
export interface FieldParts {
  id: string;
  fault: ComputedRef<string>;
  describedBy: ComputedRef<string | undefined>;
}

export function useField(name: MaybeRefOrGetter<string>, hasHint: () => boolean): FieldParts {
  const id = useId();
  const form = inject(KEY, null);
  const hide = (each: string) => form?.shown.splice(form.shown.indexOf(each), 1);
  watch(() => toValue(name), (now, before) => {
    if (before) hide(before);
    form?.shown.push(now);
  }, { immediate: true });
  onScopeDispose(() => hide(toValue(name)));
  const fault = computed(() => form?.faultOf(toValue(name)) ?? "");
  const describedBy = computed(() => {
    const ids = [hasHint() ? `${id}-hint` : "", fault.value ? `${id}-fault` : ""].filter(Boolean);
    return ids.length > 0 ? ids.join(" ") : undefined;
  });
  return { id, fault, describedBy };
}
