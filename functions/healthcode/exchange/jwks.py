"""JWK sets (RFC 7517): a partner's are read, and nothing but public keys of the two kinds we use is kept."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from functions.healthcode.exchange.errors import KeysUnusable

_MOST_KEYS = 32
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_BYTES = 32
_LAST = 1 << 40
"""A second that is later than any key's."""


class Use(StrEnum):
    """What a key is for."""

    SIGN = "sig"
    ENCRYPT = "enc"


CURVES = {Use.SIGN: "Ed25519", Use.ENCRYPT: "X25519"}
ALGORITHMS = {Use.SIGN: "Ed25519", Use.ENCRYPT: "ECDH-ES"}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of a partner: its id, its 32 bytes as base64url, and from when until when it is good."""

    id: str
    use: Use
    x: str
    since: datetime | None = None
    until: datetime | None = None

    def good(self, now: datetime) -> bool:
        """Tell whether the key's time has come and is not over."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class KeySet:
    """What a partner publishes: its keys, and the ids of those that it withdrew."""

    keys: tuple[PublicKey, ...]
    withdrawn: frozenset[str]


class _Jwk(msgspec.Struct, frozen=True):
    kty: str = ""
    crv: str = ""
    kid: str = ""
    x: str = ""
    use: str = ""
    d: str | None = None
    nbf: int | None = None
    exp: int | None = None


class _Withdrawn(msgspec.Struct, frozen=True):
    kid: str


class _Set(msgspec.Struct, frozen=True):
    keys: list[_Jwk]
    withdrawn: list[_Withdrawn] = []


def parse(text: str | bytes) -> KeySet:
    """Return a partner's keys; other kinds of key are left out. Raises KeysUnusable.

    Refused is a set that holds a private key, an id twice, or no key that we can use.
    """
    try:
        found = msgspec.json.decode(text, type=_Set)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KeysUnusable from error
    if len(found.keys) > _MOST_KEYS or any(key.d is not None for key in found.keys):
        raise KeysUnusable
    keys = tuple(_usable(found.keys))
    if not keys or len({key.id for key in keys}) < len(keys):
        raise KeysUnusable
    withdrawn = frozenset(each.kid for each in found.withdrawn[:_MOST_KEYS] if _ID.fullmatch(each.kid))
    return KeySet(keys, withdrawn)


def _usable(found: list[_Jwk]) -> Iterator[PublicKey]:
    for use, curve in CURVES.items():
        for key in found:
            if (key.kty, key.crv, key.use) == ("OKP", curve, use):
                yield PublicKey(_checked(key), use, key.x, _instant(key.nbf), _instant(key.exp))


def _checked(key: _Jwk) -> str:
    """Return a key's id; raises KeysUnusable where that or the key itself is malformed."""
    try:
        raw = base64.b64decode(f"{key.x}=", b"-_", validate=True)
    except ValueError as error:
        raise KeysUnusable from error
    if len(raw) != _BYTES or not _ID.fullmatch(key.kid):
        raise KeysUnusable
    return key.kid


def _instant(seconds: int | None) -> datetime | None:
    if seconds is None:
        return None
    if not 0 <= seconds < _LAST:
        raise KeysUnusable
    return datetime.fromtimestamp(seconds, UTC)
