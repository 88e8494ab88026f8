"""Personal data at rest: sealed values that only their owner's item can open, and keyed look-up hashes.

What is stored where, and why, is in docs/personal-data.md.
"""

import hashlib
import hmac
import os
from typing import Any, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from layers import keys
from layers.keys import Purpose

T = TypeVar("T")

_NONCE = 12
_HASH_DIGITS = 40


class SealBroken(Exception):
    """The bytes were not sealed for this owner, or were changed."""


def seal(value: Any, owner: str, purpose: Purpose = Purpose.PERSONAL) -> bytes:
    """Return `value` (anything msgspec encodes) encrypted with AES-256-GCM, bound to `owner`.

    Layout: key version (2 bytes, big endian), nonce (12), ciphertext with tag. Moved to another
    owner's item, the bytes can't be opened.
    """
    key = keys.current(purpose)
    nonce = os.urandom(_NONCE)
    text = msgspec.msgpack.encode(value)
    return key.version.to_bytes(2, "big") + nonce + AESGCM(key.secret).encrypt(nonce, text, owner.encode())


def unseal(sealed: bytes, owner: str, as_type: type[T], purpose: Purpose = Purpose.PERSONAL) -> T:
    """Return the value that `seal` hid; raises SealBroken on other owners' or changed bytes."""
    try:
        key = keys.of_version(purpose, int.from_bytes(sealed[:2], "big"))
        text = AESGCM(key.secret).decrypt(sealed[2 : 2 + _NONCE], sealed[2 + _NONCE :], owner.encode())
    except (InvalidTag, KeyError, ValueError) as error:
        raise SealBroken from error
    return msgspec.msgpack.decode(text, type=as_type)


def lookup_hash(kind: str, value: str) -> str:
    """Return the keyed hash under which new items are found: 40 hex digits of HMAC-SHA256.

    `kind` keeps a phone number from ever equalling a document number.
    """
    return _hash(keys.current(Purpose.LOOKUP), kind, value)


def lookup_hashes(kind: str, value: str) -> tuple[str, ...]:
    """Return the hashes under which an item may stand, newest key first, for reads during a rotation."""
    return tuple(_hash(key, kind, value) for key in reversed(keys.versions(Purpose.LOOKUP)))


def _hash(key: keys.DataKey, kind: str, value: str) -> str:
    return hmac.new(key.secret, f"{kind}\n{value}".encode(), hashlib.sha256).hexdigest()[:_HASH_DIGITS]
