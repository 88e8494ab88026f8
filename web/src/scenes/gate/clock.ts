import { ref } from "vue";

/** Whose time it is: this device's own, or as our server last set it since the page was opened. */
export const source = ref<"SERVER" | "DEVICE">("DEVICE");
let ahead = 0;

/** Set the clock by an instant at which the server said something. */
export function setBy(instant: string): void {
  ahead = Date.parse(instant) - Date.now();
  source.value = "SERVER";
}

export function now(): Date {
  return new Date(Date.now() + ahead);
}
