import { computed, ref, type ComputedRef, type Ref } from "vue";
import type { Regions } from "../../regions";
import { account } from "../../session";

/** Which work is listed: of which region, its own staff's or also that of all below it. */
export interface Extent {
  region: Ref<string>;
  wanted: Ref<string>;
  /** Whether anything lies below the region, so that there is something to choose. */
  reaches: ComputedRef<boolean>;
  within: ComputedRef<boolean>;
}

/** Begins with everything of the signed-in account's own region. */
export function useExtent(regions: Regions): Extent {
  const region = ref(account.value?.region ?? "");
  const wanted = ref("within");
  const reaches = computed(() => !regions.isGrid(region.value));
  const within = computed(() => reaches.value && wanted.value === "within");
  return { region, wanted, reaches, within };
}
