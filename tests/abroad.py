"""Certificates from abroad: the shared test data's place, and ones that tests issue themselves."""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import base45
import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

from functions.healthcode.abroad import signers
from functions.healthcode.abroad.signers import Signer, TrustedKey
from functions.healthcode.abroad.validity import Trust

SHARED = Path(__file__).resolve().parents[2] / "shared/testdata"
"""Test data from elsewhere, beside the project; its SOURCES.md says from where."""

NOW = datetime(2022, 7, 13, 2, tzinfo=UTC)

EXAMPLE_ISSUER = "https://spec.smarthealth.cards/examples/issuer"
EXAMPLE_KEYS = {
    "keys": [
        {
            "kty": "EC",
            "kid": "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s",
            "use": "sig",
            "alg": "ES256",
            "crv": "P-256",
            "x": "11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw",
            "y": "eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8",
        },
        {
            "kty": "EC",
            "kid": "EBKOr72QQDcTBUuVzAzkfBTGew0ZA16GuWty64nS-sw",
            "use": "sig",
            "alg": "ES256",
            "crv": "P-256",
            "x": "PQHApUWm94mflvswQgAnfHlETMwJFqjUVSs7WU6LQy4",
            "y": "7mj8IO-8V5VZjDbRVsJINC_Rq5ai5CDhFX18ceRsLWQ",
        },
    ]
}
"""The key set that the framework's own examples are signed with, as its issuer publishes it."""

PERSON = {"fn": "Li", "gn": "Xiao Ming", "fnt": "LI", "gnt": "XIAO<MING"}
NAME, BORN = "Xiao Ming Li", "1990-05-01"

_COMMON = {"tg": "840539006", "co": "AT", "is": "Ministry of Health, Austria"}


def vaccination(ci: str = "URN:UVCI:01:AT:DOSE#B", **changes: object) -> dict[str, Any]:
    """Return a vaccination as EU certificates say it."""
    said = {"vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2}
    return {"v": [{**_COMMON, **said, "dt": "2022-02-18", "ci": ci, **changes}]}


def sample(ci: str = "URN:UVCI:01:AT:TEST#B", **changes: object) -> dict[str, Any]:
    """Return a nucleic-acid test that found nothing, as EU certificates say it."""
    said = {"tt": "LP6464-4", "sc": "2022-07-12T12:00:00Z", "tr": "260415000", "tc": "Vienna 1"}
    return {"t": [{**_COMMON, **said, "ci": ci, **changes}]}


def recovery(ci: str = "URN:UVCI:01:AT:WELL#B") -> dict[str, Any]:
    """Return a recovery as EU certificates say it."""
    return {"r": [{**_COMMON, "fr": "2022-02-20", "df": "2022-03-04", "du": "2022-10-04", "ci": ci}]}


def certificate(said: Mapping[str, Any], **changes: object) -> dict[str, Any]:
    """Return what an EU certificate of the person says."""
    return {"ver": "1.3.0", "nam": PERSON, "dob": BORN, **said, **changes}


def private_key() -> ec.EllipticCurvePrivateKey:
    """Return a new key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Ministry:
    """An issuer of EU certificates; its key is on P-256 or RSA, its certificate a national authority's."""

    private: Any = field(default_factory=private_key)
    uses: tuple[str, ...] = ()
    since: datetime = NOW - timedelta(days=300)
    until: datetime = NOW + timedelta(days=300)

    @cached_property
    def x509(self) -> x509.Certificate:
        """The certificate of the key."""
        named = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "AT")])
        made = x509.CertificateBuilder().subject_name(named).issuer_name(named).serial_number(1)
        made = made.not_valid_before(self.since).not_valid_after(self.until)
        if self.uses:
            usage = x509.ExtendedKeyUsage([x509.ObjectIdentifier(use) for use in self.uses])
            made = made.add_extension(usage, critical=False)
        return made.public_key(self.private.public_key()).sign(private_key(), hashes.SHA256())

    @property
    def pem(self) -> str:
        """The certificate as staff paste it."""
        return self.x509.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def signer(self) -> Signer:
        """The issuer as the trust list has it."""
        found = signers.certified(self.pem)
        return Signer(
            "ministry", found.key, Trust(found.valid_from, found.valid_until, found.key.uses, False)
        )

    def sign(self, said: Any, issued: datetime = NOW, expires: datetime | None = None) -> str:
        """Return the text of a certificate's QR code."""
        end = expires or issued + timedelta(days=180)
        claims = {1: "AT", 4: int(end.timestamp()), 6: int(issued.timestamp()), -260: {1: said}}
        return f"HC1:{base45.b45encode(zlib.compress(self.wrap(claims))).decode()}"

    def wrap(self, claims: Any, algorithm: int | None = None) -> bytes:
        """Return claims in a COSE_Sign1."""
        key_id = self.x509.fingerprint(hashes.SHA256())[:8]
        usual = -37 if isinstance(self.private, rsa.RSAPrivateKey) else -7
        protected = cbor2.dumps({1: algorithm or usual, 4: key_id})
        payload = cbor2.dumps(claims)
        signature = self._signature(cbor2.dumps(["Signature1", protected, b"", payload]))
        return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))

    def _signature(self, content: bytes) -> bytes:
        if isinstance(self.private, rsa.RSAPrivateKey):
            pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
            return bytes(self.private.sign(content, pss, hashes.SHA256()))
        return _raw(self.private.sign(content, ec.ECDSA(hashes.SHA256())))


