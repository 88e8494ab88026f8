import { say } from "@/shared/i18n";
import { cellsOf } from "../../csv";

/** The columns of an import, in the template's order. */
export const COLUMNS = ["nationality", "document_type", "number", "password_hash", "name"] as const;

type Row = Record<string, unknown>;

/** The text is neither a table with our columns nor a JSON list; the message says what is wrong. */
export class Unreadable extends Error {}

/** Return the rows in a pasted table, a CSV or a JSON file. Headings may be our names or the page's words for them. */
export function rowsOf(text: string): Row[] {
  const rows = text.trimStart().startsWith("[") ? jsonRows(text) : tableRows(text);
  if (rows.length === 0) throw new Unreadable(say("legacy.empty"));
  return rows;
}

function jsonRows(text: string): Row[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed as Row[];
  } catch {
    // Said below, in words.
  }
  throw new Unreadable(say("legacy.bad_json"));
}

function tableRows(text: string): Row[] {
  const [heads = [], ...rows] = cellsOf(text);
  const names = heads.map(columnOf);
  const missing = COLUMNS.filter((name) => name !== "name" && !names.includes(name));
  if (missing.length > 0) throw new Unreadable(say("legacy.missing", { columns: missing.map((name) => say(`legacy.${name}`)).join(say("legacy.and")) }));
  return rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]).filter(([name]) => name)));
}

function columnOf(head: string): string {
  const wanted = head.trim().toLowerCase();
  return COLUMNS.find((name) => name === wanted || say(`legacy.${name}`).toLowerCase() === wanted) ?? "";
}
