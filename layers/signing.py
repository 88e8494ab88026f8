"""Signed statements that strangers can check without asking us: small enough for a QR code.

A statement is a CWT (RFC 8392) in a COSE_Sign1 (RFC 9052), signed with Ed25519, as base45 text
(RFC 9285) behind `WS1:`. A purpose's data keys are its private keys; the public ones are served by
`layers.keyset`. docs/certificates.md tells a stranger all of it.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import lru_cache
from typing import Any

import base45
import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from layers import keys
from layers.keys import Purpose
from layers.settings import settings

PREFIX = "WS1:"
"""What the text begins with, so that a scanner knows what it sees."""

PURPOSES = (Purpose.CERTIFICATE, Purpose.HEALTH_CODE)
"""Whose keys sign statements, and are published."""

_NOT_A_STATEMENT = (
    InvalidSignature,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    cbor2.CBORDecodeError,
)
"""What reading anything else than a statement raises: until the signature is checked, it may be any CBOR."""

_SIGN1 = 18
_ALGORITHM, _KEY_ID = 1, 4
_EDDSA = -8


class Claim(IntEnum):
    """The labels of a statement's claims; CONTENT holds what is stated, by names of its own."""

    ISSUER = 1
    EXPIRES = 4
    ISSUED = 6
    ID = 7
    CONTENT = -65537


class SignatureInvalid(Exception):
    """Not a statement, changed, or signed with no key of the purpose."""


class SignatureExpired(SignatureInvalid):
    """A good statement whose time is over."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated, under which id, from when until when (instants in whole seconds)."""

    id: str
    issued: datetime
    expires: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that statements of a purpose are checked with: its id and its 32 bytes as base64url."""

    purpose: Purpose
    id: str
    x: str


def sign(purpose: Purpose, statement: Statement) -> str:
    """Return the text of a signed statement, made of the characters that QR codes hold best."""
    version = keys.current(purpose).version
    payload = {
        Claim.ISSUER: settings().public_address,
        Claim.EXPIRES: int(statement.expires.timestamp()),
        Claim.ISSUED: int(statement.issued.timestamp()),
        Claim.ID: statement.id.encode(),
        Claim.CONTENT: dict(statement.content),
    }
    key_id = _public(purpose)[version].id
    protected = _encoded({_ALGORITHM: _EDDSA, _KEY_ID: key_id.encode()})
    body = _encoded(payload)
    private = Ed25519PrivateKey.from_private_bytes(keys.of_version(purpose, version).secret)
    signature = private.sign(_signed_part(protected, body))
    token = _encoded(cbor2.CBORTag(_SIGN1, [protected, {}, body, signature]))
    return f"{PREFIX}{base45.b45encode(token).decode()}"


def read(purpose: Purpose, text: str, now: datetime) -> Statement:
    """Return what a text states; raises SignatureInvalid, or SignatureExpired from its end on."""
    try:
        protected, body, signature = _parts(text)
        key = _named(purpose, cbor2.loads(protected))
        key.verify(signature, _signed_part(protected, body))
        statement = _statement(cbor2.loads(body))
    except _NOT_A_STATEMENT as error:
        raise SignatureInvalid from error
    if now >= statement.expires:
        raise SignatureExpired
    return statement


def public_keys(purpose: Purpose) -> list[PublicKey]:
    """Return every key that a purpose's statements may be signed with, oldest first."""
    return list(_public(purpose).values())


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    if not text.startswith(PREFIX):
        raise ValueError("no statement of ours")
    token = cbor2.loads(base45.b45decode(text.removeprefix(PREFIX)))
    if not isinstance(token, cbor2.CBORTag) or token.tag != _SIGN1:
        raise ValueError("no COSE_Sign1")
    protected, _, body, signature = token.value
    return protected, body, signature


def _named(purpose: Purpose, header: Mapping[int, Any]) -> Ed25519PublicKey:
    if header[_ALGORITHM] != _EDDSA:
        raise ValueError("another algorithm")
    x = {key.id: key.x for key in _public(purpose).values()}[header[_KEY_ID].decode()]
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(f"{x}="))


def _statement(payload: Mapping[int, Any]) -> Statement:
    return Statement(
        id=payload[Claim.ID].decode(),
        issued=datetime.fromtimestamp(payload[Claim.ISSUED], UTC),
        expires=datetime.fromtimestamp(payload[Claim.EXPIRES], UTC),
        content=dict(payload[Claim.CONTENT]),
    )


def _signed_part(protected: bytes, body: bytes) -> bytes:
    return _encoded(["Signature1", protected, b"", body])


def _encoded(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _public(purpose: Purpose) -> dict[int, PublicKey]:
    return {key.version: _public_key(purpose, key.secret) for key in keys.versions(purpose)}


@lru_cache(maxsize=64)
def _public_key(purpose: Purpose, secret: bytes) -> PublicKey:
    raw = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    # Letters and digits: JSON names a key by text, COSE by bytes, and both are to be the same.
    key_id = hashlib.sha256(raw).hexdigest()[:8]
    return PublicKey(purpose, key_id, base64.urlsafe_b64encode(raw).decode().rstrip("="))
