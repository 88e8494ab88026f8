"""Travel documents (证件): who may use which, and what a number of each must look like.

The table `FORMATS` decides everything; the functions below only read it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The one import outside the standard library that a rule module makes: it is pure, and the
# check character and birth date of GB 11643 are better kept by those who maintain nothing else.
from stdnum.cn import ric
from stdnum.exceptions import InvalidComponent

from functions.auth.nationalities import (
    FOREIGN,
    HOME_REGIONS,
    HONG_KONG,
    MACAU,
    MAINLAND,
    NATIONALITIES,
    TAIWAN,
)


class DocumentType(StrEnum):
    """Kinds of travel document, in menu order."""

    MAINLAND_PERMIT_HK_MO = "MAINLAND_PERMIT_HK_MO"  # 往来港澳通行证, for residents of the mainland
    HOME_RETURN_PERMIT = "HOME_RETURN_PERMIT"  # 港澳居民来往内地通行证
    TAIWAN_PERMIT = "TAIWAN_PERMIT"  # 台湾居民来往大陆通行证
    PASSPORT = "PASSPORT"  # 护照
    RESIDENT_ID = "RESIDENT_ID"  # 居民身份证
    HK_MO_TW_RESIDENCE_PERMIT = "HK_MO_TW_RESIDENCE_PERMIT"  # 港澳台居民居住证
    FOREIGN_PERMANENT_RESIDENT_ID = "FOREIGN_PERMANENT_RESIDENT_ID"  # 外国人永久居留身份证
    TRAVEL_DOCUMENT = "TRAVEL_DOCUMENT"  # 旅行证
    EXIT_ENTRY_PERMIT = "EXIT_ENTRY_PERMIT"  # 出入境通行证


class Sex(StrEnum):
    """Sex as travel documents state it."""

    MALE = "MALE"
    FEMALE = "FEMALE"


class DocumentFault(StrEnum):
    """Why a document is refused."""

    WRONG_TYPE_FOR_NATIONALITY = "WRONG_TYPE_FOR_NATIONALITY"
    BAD_FORMAT = "BAD_FORMAT"
    BAD_CHECKSUM = "BAD_CHECKSUM"


@dataclass(frozen=True, slots=True)
class Document:
    """A document that today's rules accept; only `check` makes one from what a person typed."""

    nationality: str
    type: DocumentType
    number: str


@dataclass(frozen=True, slots=True)
class Format:
    """How numbers of one type look when holders of some nationalities have them."""

    type: DocumentType
    nationalities: frozenset[str]
    pattern: re.Pattern[str]
    example: str


def _format(document_type: DocumentType, nationalities: Iterable[str], pattern: str, example: str) -> Format:
    return Format(document_type, frozenset(nationalities), re.compile(pattern), example)


# GB 11643-1999: birth date, then three digits of which the last is odd for men, then ISO 7064
# MOD 11-2. Digits are written [0-9] throughout, because \d also matches other scripts.
_BORN_ORDER_CHECK = r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]"

# GB/T 2260, first two digits. The places behind the other four aren't looked up: a number keeps the
# code of the day it was given, which no current list has, and refusing a real card is worse.
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71)"

FORMATS: tuple[Format, ...] = (
    # National Immigration Administration (NIA), 10 December 2018: C and 8 digits; once those
    # were used up, a letter other than I and O in second place, from CA0000001 on.
    _format(DocumentType.MAINLAND_PERMIT_HK_MO, [MAINLAND], r"C[0-9A-HJ-NP-Z][0-9]{7}", "C12345678"),
    # Ministry of Public Security, 10 March 2010: H for Hong Kong, M for Macau, and 8 digits for life.
    _format(DocumentType.HOME_RETURN_PERMIT, [HONG_KONG], r"H[0-9]{8}", "H12345678"),
    _format(DocumentType.HOME_RETURN_PERMIT, [MACAU], r"M[0-9]{8}", "M12345678"),
    # 8 digits for life since 25 September 2008; the last longer booklets expired in September 2020.
    _format(DocumentType.TAIWAN_PERMIT, [TAIWAN], r"[0-9]{8}", "12345678"),
    # Ordinary: E (a letter in second place since 5 April 2017, never I or O) or the former G; for
    # public affairs, service and diplomats: P, S, D, each with or without the E of a chip.
    _format(
        DocumentType.PASSPORT,
        [MAINLAND],
        r"E[0-9A-HJ-NP-Z][0-9]{7}|G[0-9]{8}|[DPS][0-9E]?[0-9]{7}",
        "E12345678",
    ),
    # No rule is common to all states. ICAO 9303 allows letters and digits; the manual shows 11.
    # Residents of Hong Kong, Macau and Taiwan can't enter the mainland on their passports.
    _format(DocumentType.PASSPORT, FOREIGN, r"(?=[A-Z]*[0-9])[A-Z0-9]{5,12}", "AB1234567"),
    # NIA, 1 July 2024: permanent residents of Hong Kong and Macau who aren't Chinese nationals.
    _format(DocumentType.HOME_RETURN_PERMIT, FOREIGN, r"[HM]A[0-9]{7}", "HA1234567"),
    # The example is the one in GB 11643-1999 itself.
    _format(
        DocumentType.RESIDENT_ID,
        [MAINLAND],
        _PROVINCE + r"[0-9]{4}" + _BORN_ORDER_CHECK,
        "11010519491231002X",
    ),
    # State Council, Guobanfa 2018/81: 810000, 820000 or 830000 in place of the province. The
    # examples are the specimen cards' and, for Macau, a number of 1900 that nobody can hold.
    *(
        _format(DocumentType.HK_MO_TW_RESIDENCE_PERMIT, [region], f"{code}0000{_BORN_ORDER_CHECK}", example)
        for region, code, example in (
            (HONG_KONG, 81, "810000199408230021"),
            (MACAU, 82, "82000019000101001X"),
            (TAIWAN, 83, "830000199201300022"),
        )
    ),
    # NIA, guide to the 2023 card: 9, province, ISO 3166-1 numeric nationality, then as GB 11643 (the
    # example is its specimen). The 2004 and 2017 cards, valid for ten years, carry three letters, place,
    # YYMMDD, order and a check digit whose rule was never published.
    _format(
        DocumentType.FOREIGN_PERMANENT_RESIDENT_ID,
        FOREIGN,
        rf"9{_PROVINCE}[0-9]{{3}}{_BORN_ORDER_CHECK}"
        r"|[A-Z]{3}[0-9]{6}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{2}",
        "911124198108030024",
    ),
    # No numbering rule of these two is published: nine characters, as their machine-readable
    # lines have. Policy can send them to a person (`review.findings`).
    _format(DocumentType.TRAVEL_DOCUMENT, HOME_REGIONS, r"[A-Z][A-Z0-9][0-9]{7}", "T12345678"),
    _format(
        DocumentType.EXIT_ENTRY_PERMIT,
        [MAINLAND, HONG_KONG, MACAU],
        r"[A-Z][A-Z0-9][0-9]{7}",
        "B12345678",
    ),
)
"""Every type with the nationalities that may choose it, its number format and an example."""

