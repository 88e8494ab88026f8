const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Return the bytes that a base45 text (RFC 9285) stands for; throws RangeError for anything else. */
export function decoded(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) bytes.push(...group(text.slice(at, at + 3)));
  return Uint8Array.from(bytes);
}

/** Three characters are two bytes, two are one. */
function group(characters: string): number[] {
  const digits = [...characters].map((each) => ALPHABET.indexOf(each));
  const [low = -1, middle = -1, high] = digits;
  const value = low + middle * 45 + (high ?? 0) * 45 * 45;
  const most = high === undefined ? 0xff : 0xffff;
  if (digits.includes(-1) || digits.length < 2 || value > most) throw new RangeError("no base45");
  return high === undefined ? [value] : [value >> 8, value & 0xff];
}
