import { computed, type ComputedRef } from "vue";
import { answer } from "@/shared/api/answer";
import type { Option } from "@/shared/form";
import { useLoading, type Loading } from "@/shared/loading";
import { named } from "@/shared/names";
import { api, type Schemas } from "./api";
import { account, may } from "./session";

export type Region = Schemas["RegionView"];

const DEPTH: Record<Schemas["Level"], number> = { city: 0, district: 1, street: 2, grid: 3 };

export interface Regions extends Loading<Region[]> {
  /** All that can be chosen, indented as in the tree. */
  options: ComputedRef<Option[]>;
  nameOf(id: string): string;
}

/** The regions that the signed-in account works for; only its own where it may not see the tree. */
export function useRegions(): Regions {
  const loading = useLoading(async () => (may("regions.view") ? answer(api.GET("/v1/staff/regions")) : []));
  const known = computed(() => loading.value.value ?? []);
  const own = computed(() => account.value?.path ?? []);
  const options = computed(() => {
    const tree = known.value.map((each) => ({ value: each.id, label: "　".repeat(depth(each, known.value)) + named(each.names) }));
    const here = own.value.slice(-1).map(({ id, names }) => ({ value: id, label: named(names) }));
    return tree.length > 0 ? tree : here;
  });
  const nameOf = (id: string): string => {
    const found = [...known.value, ...own.value].find((each) => each.id === id);
    return found ? named(found.names) : id;
  };
  return { ...loading, options, nameOf };
}

/** How far below the first region of a list another one stands. */
export function depth(region: Region, known: readonly Region[]): number {
  return DEPTH[region.level] - DEPTH[known[0]?.level ?? "city"];
}
