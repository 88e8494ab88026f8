"""Keys that certificates from abroad are signed with: read from what issuers publish, and used."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from functions.healthcode.abroad.contents import Use
from functions.healthcode.abroad.envelopes import Algorithm, Envelope
from functions.healthcode.abroad.errors import KeyIdDiffers, KeyIsPrivate, KeyUnusable
from functions.healthcode.abroad.packing import base64url
from functions.healthcode.abroad.reasons import Refused
from functions.healthcode.abroad.validity import Trust

if TYPE_CHECKING:
    from cryptography import x509

_COORDINATE = 32
"""Bytes of a coordinate on P-256, and of half a signature."""

_LEAST_RSA_BITS = 2048
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.DIGEST_LENGTH)

_PEM = re.compile(r"-----(?:BEGIN|END) CERTIFICATE-----")

# DER of 1.3.6.1.4.1.1847.2021.1.x, and of the same with a 0 that some issuers wrote in it.
_USES = {
    bytes.fromhex(f"{start}8e378f6501{last}"): use
    for start in ("060b2b06010401", "060c2b0601040100")
    for last, use in (("01", Use.TEST), ("02", Use.VACCINATION), ("03", Use.RECOVERY))
}


class TrustedKey(msgspec.Struct, frozen=True):
    """A public key (`spki`, DER) by its id; `uses` are what alone it may sign, all where there are none."""

    id: str
    algorithm: Algorithm
    spki: bytes
    uses: frozenset[Use] = frozenset()


@dataclass(frozen=True, slots=True)
class Signer:
    """An issuer of the trust list by its id, one of its keys, and how far that is trusted."""

    issuer: str
    key: TrustedKey
    trust: Trust


class Certified(msgspec.Struct, frozen=True):
    """What an X.509 certificate says: its fingerprint in hex, its key, and the time it is good for."""

    fingerprint: str
    key: TrustedKey
    valid_from: datetime
    valid_until: datetime


def certified(text: str) -> Certified:
    """Return what an X.509 certificate, as PEM or base64, says; raises KeyUnusable.

    Its key's id is the first 8 bytes of its fingerprint (Electronic Health Certificate Specification, 3.3.3).
    """
    from cryptography import x509  # here: slow to load, and only who adds an issuer needs it

    try:
        certificate = x509.load_der_x509_certificate(_der(text))
        algorithm, spki = _described(certificate.public_key())
        times = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnusable from error
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
    key = TrustedKey(fingerprint[:16], algorithm, spki, _uses(certificate))
    return Certified(fingerprint, key, *times)


def key_set(text: str) -> list[TrustedKey]:
    """Return the signing keys in the text of a JWK set; raises KeyUnusable, KeyIsPrivate, KeyIdDiffers.

    Keys of other kinds or for other uses are passed over, as the framework has it.
    """
    try:
        keys = json.loads(text)["keys"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise KeyUnusable from error
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise KeyUnusable
    if any("d" in key for key in keys):
        raise KeyIsPrivate
    found = [_of_jwk(key) for key in keys if _is_signing(key)]
    if not found:
        raise KeyUnusable
    return found


def verifies(key: TrustedKey, envelope: Envelope) -> bool:
    """Tell whether this key signed it."""
    if key.algorithm is not envelope.algorithm:
        return False
    public = serialization.load_der_public_key(key.spki)
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(_dss(envelope.signature), envelope.signed, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(envelope.signature, envelope.signed, _PSS, hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _dss(signature: bytes) -> bytes:
    if len(signature) != 2 * _COORDINATE:
        raise ValueError("a signature on P-256 has 64 bytes")
    halves = signature[:_COORDINATE], signature[_COORDINATE:]
    return encode_dss_signature(*(int.from_bytes(half, "big") for half in halves))


def _der(text: str) -> bytes:
    body = _PEM.sub("", text)
    return base64.b64decode("".join(body.split()), validate=True)


def _described(public: Any) -> tuple[Algorithm, bytes]:
    if isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1):
        algorithm = Algorithm.ES256
    elif isinstance(public, rsa.RSAPublicKey) and public.key_size >= _LEAST_RSA_BITS:
        algorithm = Algorithm.PS256
    else:
        raise KeyUnusable
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return algorithm, public.public_bytes(serialization.Encoding.DER, form)


def _uses(certificate: "x509.Certificate") -> frozenset[Use]:
    # Looked for as bytes: an empty list of uses, which there are in use, is no X.509 to stricter readers.
    content = certificate.tbs_certificate_bytes
    return frozenset(use for name, use in _USES.items() if name in content)


def _is_signing(key: Mapping[str, Any]) -> bool:
    wanted = {"kty": "EC", "crv": "P-256", "use": "sig", "alg": Algorithm.ES256}
    return all(key.get(name) == value for name, value in wanted.items())


def _of_jwk(key: Mapping[str, Any]) -> TrustedKey:
    if key.get("kid") != thumbprint(key):
        raise KeyIdDiffers
    try:
        point = b"\x04" + _coordinate(key["x"]) + _coordinate(key["y"])
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, Refused) as error:
        raise KeyUnusable from error
    return TrustedKey(key["kid"], *_described(public))


def thumbprint(key: Mapping[str, Any]) -> str:
    """Return the id that a key must have (RFC 7638): base64url of the hash of its required members."""
    members = {name: key.get(name) for name in ("crv", "kty", "x", "y")}
    digest = hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _coordinate(text: Any) -> bytes:
    found = base64url(text) if isinstance(text, str) else b""
    if len(found) != _COORDINATE:
        raise ValueError("a coordinate on P-256 has 32 bytes")
    return found
