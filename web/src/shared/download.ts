/** Hand a file to the browser's downloads. */
export function download(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  // The browser reads the file after this; a minute is longer than any needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Return what the API sends as base64. */
export function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Return a paper as the API sends it, base64, as a file. */
export function pdf(base64: string): Blob {
  return new Blob([bytes(base64)], { type: "application/pdf" });
}
