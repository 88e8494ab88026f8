"""How certificates are packed for QR codes and files: prefixes, digits, parts, deflate. Pure.

HC1 is base45 of zlib; of a SMART Health Card a QR code holds two digits for each character of the JWS.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.reasons import Reason, Refused

MOST_CARDS = 8
"""Cards of one file."""

ZLIB, RAW = zlib.MAX_WBITS, -zlib.MAX_WBITS

_HC1 = "HC1:"
_SHC = re.compile(r"shc:/(?:([0-9]{1,3})/([0-9]{1,3})/)?([0-9]+)", re.IGNORECASE)
_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_AROUND = " \t\r\n"
_FIRST_CHARACTER = 45  # RFC 7515's alphabet begins at "-"
_LAST_PAIR = ord("z") - _FIRST_CHARACTER


@dataclass(frozen=True, slots=True)
class Packed:
    """A certificate out of its prefix: base45 of an EU certificate, the JWS of a SMART Health Card."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the QR codes of a card; the first is number 1."""

    number: int
    of: int
    text: str


def packed(texts: Sequence[str]) -> list[Packed]:
    """Return the certificates in what was scanned or uploaded, one at least; raises Refused."""
    found: list[Packed] = []
    parts: list[_Part] = []
    for text in texts:
        one = _recognised(text)
        if isinstance(one, _Part):
            parts.append(one)
        else:
            found += one
    if parts:
        found.append(Packed(Kind.SMART_HEALTH_CARD, _joined(parts)))
    if not 0 < len(found) <= MOST_CARDS:
        raise Refused(Reason.TOO_LARGE if found else Reason.NOT_A_CERTIFICATE)
    return found


def inflated(content: bytes, window: int, most: int) -> bytes:
    """Return the `most` bytes or less that were compressed, with (ZLIB) or without (RAW) a header.

    Raises Refused.
    """
    machine = zlib.decompressobj(window)
    try:
        found = machine.decompress(content, most + 1)
    except zlib.error as error:
        raise Refused(Reason.NOT_COMPRESSED) from error
    if len(found) > most:
        raise Refused(Reason.TOO_LARGE)
    if not machine.eof or machine.unused_data:
        raise Refused(Reason.NOT_COMPRESSED)
    return found


def base64url(text: str) -> bytes:
    """Return what base64url without padding (RFC 4648, 5) holds; raises Refused."""
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise Refused(Reason.UNREADABLE)
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _recognised(text: str) -> list[Packed] | _Part:
    # A space is one of base45's characters: one at the end may belong to it.
    bare, spaced = text.strip(_AROUND), text.strip("\t\r\n")
    if spaced.startswith(_HC1):
        return [Packed(Kind.EU_DCC, spaced.removeprefix(_HC1))]
    if bare[:5].lower() == "shc:/":
        return _scanned(bare)
    if bare.startswith("{"):
        return [Packed(Kind.SMART_HEALTH_CARD, each) for each in _filed(bare)]
    if _JWS.fullmatch(bare):
        return [Packed(Kind.SMART_HEALTH_CARD, bare)]
    raise Refused(Reason.NOT_A_CERTIFICATE)


def _scanned(text: str) -> list[Packed] | _Part:
    match = _SHC.fullmatch(text)
    if not match or len(match[3]) % 2:
        raise Refused(Reason.UNREADABLE)
    number, of, digits = match.groups()
    pairs = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    if max(pairs) > _LAST_PAIR:
        raise Refused(Reason.UNREADABLE)
    characters = "".join(chr(pair + _FIRST_CHARACTER) for pair in pairs)
    if number is None:
        return [Packed(Kind.SMART_HEALTH_CARD, characters)]
    return _Part(int(number), int(of), characters)


def _joined(parts: Iterable[_Part]) -> str:
    ordered = sorted(parts, key=lambda part: part.number)
    expected = list(range(1, len(ordered) + 1))
    if [part.number for part in ordered] != expected or {part.of for part in ordered} != {len(ordered)}:
        raise Refused(Reason.PARTS_MISSING)
    return "".join(part.text for part in ordered)


def _filed(text: str) -> list[str]:
    try:
        cards = json.loads(text)["verifiableCredential"]
    except (ValueError, LookupError, RecursionError) as error:
        raise Refused(Reason.NOT_A_CERTIFICATE) from error
    if not isinstance(cards, list) or not all(isinstance(card, str) for card in cards):
        raise Refused(Reason.NOT_A_CERTIFICATE)
    return cards
