import { watch } from "vue";

const PREFIX = "waystation.draft.";

/**
 * Keep what is typed into a form through an expired session, a reload or the back button, until `clear`.
 * Only plain fields: passwords and captchas don't belong into `form`.
 */
export function useDraft<T extends object>(name: string, form: T): { restored: boolean; clear: () => void } {
  const key = PREFIX + name;
  const kept = sessionStorage.getItem(key);
  if (kept) Object.assign(form, JSON.parse(kept));
  watch(form, () => sessionStorage.setItem(key, JSON.stringify(form)), { deep: true });
  return { restored: kept !== null, clear: () => sessionStorage.removeItem(key) };
}

export function forgetDrafts(): void {
  forget(sessionStorage, PREFIX);
}

export function forget(storage: Storage, prefix: string): void {
  Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .forEach((key) => storage.removeItem(key));
}
