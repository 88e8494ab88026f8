"""Whatever is sent as a certificate or an issuer's key is read, or refused by name (X2)."""

import json
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import base45
import cbor2
from hypothesis import given
from hypothesis import strategies as some

from functions.healthcode.abroad import checking, cose, fhir, hcert, likeness, packing, signers
from functions.healthcode.abroad.contents import Names
from functions.healthcode.abroad.errors import KeyIdDiffers, KeyIsPrivate, KeyUnusable
from functions.healthcode.abroad.reasons import Refused
from tests import abroad
from tests.abroad import NOW, Clinic, Ministry

MINISTRY, CLINIC = Ministry(), Clinic()
KNOWN = [MINISTRY.signer, CLINIC.signer]
MESSAGE = MINISTRY.wrap(
    {4: NOW.timestamp() + 9, 6: NOW.timestamp(), -260: {1: abroad.certificate(abroad.sample())}}
)

SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20)
JSON = some.recursive(
    SCALARS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
CBOR = some.recursive(
    SCALARS | some.binary(max_size=20) | some.dates() | some.datetimes(),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(some.integers(-300, 20) | some.text(max_size=3), inner, max_size=4)
        | some.builds(cbor2.CBORTag, some.integers(0, 300), inner)
    ),
    max_leaves=12,
)
PREFIXES = some.sampled_from(["", "HC1:", "shc:/", "shc:/1/1/", "{", '{"verifiableCredential": ['])


def encoded(value: Any) -> bytes:
    with suppress(ValueError, TypeError, cbor2.CBOREncodeError, OverflowError):
        return bytes(cbor2.dumps(value, timezone=NOW.tzinfo))
    return b""


def judge(text: str) -> None:
    """Read and judge a text as if it had been scanned."""
    with suppress(Refused):
        for packed in packing.packed([text]):
            checking.judged(checking.opened(packed), KNOWN, NOW)


@given(PREFIXES, some.text(max_size=300) | some.text("0123456789./:_-HC1", max_size=300))
def test_x2_any_text(prefix: str, rest: str) -> None:
    judge(prefix + rest)


@given(some.binary(max_size=400))
def test_x2_any_bytes_in_base45(content: bytes) -> None:
    judge(f"HC1:{base45.b45encode(content).decode()}")
    judge(f"HC1:{base45.b45encode(zlib.compress(content)).decode()}")


@given(some.integers(0, len(MESSAGE) - 1), some.binary(max_size=6), some.integers(0, 6))
def test_x2_a_certificate_with_some_bytes_exchanged(place: int, put: bytes, left_out: int) -> None:
    message = MESSAGE[:place] + put + MESSAGE[place + left_out :]

    judge(f"HC1:{base45.b45encode(zlib.compress(message)).decode()}")


@given(CBOR, CBOR, CBOR)
def test_x2_any_cbor_in_a_cose(header: Any, unprotected: Any, claims: Any) -> None:
    parts = [encoded(header), unprotected, encoded(claims), b"0" * 64]

    for message in (encoded(claims), encoded(parts), encoded(cbor2.CBORTag(18, parts))):
        with suppress(Refused):
            checking.judged(cose.unwrapped(message), KNOWN, NOW)


@given(JSON, JSON)
def test_x2_any_json_in_a_card(header: Any, claims: Any) -> None:
    sealed = Clinic.seal(CLINIC, header, abroad.deflated(json.dumps(claims).encode()))
    said = Clinic.sign(CLINIC, claims)

    judge(sealed)
    judge(said)


def changed(said: Any, path: list[int], value: Any) -> Any:
    """Return a document with what lies at the end of a path through it exchanged."""
    if not path or not isinstance(said, dict | list) or not said:
        return value
    keys = list(said) if isinstance(said, dict) else list(range(len(said)))
    key = keys[path[0] % len(keys)]
    copy = dict(said) if isinstance(said, dict) else list(said)
    copy[key] = changed(said[key], path[1:], value)
    return copy


PATHS = some.lists(some.integers(0, 9), max_size=7)


@given(some.sampled_from([abroad.vaccination, abroad.sample, abroad.recovery]), PATHS, CBOR)
def test_x2_an_eu_certificate_with_anything_in_it(
    kind: Callable[[], Mapping[str, Any]], path: list[int], value: Any
) -> None:
    said = changed(abroad.certificate(kind()), path, value)

    with suppress(Refused):
        hcert.content({-260: {1: said}})


@given(PATHS, JSON)
def test_x2_a_card_with_anything_in_it(path: list[int], value: Any) -> None:
    card = abroad.credential(abroad.patient(), abroad.immunization(), abroad.observation())

    with suppress(Refused):
        fhir.content({"iss": "https://health.example", "vc": changed(card, path, value)})


@given(some.text(max_size=200) | JSON.map(json.dumps) | some.just(CLINIC.key_set), PATHS, JSON)
def test_x2_any_key_set_or_certificate(text: str, path: list[int], value: Any) -> None:
    exchanged = json.dumps(changed(json.loads(CLINIC.key_set), path, value))

    for each in (text, exchanged):
        with suppress(KeyUnusable, KeyIsPrivate, KeyIdDiffers):
            signers.key_set(each)
    with suppress(KeyUnusable):
        signers.certified(text)


@given(some.text(max_size=20), some.text(max_size=20), some.text(max_size=20))
def test_x2_any_name(family: str, given_name: str, name: str) -> None:
    likeness.same_name(Names(family, given_name), name)

    assert likeness.same_name(Names(family, given_name), f"{given_name} {family}") or not (
        any(map(str.isalpha, family + given_name))
    )
