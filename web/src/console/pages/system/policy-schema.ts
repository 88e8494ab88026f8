/** What of JSON schema the server's policies use. */
export interface Schema {
  type?: "boolean" | "integer" | "number" | "string" | "array" | "object";
  title?: string;
  enum?: string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  $ref?: string;
  $defs?: Record<string, Schema>;
}

export type Kind = "switch" | "number" | "choice" | "choices" | "time" | "text" | "long" | "list" | "group";

/** Return a schema with its reference followed. */
export function resolved(schema: Schema, root: Schema): Schema {
  if (!schema.$ref) return schema;
  const { $ref, ...more } = schema;
  return { ...root.$defs?.[$ref.split("/").at(-1) ?? ""], ...more };
}

const TIME = /^\d\d:\d\d(:\d\d)?$/;
const LONG = 300;

/** Return how a value is shown and typed. */
export function kindOf(schema: Schema, root: Schema): Kind {
  const { type, enum: values, properties, items, maxLength } = schema;
  if (values) return "choice";
  if (type === "boolean") return "switch";
  if (type === "integer" || type === "number") return "number";
  if (type === "array") return resolved(items ?? {}, root).enum ? "choices" : "list";
  if (properties) return "group";
  // The schema of a time of day doesn't say that it is one; its default does.
  if (typeof schema.default === "string" && TIME.test(schema.default)) return "time";
  return (maxLength ?? 0) > LONG ? "long" : "text";
}

/** Return a value to begin a new entry of a list with. */
export function emptyOf(schema: Schema, root: Schema): unknown {
  if (schema.default !== undefined) return structuredClone(schema.default);
  const kind = kindOf(schema, root);
  if (kind === "group") return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, emptyOf(resolved(each, root), root)]));
  if (kind === "list" || kind === "choices") return [];
  if (kind === "switch") return false;
  return kind === "number" ? (schema.minimum ?? 0) : "";
}

/** A value that differs between two versions, by its path in the group. */
export interface Difference {
  path: (string | number)[];
  before: unknown;
  after: unknown;
}

/** Return what differs, down to single values. */
export function differences(before: unknown, after: unknown, path: (string | number)[] = []): Difference[] {
  if (!isTree(before) || !isTree(after)) return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const lists = Array.isArray(before) || Array.isArray(after);
  return [...keys].flatMap((key) => differences(before[key], after[key], [...path, lists ? Number(key) + 1 : key]));
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
