"""EU certificates as they are signed: a CWT (RFC 8392) in a COSE_Sign1 (RFC 9052), zlib, base45.

Electronic Health Certificate Specification 1.0.5, sections 2 and 3.
"""

from collections.abc import Mapping
from typing import Any

import base45
import cbor2

from functions.healthcode.abroad import packing
from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.envelopes import Algorithm, Envelope, instant
from functions.healthcode.abroad.reasons import Reason, Refused

MOST_BYTES = 20_000
"""What may be inside; certificates have a tenth of it. Of more, some CBOR takes seconds to decode."""

_CWT, _SIGN1 = 61, 18
_ALGORITHM, _KEY_ID = 1, 4
_EXPIRES, _ISSUED = 4, 6
_ALGORITHMS = {-7: Algorithm.ES256, -37: Algorithm.PS256}


def opened(text: str) -> Envelope:
    """Return what base45 text holds; raises Refused."""
    return unwrapped(packing.inflated(decoded(text), packing.ZLIB, MOST_BYTES))


def unwrapped(message: bytes) -> Envelope:
    """Return what a COSE_Sign1 holds, tagged or not; raises Refused."""
    protected, unprotected, payload, signature = _parts(_loaded(message))
    header = _map(_loaded(protected)) if protected else {}
    claims = _map(_loaded(payload))
    return Envelope(
        kind=Kind.EU_DCC,
        algorithm=_algorithm(header.get(_ALGORITHM, unprotected.get(_ALGORITHM))),
        key=_key_id(header.get(_KEY_ID, unprotected.get(_KEY_ID))),
        address="",
        signed=cbor2.dumps(["Signature1", protected, b"", payload]),
        signature=signature,
        issued=instant(claims.get(_ISSUED)),
        expires=instant(claims.get(_EXPIRES)),
        claims=claims,
    )


def decoded(text: str) -> bytes:
    """Return what base45 (RFC 9285) holds; raises Refused."""
    try:
        return bytes(base45.b45decode(text))
    except ValueError as error:
        raise Refused(Reason.UNREADABLE) from error


def _loaded(content: bytes) -> Any:
    try:
        return cbor2.loads(content)
    except Exception as error:  # whatever CBOR that nobody has checked makes a decoder raise
        raise Refused(Reason.MALFORMED) from error


def _parts(message: Any) -> tuple[bytes, Mapping[Any, Any], bytes, bytes]:
    for tag in (_CWT, _SIGN1):
        if isinstance(message, cbor2.CBORTag) and message.tag == tag:
            message = message.value
    match message:
        case [bytes() as protected, dict() as unprotected, bytes() as payload, bytes() as signature]:
            return protected, unprotected, payload, signature
    raise Refused(Reason.MALFORMED)


def _map(value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, dict):
        raise Refused(Reason.MALFORMED)
    return value


def _algorithm(value: Any) -> Algorithm:
    if isinstance(value, int) and value in _ALGORITHMS:
        return _ALGORITHMS[value]
    raise Refused(Reason.WRONG_ALGORITHM)


def _key_id(value: Any) -> str:
    if not isinstance(value, bytes):
        raise Refused(Reason.ISSUER_UNKNOWN)
    return value.hex()
