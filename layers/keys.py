"""Data keys: 32 random bytes each, wrapped by KMS, kept in the platform table, versioned by purpose.

Every secret of the suite is one of these, so that one procedure rotates them all
(`docs/operations.md`). A process asks KMS once a key version and then remembers it.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute

from layers import clock, transaction
from layers.aws import kms
from layers.platform import PlatformItem
from layers.settings import settings

_REFRESH = 60.0
"""Seconds after which a process looks for newer versions."""

_ANNOUNCED = timedelta(seconds=2 * _REFRESH)
"""How long a new version is only accepted before anything is made with it: until every process knows it."""


class Purpose(StrEnum):
    """What a key is for; a key of one purpose never serves another."""

    PERSONAL = "personal"
    LOOKUP = "lookup"
    SESSION = "session"
    DRAW = "draw"
    AUDIT = "audit"
    CURSOR = "cursor"
    SLIP = "slip"
    HOLD = "hold"
    VISIT = "visit"
    CERTIFICATE = "certificate"
    HEALTH_CODE = "health_code"
    EXCHANGE_SIGNING = "exchange_signing"
    EXCHANGE_ENCRYPTION = "exchange_encryption"


@dataclass(frozen=True, slots=True)
class DataKey:
    """One version of a purpose's key."""

    version: int
    secret: bytes
    since: datetime


class StoredKey(PlatformItem):
    """A wrapped data key. See `layers.platform` for its key format."""

    wrapped = BinaryAttribute(legacy_encoding=False)
    created_at = UnicodeAttribute()


_known: dict[Purpose, tuple[float, tuple[DataKey, ...]]] = {}
_lock = threading.Lock()


def versions(purpose: Purpose) -> tuple[DataKey, ...]:
    """Return every version of a purpose's key, oldest first; the first use creates version 1."""
    read_at, keys = _known.get(purpose, (0.0, ()))
    if keys and time.monotonic() - read_at < _REFRESH:
        return keys
    with _lock:
        keys = _load(purpose, keys) or _create_first(purpose)
        _known[purpose] = (time.monotonic(), keys)
    return keys


def current(purpose: Purpose) -> DataKey:
    """Return the version that new secrets are made with: the newest that every process knows by now."""
    first, *later = versions(purpose)
    known = clock.now() - _ANNOUNCED
    return next((key for key in reversed(later) if key.since <= known), first)


def of_version(purpose: Purpose, version: int) -> DataKey:
    """Return one version; raises KeyError where there is no such version (any more)."""
    for key in versions(purpose):
        if key.version == version:
            return key
    raise KeyError(f"{purpose} key version {version}")


def rotate(purpose: Purpose) -> int:
    """Add a version and return its number: accepted at once, in use two minutes later.

    Older versions go on being accepted until they are removed.
    """
    version = versions(purpose)[-1].version + 1
    _create(purpose, version)
    forget()
    return version


def exists(purpose: Purpose) -> bool:
    """Tell whether a purpose has a key."""
    return any(StoredKey.query(f"KEYS#{purpose}", consistent_read=True, limit=1))


def remove(purpose: Purpose, version: int) -> bool:
    """Remove a version for good, and tell whether there was one; what it made is refused from now on."""
    stored = StoredKey.find(f"KEYS#{purpose}", f"{version:04d}")
    if stored:
        stored.delete()
    forget()
    return stored is not None


def forget() -> None:
    """Make the next use read the keys anew."""
    _known.clear()


def _load(purpose: Purpose, known: tuple[DataKey, ...]) -> tuple[DataKey, ...]:
    by_version = {key.version: key for key in known}
    return tuple(
        by_version.get(int(stored.sk)) or _unwrap(purpose, stored)
        for stored in StoredKey.query(f"KEYS#{purpose}", consistent_read=True)
    )


def _unwrap(purpose: Purpose, stored: StoredKey) -> DataKey:
    answer = kms().decrypt(CiphertextBlob=stored.wrapped, EncryptionContext={"purpose": purpose})
    return DataKey(int(stored.sk), answer["Plaintext"], clock.from_iso(stored.created_at))


def _create_first(purpose: Purpose) -> tuple[DataKey, ...]:
    _create(purpose, 1)
    return _load(purpose, ())


def _create(purpose: Purpose, version: int) -> None:
    made = kms().generate_data_key(
        KeyId=settings().kms_key, KeySpec="AES_256", EncryptionContext={"purpose": purpose}
    )
    item = StoredKey(f"KEYS#{purpose}", f"{version:04d}")
    item.wrapped = made["CiphertextBlob"]
    item.created_at = clock.to_iso(clock.now())
    try:
        transaction.commit(transaction.new(item))
    except transaction.ConditionFailed:
        return  # another process was faster; its key is the one
