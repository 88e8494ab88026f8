"""SMART Health Cards as they are signed: a compact JWS (RFC 7515) of compressed claims. Pure.

SMART Health Cards Framework 1.4, "Health Cards are encoded as Compact Serialization JSON Web Signatures".
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from functions.healthcode.abroad import packing
from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.envelopes import Algorithm, Envelope, instant
from functions.healthcode.abroad.reasons import Reason, Refused

MOST_BYTES = 200_000
"""What may be inside; cards in files have a tenth of it."""


def opened(text: str) -> Envelope:
    """Return what a compact JWS holds; raises Refused."""
    parts = text.split(".")
    if len(parts) != 3:
        raise Refused(Reason.MALFORMED)
    protected, payload, signature = parts
    header = _object(packing.base64url(protected))
    if header.get("alg") != Algorithm.ES256:
        raise Refused(Reason.WRONG_ALGORITHM)
    if header.get("zip") != "DEF":
        raise Refused(Reason.NOT_COMPRESSED)
    claims = _object(packing.inflated(packing.base64url(payload), packing.RAW, MOST_BYTES))
    return Envelope(
        kind=Kind.SMART_HEALTH_CARD,
        algorithm=Algorithm.ES256,
        key=_text(header.get("kid")),
        address=_text(claims.get("iss")),
        signed=f"{protected}.{payload}".encode(),
        signature=packing.base64url(signature),
        issued=instant(claims.get("nbf")),
        expires=instant(claims["exp"]) if "exp" in claims else None,
        claims=claims,
    )


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        # Decoded here: json itself would take UTF-16, or a byte order mark, which RFC 8259 forbids.
        found = json.loads(content.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(Reason.MALFORMED) from error
    if not isinstance(found, dict):
        raise Refused(Reason.MALFORMED)
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(Reason.MALFORMED)
    return value
