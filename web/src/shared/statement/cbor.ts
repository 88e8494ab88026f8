/** What the CBOR (RFC 8949) of our statements is made of. */
export type Value = number | string | boolean | null | Uint8Array<ArrayBuffer> | Value[] | Map<Value, Value> | Tagged;

export class Tagged {
  constructor(
    readonly tag: number,
    readonly value: Value,
  ) {}
}

const UINT = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5, TAG = 6;
const SIMPLE = new Map<number, Value>([[20, false], [21, true], [22, null]]);
const DEEPEST = 8;

/** Return what bytes encode, all of them; throws RangeError for what statements never hold, such as indefinite lengths. */
export function decoded(bytes: Uint8Array<ArrayBuffer>): Value {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.atEnd) throw new RangeError("more than one value");
  return value;
}

/** Return the COSE Sig_structure, the one thing that is encoded: a text and three byte strings. */
export function signedPart(head: Uint8Array, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const context = new TextEncoder().encode("Signature1");
  const parts = [[0x84], [0x60 + context.length], context, ...byteString(head), [0x40], ...byteString(body)];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function byteString(bytes: Uint8Array): Iterable<number>[] {
  const { length } = bytes;
  if (length < 24) return [[0x40 + length], bytes];
  return length < 256 ? [[0x58, length], bytes] : [[0x59, length >> 8, length & 0xff], bytes];
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array<ArrayBuffer>) {}

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw new RangeError("too deep");
    const [first = 0] = this.take(1);
    const kind = first >> 5;
    const count = this.argument(first & 0x1f);
    if (kind === UINT) return count;
    if (kind === NEGATIVE) return -1 - count;
    if (kind === BYTES) return this.take(count);
    if (kind === TEXT) return new TextDecoder("utf-8", { fatal: true }).decode(this.take(count));
    if (kind === ARRAY) return this.several(count, () => this.value(depth + 1));
    if (kind === MAP) return new Map(this.several(count, () => [this.value(depth + 1), this.value(depth + 1)] as const));
    if (kind === TAG) return new Tagged(count, this.value(depth + 1));
    const simple = SIMPLE.get(count);
    if (simple === undefined) throw new RangeError("not read here");
    return simple;
  }

  /** A head's argument, in the head itself or in the 1, 2, 4 or 8 bytes behind it. */
  private argument(short: number): number {
    if (short < 24) return short;
    if (short > 27) throw new RangeError("no definite length");
    const value = this.take(2 ** (short - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new RangeError("too large");
    return value;
  }

  private take(count: number): Uint8Array<ArrayBuffer> {
    if (this.at + count > this.bytes.length) throw new RangeError("cut off");
    this.at += count;
    return this.bytes.slice(this.at - count, this.at);
  }

  private several<T>(count: number, one: () => T): T[] {
    if (count > this.bytes.length) throw new RangeError("cut off");
    return Array.from({ length: count }, one);
  }
}
