import { computed, type ComputedRef } from "vue";
import { answer } from "@/shared/api/answer";
import type { Option } from "@/shared/form";
import { useLoading, type Loading } from "@/shared/loading";
import { named } from "@/shared/names";
import { api, type Schemas } from "./api";
import { account } from "./session";

/** A region by name and place in the tree. */
export type NamedRegion = Schemas["NamedRegion"];
/** A region with what is planned and counted of it. */
export type Region = Schemas["RegionView"];

const DEPTH: Record<Schemas["Level"], number> = { city: 0, district: 1, street: 2, grid: 3 };

export interface Regions extends Loading<NamedRegion[]> {
  /** All that can be chosen, indented as in the tree. */
  options: ComputedRef<Option[]>;
  nameOf(id: string): string;
  /** Tell whether nothing lies below a region. */
  isGrid(id: string): boolean;
}

/** The regions that the signed-in account works for, by name. */
export function useRegions(): Regions {
  const loading = useLoading(() => answer(api.GET("/v1/staff/region-names")));
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
  const isOwnGrid = (id: string): boolean => own.value.length > DEPTH.grid && own.value.at(-1)?.id === id;
  const isGrid = (id: string): boolean => isOwnGrid(id) || known.value.some((each) => each.id === id && each.level === "grid");
  return { ...loading, options, nameOf, isGrid };
}

/** The same with all that is planned and counted of them, for who may see that. */
export const useRegionDetails = (): Loading<Region[]> => useLoading(() => answer(api.GET("/v1/staff/regions")));

/** How far below the first region of a list another one stands. */
export function depth(region: NamedRegion, known: readonly NamedRegion[]): number {
  return DEPTH[region.level] - DEPTH[known[0]?.level ?? "city"];
}
