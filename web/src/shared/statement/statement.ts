import type { Schemas } from "../api/client";
import { decoded as fromBase45 } from "./base45";
import { decoded as fromCbor, signedPart, Tagged, type Value } from "./cbor";

/** What is stated, under which id, from when until when. */
export interface Statement {
  id: string;
  issued: Date;
  expires: Date;
  content: ReadonlyMap<Value, Value>;
}

/** `invalid`: not ours, or changed. `unknown`: signed with a key that this device does not know. `unable`: this browser can't check. */
export class Unverified extends Error {
  constructor(readonly why: "invalid" | "unknown" | "unable") {
    super(why);
  }
}

const PREFIX = "WS1:";
const SIGN1 = 18;
const HEADER = { algorithm: 1, key: 4 };
const EDDSA = -8;
const CLAIM = { expires: 4, issued: 6, id: 7, content: -65537 };

/**
 * Return what a signed text states, checked with a purpose's published keys, as layers/signing.py signs it; whether its
 * time is over is the caller's to see. Throws Unverified.
 */
export async function read(text: string, keys: readonly Schemas["Jwk"][]): Promise<Statement> {
  const { head, body, signature } = parts(text);
  const key = keys.find(({ kid }) => kid === keyOf(head));
  if (!key) throw new Unverified("unknown");
  if (!(await isSigned(key, signature, signedPart(head, body)))) throw new Unverified("invalid");
  return orInvalid(() => statement(fromCbor(body)));
}

function parts(text: string) {
  return orInvalid(() => {
    if (!text.startsWith(PREFIX)) throw new RangeError("no statement of ours");
    const token = fromCbor(fromBase45(text.slice(PREFIX.length)));
    if (!(token instanceof Tagged) || token.tag !== SIGN1 || !Array.isArray(token.value)) throw new RangeError("no COSE_Sign1");
    const [head, , body, signature] = token.value;
    return { head: bytes(head), body: bytes(body), signature: bytes(signature) };
  });
}

function keyOf(head: Uint8Array<ArrayBuffer>): string {
  return orInvalid(() => {
    const fields = map(fromCbor(head));
    if (fields.get(HEADER.algorithm) !== EDDSA) throw new RangeError("another algorithm");
    return text(fields.get(HEADER.key));
  });
}

async function isSigned(key: Schemas["Jwk"], signature: Uint8Array<ArrayBuffer>, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const { kty, crv, x } = key as Required<Schemas["Jwk"]>;
    const imported = await crypto.subtle.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, signature, signed);
  } catch {
    // Old browsers lack the algorithm, insecure origins all of it.
    throw new Unverified("unable");
  }
}

function statement(payload: Value): Statement {
  const claims = map(payload);
  return {
    id: text(claims.get(CLAIM.id)),
    issued: instant(claims.get(CLAIM.issued)),
    expires: instant(claims.get(CLAIM.expires)),
    content: map(claims.get(CLAIM.content)),
  };
}

function bytes(value: Value | undefined): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return value;
  throw new RangeError("no bytes");
}

function map(value: Value | undefined): Map<Value, Value> {
  if (value instanceof Map) return value;
  throw new RangeError("no map");
}

function instant(value: Value | undefined): Date {
  if (typeof value === "number") return new Date(1000 * value);
  throw new RangeError("no instant");
}

const text = (value: Value | undefined): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes(value));

/** Whatever reading anything else than a statement throws: until its signature is checked, it may be any text. */
function orInvalid<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new Unverified("invalid");
  }
}
