/** Return the cells of comma- or tab-separated text (RFC 4180), row by row, without empty rows. */
export function cellsOf(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, "");
  const separator = (clean.split("\n", 1)[0] ?? "").includes("\t") ? "\t" : ",";
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell.trim());
    cell = "";
  };
  for (let at = 0; at < clean.length; at += 1) {
    const character = clean[at];
    if (quoted && character === '"' && clean[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell.trim() === "")) quoted = !quoted;
    else if (!quoted && character === separator) endCell();
    else if (!quoted && character === "\n") {
      endCell();
      rows.push([]);
    } else cell += character;
  }
  endCell();
  return rows.filter((row) => row.some((each) => each !== ""));
}

/** Return rows as a file that spreadsheets open, in UTF-8 with the mark by which they know it. */
export function csvOf(rows: readonly (readonly string[])[]): Blob {
  const text = `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
  return new Blob([text], { type: "text/csv;charset=utf-8" });
}

function quoted(cell: string): string {
  // A spreadsheet takes what begins like this for a formula.
  const text = /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