def immunization(day: str = "2022-02-18", code: str = "208", **changes: object) -> dict[str, Any]:
    """Return a dose as SMART Health Cards say it."""
    coding = [{"system": "http://hl7.org/fhir/sid/cvx", "code": code}]
    said = {"status": "completed", "vaccineCode": {"coding": coding}, "occurrenceDateTime": day}
    return {"resourceType": "Immunization", "patient": {"reference": "resource:0"}, **said, **changes}


def observation(at: str = "2022-07-12T12:00:00Z", code: str = "94500-6", **changes: object) -> dict[str, Any]:
    """Return a nucleic-acid test that found nothing, as SMART Health Cards say it."""
    found = {"coding": [{"system": "http://snomed.info/sct", "code": "260415000"}]}
    said = {"status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": code}]}}
    made = {"resourceType": "Observation", "effectiveDateTime": at, "valueCodeableConcept": found}
    return {**made, **said, **changes}


def patient(**changes: object) -> dict[str, Any]:
    """Return the person as SMART Health Cards say it."""
    said = {"name": [{"family": "Li", "given": ["Xiao", "Ming"]}], "birthDate": BORN}
    return {"resourceType": "Patient", **said, **changes}


def credential(
    *resources: Mapping[str, Any], types: Sequence[str] = ("health-card", "covid19")
) -> dict[str, Any]:
    """Return a verifiable credential of these resources."""
    entries = [{"fullUrl": f"resource:{number}", "resource": each} for number, each in enumerate(resources)]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    named = [f"https://smarthealth.cards#{each}" for each in types]
    return {"type": named, "credentialSubject": {"fhirVersion": "4.0.1", "fhirBundle": bundle}}


@dataclass
class Clinic:
    """An issuer of SMART Health Cards."""

    address: str = "https://cards.example/clinic"
    private: ec.EllipticCurvePrivateKey = field(default_factory=private_key)

    @property
    def jwk(self) -> dict[str, str]:
        """The public key as it is published."""
        point = self.private.public_key().public_numbers()
        halves = {name: _encoded(getattr(point, name).to_bytes(32, "big")) for name in ("x", "y")}
        key = {"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", **halves}
        return {**key, "kid": signers.thumbprint(key)}

    @property
    def key_set(self) -> str:
        """The key set's text."""
        return json.dumps({"keys": [self.jwk]})

    @property
    def signer(self) -> Signer:
        """The issuer as the trust list has it."""
        key: TrustedKey = signers.key_set(self.key_set)[0]
        return Signer("clinic", key, Trust(None, None, frozenset(), False))

    def sign(self, said: Any, **claims: object) -> str:
        """Return a card as JWS; claims and header fields (`alg`, `zip`, `kid`) can be changed."""
        header = {"zip": "DEF", "alg": "ES256", "kid": self.jwk["kid"]}
        header |= {name: str(claims.pop(name)) for name in list(claims) if name in header}
        payload = {"iss": self.address, "nbf": NOW.timestamp(), "vc": said, **claims}
        return self.seal(header, deflated(json.dumps(payload).encode()))

    def seal(self, header: Mapping[str, str], payload: bytes) -> str:
        """Return a header and a payload, signed."""
        signed = f"{_encoded(json.dumps(header).encode())}.{_encoded(payload)}"
        return f"{signed}.{_encoded(_raw(self.private.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))))}"


def numeric(jws: str, parts: int = 1) -> list[str]:
    """Return the texts of a card's QR codes."""
    size = -(-len(jws) // parts)
    pieces = [jws[at : at + size] for at in range(0, len(jws), size)]
    digits = ["".join(f"{ord(each) - 45:02d}" for each in piece) for piece in pieces]
    if parts == 1:
        return [f"shc:/{digits[0]}"]
    return [f"shc:/{number}/{len(digits)}/{each}" for number, each in enumerate(digits, 1)]


def deflated(content: bytes) -> bytes:
    """Return content compressed as a card's is."""
    packed = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packed.compress(content) + packed.flush()


def _raw(signature: bytes) -> bytes:
    halves = decode_dss_signature(signature)
    return b"".join(half.to_bytes(32, "big") for half in halves)


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def of_ministry(ministry: Ministry, **changes: object) -> dict[str, Any]:
    """Return the form by which an issuer of EU certificates is added to the trust list."""
    names = {"zh-Hans": "奥地利卫生部", "en": "Ministry of Health, Austria"}
    return {"kind": "EU_DCC", "country": "AT", "names": names, "certificate": ministry.pem, **changes}


def of_clinic(clinic: Clinic, **changes: object) -> dict[str, Any]:
    """Return the form by which an issuer of SMART Health Cards is added to the trust list."""
    names = {"zh-Hans": "市诊所", "en": "City Clinic"}
    form = {"kind": "SMART_HEALTH_CARD", "country": "US", "names": names, "address": clinic.address}
    return {**form, "key_set": clinic.key_set, **changes}
