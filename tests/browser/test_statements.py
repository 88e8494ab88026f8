"""Signed texts are read by the pages of gates as by the server that signs them (H6)."""

import json
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from layers import signing
from layers.keys import Purpose
from layers.signing import Statement
from local import fetch
from tests.browser.suite import Suite

pytestmark = pytest.mark.browser

NOW = datetime(2022, 7, 13, 8, tzinfo=UTC)


def test_h6_gates_read_what_the_server_signed_and_nothing_else(suite: Suite) -> None:  # noqa: ARG001  has the keys
    shown = {"colour": "green", "name": "张*强"}
    long = {"name": "某" * 99}
    good = signing.sign(Purpose.HEALTH_CODE, statement(shown))
    certificate = signing.sign(Purpose.CERTIFICATE, statement(shown))
    cases: list[tuple[str, Mapping[str, Any], str]] = [
        (good, stated(shown), "as it was signed"),
        (signing.sign(Purpose.HEALTH_CODE, statement(long)), stated(long), "a long one"),
        (certificate, {"refused": "unknown"}, "signed for another purpose"),
        (changed(good, 60), {"refused": "invalid"}, "what is said was changed"),
        (changed(good, -4), {"refused": "invalid"}, "the signature was changed"),
        (good[:-3], {"refused": "invalid"}, "cut off"),
        (f"{good}00", {"refused": "invalid"}, "something behind it"),
        ("WS1:%%%", {"refused": "invalid"}, "too large for base45"),
        ("WS1:", {"refused": "invalid"}, "nothing"),
        ("https://example.org/", {"refused": "invalid"}, "somebody else's code"),
    ]

    found = read([text for text, _, _ in cases])

    assert [(each, comment) for each, (_, _, comment) in zip(found, cases, strict=True)] == [
        (expected, comment) for _, expected, comment in cases
    ]


def statement(content: Mapping[str, str]) -> Statement:
    """Return a statement of five minutes."""
    return Statement("ab12" * 4, NOW, NOW + timedelta(minutes=5), content)


def stated(content: Mapping[str, str]) -> dict[str, Any]:
    """Return the statement as the page's reader prints it."""
    times = {"issued": "2022-07-13T08:00:00.000Z", "expires": "2022-07-13T08:05:00.000Z"}
    return {"id": "ab12" * 4, **times, "content": dict(content)}


def changed(text: str, at: int) -> str:
    """Return a text with another character in one place."""
    other = "B" if text[at] == "A" else "A"
    characters = list(text)
    characters[at] = other
    return "".join(characters)


def read(texts: list[str]) -> list[Any]:
    """Return what the pages' reader makes of texts, with the keys that the server publishes."""
    keys = [
        {"kid": key.id, "x": key.x, "kty": "OKP", "crv": "Ed25519", "purpose": key.purpose}
        for key in signing.public_keys(Purpose.HEALTH_CODE)
    ]
    command = [*fetch.node(), "scripts/read-statement.mjs"]
    given, web = json.dumps({"texts": texts, "keys": keys}).encode(), fetch.ROOT / "web"
    run = subprocess.run(command, cwd=web, input=given, capture_output=True, check=True)  # noqa: S603  our own script
    found: list[Any] = json.loads(run.stdout)
    return found
