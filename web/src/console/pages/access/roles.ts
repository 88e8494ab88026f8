import { computed, type ComputedRef } from "vue";
import { answer } from "@/shared/api/answer";
import type { Option } from "@/shared/form";
import { useLoading, type Loading } from "@/shared/loading";
import { named } from "@/shared/names";
import { api, type Schemas } from "../../api";
import { may } from "../../session";

export type Role = Schemas["RoleView"];

export interface Roles extends Loading<Role[]> {
  /** All roles; those that grant more than the signed-in account has can't be chosen. */
  options: ComputedRef<(Option & { disabled: boolean })[]>;
  nameOf(id: string): string;
}

/** All roles; none where the signed-in account may not see them. */
export function useRoles(): Roles {
  const loading = useLoading(async () => (may("roles.view") ? answer(api.GET("/v1/staff/roles")) : []));
  const known = computed(() => loading.value.value ?? []);
  const options = computed(() => known.value.map(({ id, names, assignable }) => ({ value: id, label: named(names), disabled: !assignable })));
  const nameOf = (id: string): string => options.value.find(({ value }) => value === id)?.label ?? id;
  return { ...loading, options, nameOf };
}