_BY_NATIONALITY: dict[str, dict[DocumentType, Format]] = {
    nationality: {rule.type: rule for rule in FORMATS if nationality in rule.nationalities}
    for nationality in NATIONALITIES
}

_LONGEST_INPUT = 64

# The card of 1999 shows how often it was replaced in two more digits; the person is the first nine.
_REPLACED_PERMIT = re.compile(r"[HM][0-9]{10}")


def formats(nationality: str) -> tuple[Format, ...]:
    """Return the formats a nationality may choose from, in menu order; none for an unknown code."""
    return tuple(_BY_NATIONALITY.get(nationality, {}).values())


def allowed_types(nationality: str) -> tuple[DocumentType, ...]:
    """Return the document types a nationality may choose, in menu order; none for an unknown code."""
    return tuple(_BY_NATIONALITY.get(nationality, {}))


def identity_card_type(nationality: str) -> DocumentType:
    """Return the type whose number a person of this nationality gives as identity card (身份证号)."""
    if nationality == MAINLAND:
        return DocumentType.RESIDENT_ID
    if nationality in HOME_REGIONS:
        return DocumentType.HK_MO_TW_RESIDENCE_PERMIT
    return DocumentType.FOREIGN_PERMANENT_RESIDENT_ID


def normalise(text: str) -> str:
    """Return a typed number in half width, upper case, without spaces, hyphens, dots, unseen characters.

    Empty where no number can be meant: over-long text, or letters and digits that aren't ASCII.
    """
    # Cut before NFKC, which can make one character into eighteen.
    if len(text) > _LONGEST_INPUT:
        return ""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if not _separates(c))
    return kept.upper() if kept.isascii() else ""


def _separates(character: str) -> bool:
    return character.isspace() or character in ".·・。−" or unicodedata.category(character) in {"Pd", "Cf"}


def canonical(document_type: DocumentType, text: str) -> str:
    """Return the number under which a document is stored and looked up, whoever's it is."""
    number = normalise(text)
    replaced = document_type is DocumentType.HOME_RETURN_PERMIT and _REPLACED_PERMIT.fullmatch(number)
    return number[:9] if replaced else number


def check(nationality: str, document_type: DocumentType, text: str) -> Document | DocumentFault:
    """Return the document a person of a nationality typed, or why it can't be one."""
    rule = _BY_NATIONALITY.get(nationality, {}).get(document_type)
    if rule is None:
        return DocumentFault.WRONG_TYPE_FOR_NATIONALITY
    number = canonical(document_type, text)
    if not rule.pattern.fullmatch(number):
        return DocumentFault.BAD_FORMAT
    document = Document(nationality, document_type, number)
    return _citizen_number_fault(document) or document


def born_and_sex(document: Document) -> tuple[date, Sex] | None:
    """Return the birth date and sex that a document's number states, None for numbers without them."""
    if not _is_citizen_number(document):
        return None
    sex = Sex.MALE if int(document.number[16]) % 2 else Sex.FEMALE
    return ric.get_birth_date(document.number), sex


def _is_citizen_number(document: Document) -> bool:
    return document.type == identity_card_type(document.nationality) and len(document.number) == 18


def _citizen_number_fault(document: Document) -> DocumentFault | None:
    if not _is_citizen_number(document):
        return None
    try:
        ric.get_birth_date(document.number)
    except InvalidComponent:
        return DocumentFault.BAD_FORMAT
    if ric.calc_check_digit(document.number) != document.number[-1]:
        return DocumentFault.BAD_CHECKSUM
    return None
