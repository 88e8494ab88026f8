import { computed, nextTick, ref, type ComputedRef, type Ref } from "vue";
import { useSubmission, type Submission } from "@/shared/submission";
import type ConfirmDialog from "./components/ConfirmDialog.vue";
import { done } from "./feedback";

/** A button of something, and its message key. */
export interface Offer<Action extends string = string> {
  action: Action;
  label: string;
}

/** What was asked: by which button, of what. A button that makes something new has no subject yet. */
interface Asked<Action extends string, Subject> {
  offer: Offer<Action>;
  subject: Subject;
}

interface Buttons<Action extends string, Subject> {
  /** Fill the dialog's fields, before it opens. */
  fill?: (subject: Subject, action: Action) => void;
  /** What each button asks of the server. */
  calls: Record<Action, (subject: Subject) => Promise<unknown>>;
  /** The sentence after it was done. */
  told: (action: Action) => string;
  changed: () => void;
}

/** What the dialog of a list's buttons is made of. */
export interface Asking<Action extends string, Subject> {
  asked: Ref<Asked<Action, Subject> | undefined>;
  /** Whether what is asked for is written anew, or over: with fields, and without a question. */
  writes: ComputedRef<boolean>;
  submission: Submission;
  ask(offer: Offer<Action>, subject: Subject): Promise<void>;
  act(): Promise<void>;
}

type Dialog = Ref<InstanceType<typeof ConfirmDialog> | undefined>;

/** Let a dialog ask for what a button needs, and do it; while the server refuses, it stays open. */
export function useAsking<Action extends string, Subject>(dialog: Dialog, { fill, calls, told, changed }: Buttons<Action, Subject>): Asking<Action, Subject> {
  const asked = ref() as Ref<Asked<Action, Subject> | undefined>;
  const submission = useSubmission();
  const writes = computed(() => ["create", "edit"].includes(asked.value?.offer.action ?? ""));

  async function ask(offer: Offer<Action>, subject: Subject): Promise<void> {
    asked.value = { offer, subject };
    fill?.(subject, offer.action);
    await nextTick();
    dialog.value?.open();
  }

  async function act(): Promise<void> {
    await submission.run(async () => {
      if (!asked.value) return;
      const { offer, subject } = asked.value;
      await calls[offer.action](subject);
      void dialog.value?.close();
      done(told(offer.action));
      changed();
    });
  }
  return { asked, writes, submission, ask, act };
}
