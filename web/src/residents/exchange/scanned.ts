const PART = /^shc:\/(\d+)\/(\d+)\//;

/** Scanned texts with one more: a part of a card joins the card's other parts, anything else begins anew. */
export function withScanned(texts: readonly string[], text: string): string[] {
  const total = totalOf(text);
  const others = total > 1 ? texts.filter((each) => totalOf(each) === total && numberOf(each) !== numberOf(text)) : [];
  return [...others, text];
}

/** How many QR codes belong together with this one. */
export const totalOf = (text: string): number => Number(PART.exec(text)?.[2] ?? 1);

const numberOf = (text: string): string => PART.exec(text)?.[1] ?? "";
