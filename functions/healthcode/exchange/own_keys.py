"""Our own keys: data keys like all others, one purpose for signing, one for what is encrypted for us (X5).

Their 32 bytes are an Ed25519 seed, and an X25519 private key. A new version is published long before it is
used, so that partners, who read our keys now and then, know it by then; a withdrawn one is gone at once.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from functions.healthcode.exchange import store
from functions.healthcode.exchange.errors import NoSuchKey, OwnKeyUnknown, OwnKeyWithdrawn
from functions.healthcode.exchange.jwks import Use
from functions.healthcode.exchange.lifetimes import Lifetime, Made, lifetimes
from functions.healthcode.exchange.policies import ExchangePolicy
from layers import audit, keys, policy
from layers.audit import Entry
from layers.changes import apply
from layers.errors import Busy
from layers.keys import Purpose

PURPOSES = {Use.SIGN: Purpose.EXCHANGE_SIGNING, Use.ENCRYPT: Purpose.EXCHANGE_ENCRYPTION}
"""Whose data keys serve which use."""


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key of ours; `x` is its public part as base64url."""

    id: str
    use: Use
    x: str
    secret: bytes = field(repr=False)
    life: Lifetime


def every() -> list[OwnKey]:
    """Return all our keys, those that were withdrawn or are over, too. One query."""
    withdrawn = store.withdrawn_keys()
    return [key for use in Use for key in _of_use(use, withdrawn)]


def signing(now: datetime) -> OwnKey:
    """Return the key that signs now; raises Busy in the moment in which a withdrawn one has no successor."""
    if found := _signing(now):
        return found[-1]
    keys.forget()  # another process withdrew the last one, and made the next
    if found := _signing(now):
        return found[-1]
    raise Busy(retry_after=1)


def opening(identifier: str, now: datetime) -> OwnKey:
    """Return the key for which something is encrypted; raises OwnKeyUnknown, OwnKeyWithdrawn."""
    found = [key for key in every() if key.id == identifier and key.use is Use.ENCRYPT]
    if found and found[0].life.withdrawn_at:
        raise OwnKeyWithdrawn
    if not found or not found[0].life.accepted(now):
        raise OwnKeyUnknown
    return found[0]


def renew(use: Use, by: str, reason: str) -> None:
    """Add a key, which is published now and used later; it is recorded before it is made."""
    audit.append(Entry(by, "exchange.renew_key", f"exchange_key:{use}", {"reason": reason}))
    keys.rotate(PURPOSES[use])


def withdraw(identifier: str, by: str, reason: str, now: datetime) -> None:
    """Withdraw a key at once; another is made where it was in use and none follows. Raises NoSuchKey.

    Killed in between and done again, it ends the same.
    """
    known = every()
    place = next((place for place, key in enumerate(known) if key.id == identifier), None)
    if place is None:
        raise NoSuchKey
    key = known[place]
    newer = [each for each in known[place + 1 :] if each.use is key.use and not each.life.withdrawn_at]
    if key.life.used(now) and not newer:
        keys.rotate(PURPOSES[key.use])
    entry = Entry(by, "exchange.withdraw_key", f"exchange_key:{identifier}", {"reason": reason})
    apply(store.withdrawing_key(identifier, by, now), record=entry)


def _signing(now: datetime) -> list[OwnKey]:
    return [key for key in every() if key.use is Use.SIGN and key.life.used(now)]


def _of_use(use: Use, withdrawn: Mapping[str, datetime]) -> list[OwnKey]:
    numbers, versions = policy.get(ExchangePolicy), keys.versions(PURPOSES[use])
    named = [(version.secret, *_public(use, version.secret)) for version in versions]
    made = [
        Made(version.since, withdrawn.get(identifier))
        for version, (_, identifier, _) in zip(versions, named, strict=True)
    ]
    lives = lifetimes(made, timedelta(hours=numbers.announce_hours), timedelta(hours=numbers.overlap_hours))
    return [
        OwnKey(identifier, use, x, secret, life)
        for (secret, identifier, x), life in zip(named, lives, strict=True)
    ]


@lru_cache(maxsize=64)
def _public(use: Use, secret: bytes) -> tuple[str, str]:
    """Return a key's id and its public part as base64url."""
    kind = Ed25519PrivateKey if use is Use.SIGN else X25519PrivateKey
    raw = kind.from_private_bytes(secret).public_key().public_bytes_raw()
    return hashlib.sha256(raw).hexdigest()[:8], base64.urlsafe_b64encode(raw).decode().rstrip("=")
