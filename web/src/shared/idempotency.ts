/**
 * Return a function that gives each body its Idempotency-Key: the same body the same key, so that a second try after a
 * lost answer is not a second deed.
 */
export function idempotencyKeys(): (body: unknown) => { "Idempotency-Key": string } {
  let last = "";
  let key = "";
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last) [last, key] = [text, randomId()];
    return { "Idempotency-Key": key };
  };
}

// crypto.randomUUID exists on secure origins only.
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
