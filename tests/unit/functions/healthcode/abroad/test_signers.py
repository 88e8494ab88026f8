"""Keys as issuers publish them: read, or refused by name (X2)."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from functions.healthcode.abroad import signers
from functions.healthcode.abroad.contents import Use
from functions.healthcode.abroad.envelopes import Algorithm
from functions.healthcode.abroad.errors import KeyIdDiffers, KeyIsPrivate, KeyUnusable
from layers.errors import DomainError
from tests.abroad import Clinic, Ministry

MINISTRY, CLINIC = Ministry(), Clinic()
DER = base64.b64encode(MINISTRY.x509.public_bytes(serialization.Encoding.DER)).decode()

TEST, VACCINATION, RECOVERY = (f"1.3.6.1.4.1.1847.2021.1.{number}" for number in (1, 2, 3))
CLIENTS = "1.3.6.1.5.5.7.3.2"

SPELLINGS = [
    (MINISTRY.pem, "PEM"),
    (DER, "base64 in one line"),
    (f"  {DER[:64]}\n{DER[64:]}\r\n", "base64 in lines"),
    (f"-----BEGIN CERTIFICATE-----{DER}-----END CERTIFICATE-----", "PEM in one line"),
]


@pytest.mark.parametrize(("text", "comment"), SPELLINGS)
def test_x2_a_certificate_is_read_however_it_is_written(text: str, comment: str) -> None:
    found = signers.certified(text)

    assert found.fingerprint.startswith(found.key.id), comment
    assert len(found.key.id) == 16
    assert (found.key.algorithm, found.key.uses) == (Algorithm.ES256, frozenset())
    assert (found.valid_from, found.valid_until) == (MINISTRY.since, MINISTRY.until)


USES: list[tuple[tuple[str, ...], set[Use], str]] = [
    ((), set(), "for everything"),
    ((CLIENTS,), set(), "uses that say nothing of certificates"),
    ((TEST,), {Use.TEST}, "tests"),
    ((VACCINATION, CLIENTS), {Use.VACCINATION}, "vaccinations, and something else"),
    ((TEST, VACCINATION, RECOVERY), set(Use), "all by name"),
    (("1.3.6.1.4.1.0.1847.2021.1.3",), {Use.RECOVERY}, "with a 0 too many, as some wrote it"),
]


@pytest.mark.parametrize(("uses", "found", "comment"), USES)
def test_x2_a_certificate_says_what_its_key_may_sign(
    uses: tuple[str, ...], found: set[Use], comment: str
) -> None:
    assert signers.certified(Ministry(uses=uses).pem).key.uses == found, comment


UNUSABLE = [
    ("", "nothing"),
    ("certificate", "no base64"),
    (base64.b64encode(b"certificate").decode(), "no certificate"),
    (DER[:-40], "cut off"),
    (CLINIC.key_set, "a key set"),
    (Ministry(ec.generate_private_key(ec.SECP384R1())).pem, "a key on another curve"),
    (Ministry(ed25519.Ed25519PrivateKey.generate()).pem, "a key of another kind"),
    (Ministry(rsa.generate_private_key(65537, 1024)).pem, "an RSA key too short"),  # noqa: S505  that is why
]


@pytest.mark.parametrize(("text", "comment"), UNUSABLE)
def test_x2_other_certificates_are_refused(text: str, comment: str) -> None:
    with pytest.raises(DomainError) as refused:
        signers.certified(text)

    assert refused.type is KeyUnusable, comment


def key_set(*keys: dict[str, Any]) -> str:
    return json.dumps({"keys": keys})


RSA = {"kty": "RSA", "kid": "1", "e": "AQAB", "n": "u_SsfG5x"}
KEY_SETS: list[tuple[str, type[DomainError], str]] = [
    ("", KeyUnusable, "nothing"),
    ("[]", KeyUnusable, "a list"),
    ('{"keys": 1}', KeyUnusable, "no list"),
    ('{"keys": [1]}', KeyUnusable, "a number for a key"),
    ("[" * 100_000, KeyUnusable, "deeper than anybody means it"),
    (key_set(), KeyUnusable, "no key"),
    (key_set(RSA), KeyUnusable, "an RSA key alone"),
    (key_set({**CLINIC.jwk, "use": "enc"}), KeyUnusable, "a key for other uses"),
    (key_set({**CLINIC.jwk, "alg": "ES384"}), KeyUnusable, "another algorithm"),
    (key_set({**CLINIC.jwk, "d": "AAAA"}), KeyIsPrivate, "a private key"),
    (key_set(CLINIC.jwk, {**RSA, "d": "AAAA"}), KeyIsPrivate, "a private key beside it"),
    (key_set({**CLINIC.jwk, "kid": "1"}), KeyIdDiffers, "an id of its own"),
    (key_set({**CLINIC.jwk, "x": CLINIC.jwk["y"]}), KeyIdDiffers, "another point"),
]


@pytest.mark.parametrize(("text", "refusal", "comment"), KEY_SETS)
def test_x2_other_key_sets_are_refused(text: str, refusal: type[DomainError], comment: str) -> None:
    with pytest.raises(DomainError) as refused:
        signers.key_set(text)

    assert refused.type is refusal, comment


def test_x2_a_point_that_isnt_on_the_curve_is_refused() -> None:
    key = {**CLINIC.jwk, "y": CLINIC.jwk["x"]}

    with pytest.raises(KeyUnusable):
        signers.key_set(key_set({**key, "kid": signers.thumbprint(key)}))


def test_x2_of_a_key_set_the_signing_keys_are_taken() -> None:
    found = signers.key_set(key_set(RSA, CLINIC.jwk, Clinic().jwk))

    assert len(found) == 2
    assert found[0].id == CLINIC.jwk["kid"]
