import { ref } from "vue";
import { answer } from "@/shared/api/answer";
import { api } from "./api";

/** Where residents find help, and how many are signed in (null: not known on this page). */
export const desk = ref({ hotline: "0755-12345", mail: "szhkhotel@163.com" });
export const online = ref<number | null>(null);

/** Ask for the present hotline and mail address; the last known ones stay where that fails. */
export async function loadDesk(): Promise<void> {
  try {
    desk.value = await answer(api.GET("/v1/service-desk"));
  } catch {
    // A footer is no reason to disturb anybody.
  }
}
