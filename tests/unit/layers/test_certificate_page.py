"""docs/certificates.md, read by a stranger: its example verifies and says what the page says."""

import json
import re
from pathlib import Path
from typing import Any

import base45
import cbor2
import pytest
from cwt import COSE, COSEKey
from cwt.exceptions import VerifyError

PAGE = (Path(__file__).resolve().parents[3] / "docs/certificates.md").read_text(encoding="utf-8")
KEY, TEXT, CLAIMS = re.findall(r"```(?:json|text)\n(.*?)```", PAGE, re.DOTALL)


def token() -> bytes:
    return bytes(base45.b45decode("".join(TEXT.splitlines()).removeprefix("WS1:")))


def claims(signed: bytes) -> dict[int, Any]:
    """Return the claims by COSE alone, which doesn't ask the clock: the page outlives the example's end."""
    found: dict[int, Any] = cbor2.loads(COSE.new().decode(signed, COSEKey.from_jwk(KEY)))
    return found


def test_the_example_verifies_with_its_key_and_states_what_the_page_says() -> None:
    found = claims(token())

    shown = dict(line.split(": ", 1) for line in CLAIMS.splitlines())
    assert {str(label) for label in found} == shown.keys()
    assert found[7].decode() == shown["7"]
    assert found[-65537] == json.loads(shown["-65537"])
    assert [str(found[label]) for label in (1, 4, 6)] == [shown[label] for label in ("1", "4", "6")]


def test_the_example_is_built_as_the_page_says() -> None:
    structure = cbor2.loads(token())
    protected, unprotected, _, signature = structure.value

    assert structure.tag == 18
    assert cbor2.loads(protected) == {1: -8, 4: json.loads(KEY)["kid"].encode()}
    assert (unprotected, len(signature)) == ({}, 64)


def test_the_example_does_not_verify_when_it_is_changed() -> None:
    with pytest.raises(VerifyError):
        claims(token().replace("张伟强".encode(), "张伟张".encode()))
