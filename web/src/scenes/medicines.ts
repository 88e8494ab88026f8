import type { Schemas } from "@/residents/api";

/** A row of what was bought, as it is typed. */
export interface MedicineDraft {
  name: string;
  quantity: string;
}

export const emptyMedicine = (): MedicineDraft => ({ name: "", quantity: "1" });

/** Return the rows as the server takes them. */
export const medicinesBody = (rows: MedicineDraft[]): Schemas["Medicine"][] => rows.map(({ name, quantity }) => ({ name, quantity: Number(quantity) }));

/** Return what each row needs, by the names of its fields. */
export const requiredOf = (rows: MedicineDraft[]): Record<string, string> =>
  Object.fromEntries(rows.flatMap(({ name, quantity }, at) => [[`medicines[${at}].name`, name], [`medicines[${at}].quantity`, quantity]]));
