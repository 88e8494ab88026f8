"""Another region: its keys, the set that it publishes, and tokens as it, or a forger, would make them."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from joserfc import jwe, jws
from joserfc.jwk import OKPKey

from functions.healthcode.exchange import own_keys, partner_keys, partners, views_staff
from functions.healthcode.exchange.jwks import CURVES, Use
from functions.healthcode.exchange.schemas_staff import TermsForm
from layers import clock
from layers.settings import settings
from tests.factories import Answer, Client

Claims = dict[str, Any]

ISSUER = "https://health.macau.example"
PAGE = f"{ISSUER}/exchange/arrive"
MORNING = datetime(2022, 7, 13, 2, tzinfo=UTC)
"""The instant at which component tests begin."""

_ALGORITHMS = ["Ed25519", "ECDH-ES", "A256GCM", "DEF"]
_KINDS = {Use.SIGN: Ed25519PrivateKey, Use.ENCRYPT: X25519PrivateKey}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a region, with its private part."""

    use: Use
    secret: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def x(self) -> str:
        """The public part as base64url."""
        return text(_KINDS[self.use].from_private_bytes(self.secret).public_key().public_bytes_raw())

    @property
    def id(self) -> str:
        """The id under which it is published."""
        return hashlib.sha256(self.x.encode()).hexdigest()[:8]

    @property
    def jwk(self) -> dict[str, Any]:
        """The public key as a JWK."""
        return {"kty": "OKP", "crv": CURVES[self.use], "kid": self.id, "use": self.use.value, "x": self.x}

    @property
    def private(self) -> OKPKey:
        """The key as the JOSE library takes it."""
        return OKPKey.import_key({"kty": "OKP", "crv": CURVES[self.use], "x": self.x, "d": text(self.secret)})


@dataclass(frozen=True, slots=True)
class Region:
    """A region that signs under an address."""

    issuer: str = ISSUER
    signing: Key = field(default_factory=lambda: Key(Use.SIGN))
    encryption: Key = field(default_factory=lambda: Key(Use.ENCRYPT))

    def keys(self, **also: Any) -> str:
        """Return the set that it publishes."""
        return key_set(self.signing.jwk, self.encryption.jwk, **also)

    def claims(self, now: datetime, **changes: Any) -> Claims:
        """Return the claims of somebody green, tested yesterday; None leaves one out."""
        issued = int(now.timestamp())
        said = {
            "iss": self.issuer,
            "aud": settings().public_address,
            "jti": os.urandom(16).hex(),
            "iat": issued,
            "exp": issued + 600,
            "name": "何嘉莉",
            "birthdate": "1990-02-03",
            "document": {"type": "HOME_RETURN_PERMIT", "number": "M12345678"},
            "colour": "green",
            "test": {"result": "NEGATIVE", "sampled_at": int((now - timedelta(days=1)).timestamp())},
            **changes,
        }
        return {name: value for name, value in said.items() if value is not None}

    def token(
        self,
        claims: Claims,
        *,
        signer: Key | None = None,
        recipient: dict[str, str] | None = None,
        inner: dict[str, Any] | None = None,
        outer: dict[str, Any] | None = None,
    ) -> str:
        """Return a token with these claims for us; what else is given takes the place of what is right."""
        key, to = signer or self.signing, recipient or our_key()
        head = {"alg": "Ed25519", "typ": "health-exchange+jwt", "kid": key.id, **(inner or {})}
        signed = jws.serialize_compact(_given(head), json.dumps(claims), key.private, _ALGORITHMS)
        return self.enclose(signed, to, **(outer or {}))

    def enclose(self, signed: str, to: dict[str, str], **changes: Any) -> str:
        """Return a signed text, encrypted for somebody."""
        head = {"alg": "ECDH-ES", "enc": "A256GCM", "cty": "JWT", "kid": to["kid"], **changes}
        key = OKPKey.import_key({"kty": "OKP", "crv": "X25519", "x": to["x"]})
        return jwe.encrypt_compact(_given(head), signed, key, _ALGORITHMS)

    def read(self, token: str) -> Claims:
        """Return what a token for this region says; whose it is is checked against what we publish."""
        (key,) = [each for each in own_keys.every() if each.id == self.signer(token)]
        public = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": key.x})
        signed = jws.deserialize_compact(self._opened(token), public, _ALGORITHMS)
        claims: Claims = json.loads(signed.payload)
        return claims

    def signer(self, token: str) -> str:
        """Return the id of the key that signed a token for this region."""
        header = self._opened(token).split(".")[0]
        return str(json.loads(base64.urlsafe_b64decode(f"{header}=="))["kid"])

    def _opened(self, token: str) -> str:
        signed = jwe.decrypt_compact(token, self.encryption.private, _ALGORITHMS).plaintext
        assert signed
        return signed.decode()


