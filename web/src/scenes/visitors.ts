import type { paths } from "@/shared/api/schema";

/** Somebody who was looked up at a place, filled in as far as its form needs. */
export type Visitor = paths["/v1/places/{place}/scans"]["post"]["responses"]["200"]["content"]["application/json"];

/** Where somebody lives, to be mended in a form; nothing where the place doesn't see it. */
export const addressOf = ({ address }: Visitor): string => (address.includes("*") ? "" : address);
