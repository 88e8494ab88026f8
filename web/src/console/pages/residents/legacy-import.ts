import { computed, ref } from "vue";
import { answer } from "@/shared/api/answer";
import { api, type Schemas } from "../../api";

/** What one call takes. */
const AT_ONCE = 200;

/** Sends rows some hundred at a time; after a failure it goes on where it stopped. Doing a row twice changes nothing. */
export function useImport() {
  const rows = ref<unknown[]>([]);
  const sent = ref(0);
  const report = ref<Schemas["ImportReport"]>(nothing());
  const begun = computed(() => sent.value > 0);
  const finished = computed(() => rows.value.length > 0 && sent.value >= rows.value.length);

  function begin(given: unknown[]): void {
    rows.value = given;
    sent.value = 0;
    report.value = nothing();
  }

  async function send(): Promise<void> {
    while (!finished.value) {
      const some = rows.value.slice(sent.value, sent.value + AT_ONCE);
      add(await answer(api.POST("/v1/staff/legacy-accounts", { body: { rows: some } })));
      sent.value += some.length;
    }
  }

  function add(more: Schemas["ImportReport"]): void {
    const { imported, already_there, refused } = report.value;
    report.value = {
      imported: imported + more.imported,
      already_there: already_there + more.already_there,
      refused: [...refused, ...more.refused.map((each) => ({ ...each, row: each.row + sent.value }))],
    };
  }
  return { rows, sent, report, begun, finished, begin, send };
}

function nothing(): Schemas["ImportReport"] {
  return { imported: 0, already_there: 0, refused: [] };
}
