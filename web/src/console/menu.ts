import { computed } from "vue";
import { SECTIONS, type Page, type Section } from "./sections";
import { may } from "./session";

const open = (page: Page): boolean => Boolean(page.icon) && may(page.permission, page.scope);

/** The sections and pages that the signed-in account may open. */
export const offered = computed((): Section[] =>
  SECTIONS.map(({ title, pages }) => ({ title, pages: pages.filter(open) })).filter(({ pages }) => pages.length > 0),
);
