import { bytes } from "./download";

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Return an Excel file as the API sends it, base64, as a file. */
export function excel(content: string): Blob {
  return new Blob([bytes(content)], { type: TYPE });
}

/** Return a file as the API takes it, base64. */
export function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}
