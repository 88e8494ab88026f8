"""How certificates are unpacked, and that nothing unpacks without bounds (X2)."""

import json
import zlib

import pytest

from functions.healthcode.abroad import packing
from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.packing import MOST_CARDS, Packed
from functions.healthcode.abroad.reasons import Reason, Refused
from tests.abroad import numeric

MOST = 20_000
JWS = f"{'eyJ6aXAi' * 20}.{'abc-_' * 30}.{'AZaz09-_' * 8}"
CARD = Packed(Kind.SMART_HEALTH_CARD, JWS)


def filed(*cards: object) -> str:
    return json.dumps({"verifiableCredential": cards})


READ: list[tuple[list[str], list[Packed], str]] = [
    (["HC1:NCF OX "], [Packed(Kind.EU_DCC, "NCF OX ")], "a space at the end is a character of base45"),
    (["\nHC1:NCFOX\r\n"], [Packed(Kind.EU_DCC, "NCFOX")], "as a file may have it"),
    ([JWS], [CARD], "the JWS alone"),
    ([f" {JWS}\n"], [CARD], "the JWS out of a file"),
    (numeric(JWS), [CARD], "one QR code"),
    ([numeric(JWS)[0].replace("shc", "SHC")], [CARD], "a scheme has no case"),
    (numeric(JWS, 3), [CARD], "three QR codes"),
    (numeric(JWS, 3)[::-1], [CARD], "in any order"),
    ([filed(JWS, JWS)], [CARD, CARD], "a file of two cards"),
    (["HC1:NCFOX", JWS], [Packed(Kind.EU_DCC, "NCFOX"), CARD], "two certificates at once"),
]

REFUSED: list[tuple[list[str], Reason, str]] = [
    ([""], Reason.NOT_A_CERTIFICATE, "nothing"),
    (["hello"], Reason.NOT_A_CERTIFICATE, "a word"),
    (["WS1:NCFOX"], Reason.NOT_A_CERTIFICATE, "a statement of our own"),
    (["HC2:NCFOX"], Reason.NOT_A_CERTIFICATE, "another version"),
    (["https://health.example/a.b.c"], Reason.NOT_A_CERTIFICATE, "an address"),
    (["shc:/"], Reason.UNREADABLE, "no digits"),
    (["shc:/567"], Reason.UNREADABLE, "an odd digit"),
    (["shc:/5678"], Reason.UNREADABLE, "a pair that stands for no character"),
    (["shc:/56７６"], Reason.UNREADABLE, "digits of another script"),
    (["shc:/1/2/x"], Reason.UNREADABLE, "a part without digits"),
    (numeric(JWS, 3)[:2], Reason.PARTS_MISSING, "the last is missing"),
    (numeric(JWS, 3)[1:], Reason.PARTS_MISSING, "the first is missing"),
    ([*numeric(JWS, 3), numeric(JWS, 3)[0]], Reason.PARTS_MISSING, "one twice"),
    ([numeric(JWS, 2)[0], numeric(JWS, 3)[1]], Reason.PARTS_MISSING, "parts of two cards"),
    (["{"], Reason.NOT_A_CERTIFICATE, "no JSON"),
    (["[" * 100_000], Reason.NOT_A_CERTIFICATE, "no object"),
    (["{" + '"a":{' * 50_000], Reason.NOT_A_CERTIFICATE, "deeper than anybody means it"),
    (['{"keys": []}'], Reason.NOT_A_CERTIFICATE, "a key set"),
    ([filed(1)], Reason.NOT_A_CERTIFICATE, "a number for a card"),
    ([filed()], Reason.NOT_A_CERTIFICATE, "a file without cards"),
    ([filed(*[JWS] * (MOST_CARDS + 1))], Reason.TOO_LARGE, "too many cards"),
]


@pytest.mark.parametrize(("texts", "found", "comment"), READ)
def test_x2_what_is_scanned_or_uploaded_is_recognised(
    texts: list[str], found: list[Packed], comment: str
) -> None:
    assert packing.packed(texts) == found, comment


@pytest.mark.parametrize(("texts", "reason", "comment"), REFUSED)
def test_x2_what_is_none_is_refused(texts: list[str], reason: Reason, comment: str) -> None:
    with pytest.raises(Refused) as refused:
        packing.packed(texts)

    assert refused.value.reason is reason, comment


COMPRESSED: list[tuple[bytes, Reason, str]] = [
    (b"", Reason.NOT_COMPRESSED, "nothing"),
    (b"not compressed", Reason.NOT_COMPRESSED, "as it is"),
    (zlib.compress(b"x" * 100)[:-1], Reason.NOT_COMPRESSED, "cut off"),
    (zlib.compress(b"x" * 100) + b"x", Reason.NOT_COMPRESSED, "something behind it"),
    (zlib.compress(b"\0" * (MOST + 1)), Reason.TOO_LARGE, "a byte too many"),
    (zlib.compress(b"\0" * (50 << 20)), Reason.TOO_LARGE, "50 MB in 50 KB"),
]


@pytest.mark.parametrize(("content", "reason", "comment"), COMPRESSED)
def test_x2_unfolding_is_bounded(content: bytes, reason: Reason, comment: str) -> None:
    with pytest.raises(Refused) as refused:
        packing.inflated(content, packing.ZLIB, MOST)

    assert refused.value.reason is reason, comment


def test_x2_as_much_as_is_allowed_unfolds() -> None:
    assert len(packing.inflated(zlib.compress(b"\0" * MOST), packing.ZLIB, MOST)) == MOST
