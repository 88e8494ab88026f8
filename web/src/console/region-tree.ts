import { computed, ref, type ComputedRef } from "vue";
import type { NamedRegion } from "./regions";

/** A tree of regions, opened level by level. */
export interface RegionTree<R extends NamedRegion = NamedRegion> {
  /** Those in view, from top to bottom. */
  rows: ComputedRef<R[]>;
  /** Tell whether what is below a region can be hidden. */
  folds(region: NamedRegion): boolean;
  isOpen(region: NamedRegion): boolean;
  open(id: string): void;
  toggle(region: NamedRegion): void;
}

/** The first region is the signed-in account's own; its children are always in view. */
export function useRegionTree<R extends NamedRegion>(known: ComputedRef<readonly R[]>): RegionTree<R> {
  const opened = ref(new Set<string>());
  const root = computed(() => known.value[0]?.id);
  const rows = computed(() => {
    const shown = new Set(root.value ? [root.value] : []);
    for (const region of known.value) {
      const parent = region.parent ?? "";
      if (shown.has(parent) && (parent === root.value || opened.value.has(parent))) shown.add(region.id);
    }
    return known.value.filter(({ id }) => shown.has(id));
  });
  return {
    rows,
    folds: ({ id }) => id !== root.value && known.value.some(({ parent }) => parent === id),
    isOpen: ({ id }) => opened.value.has(id),
    open: (id) => void opened.value.add(id),
    toggle: ({ id }) => void (opened.value.delete(id) || opened.value.add(id)),
  };
}
