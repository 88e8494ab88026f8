"""A certificate as it was signed, whichever format it came in, before anybody checked it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.reasons import Reason, Refused


class Algorithm(StrEnum):
    """How certificates are signed: ECDSA on P-256, RSASSA-PSS; both with SHA-256."""

    ES256 = "ES256"
    PS256 = "PS256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who says to have signed what, and from when until when it is good; `claims` as they were decoded.

    `key` is the key's id, of an EU certificate in hex; `address` is that of a SMART Health Card's issuer.
    """

    kind: Kind
    algorithm: Algorithm
    key: str
    address: str
    signed: bytes
    signature: bytes
    issued: datetime
    expires: datetime | None
    claims: Mapping[Any, Any]


def instant(seconds: Any) -> datetime:
    """Return the instant that a NumericDate (RFC 7519) names; raises Refused."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise Refused(Reason.MALFORMED)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused(Reason.MALFORMED) from error
