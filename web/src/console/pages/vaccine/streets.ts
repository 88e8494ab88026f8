import { computed, ref, type ComputedRef, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import { answer } from "@/shared/api/answer";
import type { Option } from "@/shared/form";
import { useLoading, type Loading } from "@/shared/loading";
import { named } from "@/shared/names";
import { api } from "../../api";
import type { NamedRegion, Region } from "../../regions";
import { may } from "../../session";

export interface Streets extends Loading<Region[]> {
  /** Each with its district before it, as 钟楼区-荷花池街道. */
  options: ComputedRef<Option[]>;
  /** The one that is worked on; empty where the account has none. */
  street: WritableComputedRef<string>;
}

// Whoever goes from the sites of a street to its sessions means the same street.
const last = ref("");

/** The streets that the signed-in account works for, one of them chosen. */
export function useStreets(): Streets {
  const route = useRoute();
  const router = useRouter();
  const loading = useLoading(async () => (may("regions.view") ? answer(api.GET("/v1/staff/regions")) : []));
  const known = computed(() => loading.value.value ?? []);
  const streets = computed(() => known.value.filter(({ level }) => level === "street"));
  const street = computed({
    get: () => [String(route.query.street ?? ""), last.value].find((id) => streets.value.some((each) => each.id === id)) ?? streets.value[0]?.id ?? "",
    set: (id) => {
      last.value = id;
      void router.replace({ query: { ...route.query, street: id } });
    },
  });
  const options = computed(() => streets.value.map((each) => ({ value: each.id, label: pathOf(each, known.value) })));
  return { ...loading, options, street };
}

/** Return a region's name behind that of its district. */
export function pathOf(region: NamedRegion, known: readonly NamedRegion[]): string {
  const above = known.find(({ id, level }) => id === region.parent && level === "district");
  return [above, region].flatMap((each) => (each ? [named(each.names)] : [])).join("-");
}
