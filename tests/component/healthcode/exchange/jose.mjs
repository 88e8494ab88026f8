// Reads a token of ours and makes one for us, with npm's jose. Run in web/, where that is installed.
// Takes as JSON: set (the JWK set that we publish), mine (the partner's private keys: sig, enc), token, issuer,
// audience, at (the instant), claims. Prints what the token says, and a token with the claims.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const jose = await import(pathToFileURL(resolve("node_modules/jose/dist/webapi/index.js")).href);
const { set, mine, token, issuer, audience, at, claims } = JSON.parse(readFileSync(0, "utf8"));

const opened = await jose.compactDecrypt(token, await jose.importJWK(mine.enc, "ECDH-ES"), {
  keyManagementAlgorithms: ["ECDH-ES"],
  contentEncryptionAlgorithms: ["A256GCM"],
});
const { payload, protectedHeader } = await jose.jwtVerify(
  new TextDecoder().decode(opened.plaintext),
  jose.createLocalJWKSet(set),
  { algorithms: ["Ed25519"], typ: "health-exchange+jwt", issuer, audience, currentDate: new Date(at) },
);

const signed = await new jose.SignJWT(claims)
  .setProtectedHeader({ alg: "Ed25519", typ: "health-exchange+jwt", kid: mine.sig.kid })
  .sign(await jose.importJWK(mine.sig, "Ed25519"));
const recipient = set.keys.find((key) => key.use === "enc");
const made = await new jose.CompactEncrypt(new TextEncoder().encode(signed))
  .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM", cty: "JWT", kid: recipient.kid })
  .encrypt(await jose.importJWK(recipient, "ECDH-ES"));

console.log(JSON.stringify({ outer: opened.protectedHeader, inner: protectedHeader, payload, made }));