def key_set(*keys: dict[str, Any], **also: Any) -> str:
    """Return a JWK set with these keys."""
    return json.dumps({"keys": keys, **also})


def our_key(use: Use = Use.ENCRYPT) -> dict[str, str]:
    """Return our newest public key of a use."""
    key = [each for each in own_keys.every() if each.use is use][-1]
    return {"kid": key.id, "x": key.x}


def conditions(**changes: Any) -> dict[str, Any]:
    """Return what a side asks: green, tested within a week, none of the questions answered with yes."""
    said = {
        "colours": ["green"],
        "documents": ["HOME_RETURN_PERMIT", "MAINLAND_PERMIT_HK_MO"],
        "questions": ["symptoms", "contact", "travel"],
        "test_required": True,
        "test_hours": 168,
    }
    return {**said, **changes}


def terms(**changes: Any) -> dict[str, Any]:
    """Return a partner as staff fill it in."""
    said = {
        "names": {"zh-Hans": "澳门", "zh-Hant": "澳門", "en": "Macau", "pt": "Macau"},
        "languages": ["zh-Hant", "pt", "en"],
        "keys_address": f"{ISSUER}/v1/exchange/keys",
        "page": PAGE,
        "outward": conditions(),
        "inward": conditions(),
    }
    return {**said, **changes}


def add(root: Client, region: Region, partner: str = "macau", *, on: bool = True, **changes: Any) -> None:
    """Let staff add a region, with the keys that it publishes, and switch it on."""
    form = {"partner": partner, "issuer": region.issuer, "terms": terms(**changes), "reason": "agreed"}
    _done(root.post("/v1/staff/exchange/partners", form))
    path = f"/v1/staff/exchange/partners/{partner}"
    _done(root.put(f"{path}/keys", {"keys": region.keys(), "reason": "brought by hand"}))
    if on:
        _done(root.put(f"{path}/state", {"on": True, "reason": "agreed"}))


def known(region: Region, partner: str = "macau") -> None:
    """Let codes be exchanged with a region, by the services alone."""
    form = msgspec.convert(terms(), TermsForm)
    partners.add(partner, region.issuer, views_staff.terms(form), "officer", "agreed", clock.now())
    partner_keys.paste(partner, region.keys(), "officer", "agreed", clock.now())
    partners.switch(partner, "officer", "agreed", clock.now(), on=True)


def arrival(token: str, **changes: Any) -> dict[str, Any]:
    """Return the filled-in form of whoever `Region.claims` is about."""
    form = {
        "token": token,
        "client": os.urandom(8).hex(),
        "nationality": "MO",
        "number": "M12345678",
        "birth_date": "1990-02-03",
        "region": "beigang",
        "address": "北港街道9号",
        "answers": answers(),
        "agreed": True,
    }
    return {**form, **changes}


def answers(**yes: bool) -> dict[str, bool]:
    """Return the three questions answered with no, but for these."""
    return {"symptoms": False, "contact": False, "travel": False, **yes}


def now() -> datetime:
    """Return the instant of the test."""
    return clock.now()


def text(raw: bytes) -> str:
    """Return bytes as base64url."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _given(header: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in header.items() if value is not None}


def _done(answer: Answer) -> None:
    assert answer.status < 300, answer.body
