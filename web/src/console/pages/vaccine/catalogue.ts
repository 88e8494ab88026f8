import { computed, type ComputedRef } from "vue";
import { answer } from "@/shared/api/answer";
import type { Option } from "@/shared/form";
import { useLoading, type Loading } from "@/shared/loading";
import { named } from "@/shared/names";
import { api, type Schemas } from "../../api";
import { may } from "../../session";

/** Things with an id and names, to be chosen and to be named. */
export interface Named<T> extends Loading<T[]> {
  /** Those in use. */
  options: ComputedRef<Option[]>;
  nameOf(id: string | null): string;
}

interface Entry {
  id: string;
  names: Schemas["Names"];
  enabled: boolean;
}

function useNamed<T extends Entry>(fetch: () => Promise<T[]>): Named<T> {
  const loading = useLoading(fetch);
  const known = computed(() => loading.value.value ?? []);
  const options = computed(() => known.value.filter(({ enabled }) => enabled).map(({ id, names }) => ({ value: id, label: named(names) })));
  const nameOf = (id: string | null): string => {
    const found = known.value.find((each) => each.id === id);
    return found ? named(found.names) : (id ?? "");
  };
  return { ...loading, options, nameOf };
}

/** The vaccines, where the account may see them. */
export function useVaccines(): Named<Schemas["Vaccine"]> {
  return useNamed(async () => (may("vaccines.view") ? (await answer(api.GET("/v1/staff/vaccine/vaccines"))).vaccines : []));
}

/** A street's sites, where the account may see them. */
export function useSites(street: string): Named<Schemas["SiteView"]> {
  return useNamed(async () => (may("sites.view") ? answer(api.GET("/v1/staff/vaccine/streets/{street}/sites", { params: { path: { street } } })) : []));
}

/** A street's groups, where the account may see them. */
export function useGroups(street: string): Named<Schemas["GroupView"]> {
  return useNamed(async () => (may("groups.view") ? answer(api.GET("/v1/staff/vaccine/streets/{street}/groups", { params: { path: { street } } })) : []));
}
