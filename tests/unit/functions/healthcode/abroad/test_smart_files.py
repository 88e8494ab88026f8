"""Every SMART Health Card file of the shared test data gives the result that its source expects (X2).

The files are smart-on-fhir/health-cards-dev-tools'; its own tests, card.test.ts and keys.test.ts, say what
becomes of each.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from functions.healthcode.abroad import checking, packing, signers
from functions.healthcode.abroad.errors import KeyUnusable
from functions.healthcode.abroad.reasons import Reason, Refused
from functions.healthcode.abroad.signers import Signer
from functions.healthcode.abroad.validity import Trust
from tests.abroad import EXAMPLE_KEYS, NOW, SHARED

FOLDER = SHARED / "smart-health-cards"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "LICENSE")

JOHN, JANE = "John B. Anyperson", "Jane C. Anyperson"
ALL_KEYS = [key["kid"] for key in EXAMPLE_KEYS["keys"]]

Found = list[str | Reason]
"""Names on the cards, or why one was refused; of key sets the keys' ids."""

EXPECTED: dict[str, tuple[Found, str]] = {
    "issuer.jwks.public.not.smart.json": (
        ["ARrigjsh8mTqaVdihxO5cxkaRjpjXUg8ARET6IzhvaQ"],
        "a good key set, of another issuer",
    ),
    "test-example-00-d-jws-invalid-signature.txt": ([Reason.SIGNATURE_WRONG], "JWS_VERIFICATION_ERROR"),
    "test-example-00-d-jws-no_deflate.txt": ([Reason.NOT_COMPRESSED], "INFLATION_ERROR, JWS_HEADER_ERROR"),
    "test-example-00-d-jws-utf8_bom_prefix.txt": ([Reason.MALFORMED], "TRAILING_CHARACTERS before the JSON"),
    "test-example-00-d-jws-wrong_jws_header_kid.txt": ([Reason.ISSUER_UNKNOWN], "JWS_VERIFICATION_ERROR"),
    "test-example-00-e-file-multi-jws.smart-health-card": ([JOHN, JANE], "a file of two cards, both good"),
    "test-example-00-g-qr-code-0-corrupted.png": ([], "a picture without a code that can be read"),
    "test-example-00-g-qr-code-0-scaled-85.jpg": ([JOHN], "valid, although it is small"),
    "test-example-1195-byte-qrnumeric.txt": (
        ["Peter Benedikt Alexander Kenobi-Skywalker"],
        "the longest QR code",
    ),
    "valid_keys.json": (
        [
            "Qfjo1OC05q1qXWbiiE2D4hkPlEqaJd5qdH4K4b9h97c",
            "Ym-X9Xmsh1jNTDziB_5abLvRH8fIEURXAWisVC2sPpc",
            "51VtwbXpEmvmuJqTdaXIQ3UarQ33LLer8mQradarYWM",
        ],
        "a good key set",
    ),
    "wrong_kty_key.json": ([KeyUnusable.code], "INVALID_KEY_WRONG_KTY"),
}


def scanned(path: Path) -> Found:
    """Read a picture as the page does, and the cards in it."""
    with Image.open(path) as picture:
        return [each for code in zxingcpp.read_barcodes(picture) for each in cards(code.text)]


def read(path: Path) -> Found:
    return cards(path.read_text(encoding="utf-8"))


def cards(text: str) -> Found:
    """Return whose cards a text holds, or why one is refused, with the framework's example issuer trusted."""
    found: Found = []
    trust = Trust(None, None, frozenset(), withdrawn=False)
    known = [Signer("example", key, trust) for key in signers.key_set(json.dumps(EXAMPLE_KEYS))]
    for packed in packing.packed([text]):
        try:
            found.append(checking.judged(checking.opened(packed), known, NOW).content.person.shown)
        except Refused as refused:
            found.append(refused.reason)
    return found


def keys(path: Path) -> Found:
    try:
        return [key.id for key in signers.key_set(path.read_text(encoding="utf-8"))]
    except KeyUnusable as refused:
        return [refused.code]


HOW: dict[str, Callable[[Path], Found]] = {
    ".json": keys,
    ".txt": read,
    ".smart-health-card": read,
    ".png": scanned,
    ".jpg": scanned,
}


def test_x2_there_are_files() -> None:
    assert FILES


@pytest.mark.parametrize("name", FILES)
def test_x2_each_file_ends_as_its_source_expects(name: str) -> None:
    expected, comment = EXPECTED[name]
    path = FOLDER / name

    found = HOW[path.suffix](path)

    assert found == expected, comment
