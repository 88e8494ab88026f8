"""A token's two layers: signed by one region (JWS), encrypted for the other (JWE), as RFC 7519 nests them.

One algorithm each and no choice: Ed25519 within ECDH-ES on X25519 with A256GCM. Decision 0011 says why.
"""

import base64
from dataclasses import dataclass
from typing import Any

import msgspec

from functions.healthcode.exchange.claims import Claims
from functions.healthcode.exchange.errors import ClaimsWrong, SignatureWrong, TokenUnreadable
from functions.healthcode.exchange.jwks import ALGORITHMS, CURVES, PublicKey, Use
from functions.healthcode.exchange.own_keys import OwnKey

TYPE = "health-exchange+jwt"
"""What a token says it is, so that nothing else that a partner signs is taken for one (RFC 8725)."""

_SIGNED = [ALGORITHMS[Use.SIGN]]
_ENCRYPTED = [ALGORITHMS[Use.ENCRYPT], "A256GCM"]
_OUTER = {"alg": _ENCRYPTED[0], "enc": _ENCRYPTED[1], "cty": "JWT"}
_INNER = {"alg": _SIGNED[0], "typ": TYPE}


@dataclass(frozen=True, slots=True)
class Signed:
    """A decrypted token: what was signed, under which of the issuer's keys. Nothing is proven yet."""

    text: str
    issuer: str
    key: str


class _Issuer(msgspec.Struct, frozen=True):
    iss: str


def seal(claims: Claims, signer: OwnKey, recipient: PublicKey) -> str:
    """Return the token with these claims, for whoever has the recipient's private key."""
    from joserfc import jwe, jws

    payload = msgspec.json.encode(claims)
    inner = jws.serialize_compact({**_INNER, "kid": signer.id}, payload, _private(signer), _SIGNED)
    return jwe.encrypt_compact({**_OUTER, "kid": recipient.id}, inner, _public(recipient), _ENCRYPTED)


def recipient(token: str) -> str:
    """Return the id of the key for which a token is encrypted; raises TokenUnreadable."""
    return _key_id(token, 5, _OUTER, {"epk"})


def decrypt(token: str, key: OwnKey) -> Signed:
    """Return what is inside a token; raises TokenUnreadable."""
    from joserfc import jwe
    from joserfc.errors import JoseError

    try:
        plain = jwe.decrypt_compact(token, _private(key), _ENCRYPTED).plaintext or b""
        text = plain.decode("ascii")
        issuer = msgspec.json.decode(_bytes(text.split(".")[1]), type=_Issuer).iss
    except (JoseError, ValueError, LookupError, TypeError) as error:
        raise TokenUnreadable from error
    return Signed(text, issuer, _key_id(text, 3, _INNER, set()))


def verify(signed: Signed, key: PublicKey, partner: str) -> Claims:
    """Return what a partner states; raises SignatureWrong, ClaimsWrong."""
    from joserfc import jws
    from joserfc.errors import JoseError

    try:
        payload = jws.deserialize_compact(signed.text, _public(key), _SIGNED).payload
    except (JoseError, ValueError) as error:
        raise SignatureWrong(partner=partner) from error
    try:
        return msgspec.json.decode(payload, type=Claims)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ClaimsWrong(partner=partner) from error


def _key_id(text: str, parts: int, expected: dict[str, str], also: set[str]) -> str:
    """Return the key id of a header that has exactly what is expected; raises TokenUnreadable.

    What compresses, names another algorithm or brings its own key is no token. Neither is what spells the
    same bytes another way, so that no character of a token can be changed.
    """
    try:
        found = [_bytes(part) for part in text.split(".")]
        header: dict[str, Any] = msgspec.json.decode(found[0], type=dict[str, Any])
        identifier = header.pop("kid")
    except (ValueError, LookupError, RecursionError) as error:
        raise TokenUnreadable from error
    said = {name: value for name, value in header.items() if name not in also}
    if len(found) != parts or said != expected or not isinstance(identifier, str):
        raise TokenUnreadable
    return identifier


def _bytes(part: str) -> bytes:
    """Return what a part of a token spells; raises ValueError unless it is spelt the one right way."""
    raw = base64.b64decode(f"{part}{'=' * (-len(part) % 4)}", b"-_", validate=True)
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != part:
        raise ValueError("not canonical base64url")
    return raw


def _private(key: OwnKey) -> Any:
    from joserfc.jwk import OKPKey

    secret = base64.urlsafe_b64encode(key.secret).decode().rstrip("=")
    return OKPKey.import_key({"kty": "OKP", "crv": CURVES[key.use], "x": key.x, "d": secret})


def _public(key: PublicKey) -> Any:
    from joserfc.jwk import OKPKey

    return OKPKey.import_key({"kty": "OKP", "crv": CURVES[key.use], "x": key.x})
