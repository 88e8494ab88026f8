"""Travel documents (I1): who may use which, formats, normalisation, checksums."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from functions.auth.documents import (
    FORMATS,
    Document,
    DocumentFault,
    DocumentType,
    Format,
    Sex,
    allowed_types,
    born_and_sex,
    canonical,
    check,
    formats,
    identity_card_type,
    normalise,
)
from functions.auth.nationalities import NATIONALITIES

BAD_FORMAT, BAD_CHECKSUM = DocumentFault.BAD_FORMAT, DocumentFault.BAD_CHECKSUM

# Numbers that stand in the GB 11643-1999 text, in python-stdnum's documentation, or on specimen cards.
GB_11643_EXAMPLE = "11010519491231002X"
STDNUM_EXAMPLE = "360426199101010071"
NIA_SPECIMEN = "911124198108030024"

TYPES_BY_NATIONALITY = [
    ("CN", "MAINLAND_PERMIT_HK_MO PASSPORT RESIDENT_ID TRAVEL_DOCUMENT EXIT_ENTRY_PERMIT", "mainland"),
    ("HK", "HOME_RETURN_PERMIT HK_MO_TW_RESIDENCE_PERMIT TRAVEL_DOCUMENT EXIT_ENTRY_PERMIT", "no passport"),
    ("MO", "HOME_RETURN_PERMIT HK_MO_TW_RESIDENCE_PERMIT TRAVEL_DOCUMENT EXIT_ENTRY_PERMIT", "as Hong Kong"),
    ("TW", "TAIWAN_PERMIT HK_MO_TW_RESIDENCE_PERMIT TRAVEL_DOCUMENT", "its own permit"),
    ("GB", "PASSPORT HOME_RETURN_PERMIT FOREIGN_PERMANENT_RESIDENT_ID", "the 2024 permit for foreigners too"),
    ("ZZ", "", "no such code"),
    ("cn", "", "codes are upper case"),
]


@pytest.mark.parametrize(("nationality", "types", "comment"), TYPES_BY_NATIONALITY)
def test_i1_nationality_decides_the_types(nationality: str, types: str, comment: str) -> None:
    expected = tuple(DocumentType(name) for name in types.split())

    allowed = allowed_types(nationality)

    assert allowed == expected, comment
    assert tuple(rule.type for rule in formats(nationality)) == expected


NUMBERS = [
    ("CN", "MAINLAND_PERMIT_HK_MO", "C22071204", None, "the manual's sample"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "C12345678", None, "the manual's example beside the field"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "CA0000001", None, "first number with a letter"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "CI0000001", BAD_FORMAT, "I is not used"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "CO0000001", BAD_FORMAT, "O is not used"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "HZ12345789", BAD_FORMAT, "the manual's account to be corrected"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "C1234567", BAD_FORMAT, "a digit short"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "C123456789", BAD_FORMAT, "a digit long"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "C١٢٣٤٥٦٧٨", BAD_FORMAT, "digits of another script"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "С12345678", BAD_FORMAT, "a Cyrillic letter that looks like C"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "", BAD_FORMAT, "nothing"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "C12345678\0", BAD_FORMAT, "a control character"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "C12345678" + " " * 100, BAD_FORMAT, "over-long"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "9" * 1_000_000, BAD_FORMAT, "very long"),
    ("CN", "MAINLAND_PERMIT_HK_MO", "ﷺ" * 60, BAD_FORMAT, "grows eighteenfold in NFKC"),
    ("HK", "HOME_RETURN_PERMIT", "H21234712", None, "published in the manual as H2****712"),
    ("HK", "HOME_RETURN_PERMIT", "H1234567801", None, "the card of 1999, replaced once"),
    ("HK", "HOME_RETURN_PERMIT", "M12345678", BAD_FORMAT, "a Macau number"),
    ("HK", "HOME_RETURN_PERMIT", "HA1234567", BAD_FORMAT, "for those who aren't Chinese nationals"),
    ("MO", "HOME_RETURN_PERMIT", "M12345678", None, "Macau"),
    ("MO", "HOME_RETURN_PERMIT", "H12345678", BAD_FORMAT, "a Hong Kong number"),
    ("GB", "HOME_RETURN_PERMIT", "HA1234567", None, "permanent resident of Hong Kong, 2024 card"),
    ("GB", "HOME_RETURN_PERMIT", "MA1234567", None, "permanent resident of Macau, 2024 card"),
    ("GB", "HOME_RETURN_PERMIT", "H12345678", BAD_FORMAT, "for Chinese nationals"),
    ("TW", "TAIWAN_PERMIT", "22123402", None, "published in the manual as 22****02"),
    ("TW", "TAIWAN_PERMIT", "1234567890", BAD_FORMAT, "booklets of ten digits have expired"),
    ("CN", "PASSPORT", "E12345678", None, "electronic, before April 2017"),
    ("CN", "PASSPORT", "EB1234269", None, "published in the manual as EB****269"),
    ("CN", "PASSPORT", "EO1234567", BAD_FORMAT, "O is not used"),
    ("CN", "PASSPORT", "G12345678", None, "issued before 2012"),
    ("CN", "PASSPORT", "SE1234878", None, "service, published in the manual as SE****878"),
    ("CN", "PASSPORT", "DE12345678", BAD_FORMAT, "a digit long"),
    ("CN", "PASSPORT", "P.1234567", None, "public affairs, printed with a dot"),
    ("CN", "PASSPORT", "K12345678", BAD_FORMAT, "a Hong Kong passport"),
    ("GB", "PASSPORT", "K000000053H", None, "the manual's passport of eleven characters"),
    ("US", "PASSPORT", "451234002", None, "digits only, published as 45****002"),
    ("US", "PASSPORT", "ABCDEFGH", BAD_FORMAT, "no digit"),
    ("US", "PASSPORT", "A123", BAD_FORMAT, "too short for any state"),
    ("US", "PASSPORT", "A123456789012", BAD_FORMAT, "too long for any state"),
    ("CN", "RESIDENT_ID", GB_11643_EXAMPLE, None, "the standard's example, check character X"),
    ("CN", "RESIDENT_ID", "440524188001010014", None, "the standard's other example"),
    ("CN", "RESIDENT_ID", STDNUM_EXAMPLE, None, "python-stdnum's example"),
    ("CN", "RESIDENT_ID", "110105194912310029", BAD_CHECKSUM, "X wanted"),
    ("CN", "RESIDENT_ID", "360426199101010072", BAD_CHECKSUM, "1 wanted"),
    ("CN", "RESIDENT_ID", "360426199102300071", BAD_FORMAT, "30 February"),
    ("CN", "RESIDENT_ID", "360426199113010071", BAD_FORMAT, "month 13"),
    ("CN", "RESIDENT_ID", "990426199101010071", BAD_FORMAT, "no such province"),
    ("CN", "RESIDENT_ID", "360426910101007", BAD_FORMAT, "15 digits ended in 2013"),
    ("CN", "RESIDENT_ID", "810000199408230021", BAD_FORMAT, "a residence permit"),
    ("HK", "HK_MO_TW_RESIDENCE_PERMIT", "810000199408230021", None, "specimen"),
    ("HK", "HK_MO_TW_RESIDENCE_PERMIT", "830000199201300022", BAD_FORMAT, "Taiwan's"),
    ("MO", "HK_MO_TW_RESIDENCE_PERMIT", "82000019000101001X", None, "Macau"),
    ("TW", "HK_MO_TW_RESIDENCE_PERMIT", "830000199201300022", None, "specimen"),
    ("TW", "HK_MO_TW_RESIDENCE_PERMIT", "830000199201300021", BAD_CHECKSUM, "2 wanted"),
    ("CA", "FOREIGN_PERMANENT_RESIDENT_ID", NIA_SPECIMEN, None, "2023 specimen"),
    ("SA", "FOREIGN_PERMANENT_RESIDENT_ID", "932682198501010017", None, "2023 guide's example"),
    ("CA", "FOREIGN_PERMANENT_RESIDENT_ID", "911124198108030025", BAD_CHECKSUM, "4 wanted"),
    ("CA", "FOREIGN_PERMANENT_RESIDENT_ID", "CAN110081080310", None, "2017 specimen, no checksum known"),
    ("CA", "FOREIGN_PERMANENT_RESIDENT_ID", "CAN110081130310", BAD_FORMAT, "month 13"),
    ("HK", "TRAVEL_DOCUMENT", "T12345678", None, "travel document"),
    ("CN", "EXIT_ENTRY_PERMIT", "B1234567", BAD_FORMAT, "eight characters"),
]


@pytest.mark.parametrize(("nationality", "type_name", "text", "fault", "comment"), NUMBERS)
def test_i1_numbers(
    nationality: str, type_name: str, text: str, fault: DocumentFault | None, comment: str
) -> None:
    document_type = DocumentType(type_name)

    checked = check(nationality, document_type, text)

    if fault:
        assert checked is fault, comment
    else:
        assert checked == Document(nationality, document_type, canonical(document_type, text)), comment


@pytest.mark.parametrize(
    ("nationality", "type_name", "comment"),
    [
        ("HK", "MAINLAND_PERMIT_HK_MO", "for residents of the mainland"),
        ("CN", "HOME_RETURN_PERMIT", "for residents of Hong Kong and Macau"),
        ("TW", "PASSPORT", "doesn't admit to the mainland"),
        ("ZZ", "PASSPORT", "no such nationality"),
        ("", "PASSPORT", "no nationality"),
    ],
)
def test_i1_types_of_other_nationalities_are_refused(nationality: str, type_name: str, comment: str) -> None:
    checked = check(nationality, DocumentType(type_name), "C12345678")

    assert checked is DocumentFault.WRONG_TYPE_FOR_NATIONALITY, comment


@pytest.mark.parametrize(
    ("text", "number", "comment"),
    [
        ("c12345678", "C12345678", "lower case"),
        ("Ｃ１２３４５６７８", "C12345678", "full width"),
        (" C 1234 5678　", "C12345678", "spaces, the wide one too"),
        ("C-1234‐56–78", "C12345678", "hyphens and dashes"),
        ("P.1234·567", "P1234567", "dots"),
        ("\u202dC12345678\u202c", "C12345678", "marks that phones copy along"),
        ("C1234567٨", "", "a digit of another script"),
        ("C" * 65, "", "over-long"),
    ],
)
def test_i1_normalisation(text: str, number: str, comment: str) -> None:
    normalised = normalise(text)

    assert normalised == number, comment


@pytest.mark.parametrize(
    ("type_name", "text", "number", "comment"),
    [
        ("HOME_RETURN_PERMIT", "h 12345678 01", "H12345678", "the person's number without the replacements"),
        ("HOME_RETURN_PERMIT", "H12345678", "H12345678", "today's card"),
        ("HOME_RETURN_PERMIT", "H123456780A", "H123456780A", "not of the card of 1999"),
        ("PASSPORT", "H1234567801", "H1234567801", "another type keeps all its characters"),
    ],
)
def test_i2_one_document_has_one_stored_number(type_name: str, text: str, number: str, comment: str) -> None:
    stored = canonical(DocumentType(type_name), text)

    assert stored == number, comment


@pytest.mark.parametrize(
    ("nationality", "type_name", "number", "expected", "comment"),
    [
        ("CN", "RESIDENT_ID", GB_11643_EXAMPLE, (date(1949, 12, 31), Sex.FEMALE), "even order number"),
        ("CN", "RESIDENT_ID", STDNUM_EXAMPLE, (date(1991, 1, 1), Sex.MALE), "odd order number"),
        ("HK", "HK_MO_TW_RESIDENCE_PERMIT", "810000199408230021", (date(1994, 8, 23), Sex.FEMALE), "permit"),
        ("CA", "FOREIGN_PERMANENT_RESIDENT_ID", NIA_SPECIMEN, (date(1981, 8, 3), Sex.FEMALE), "2023 card"),
        ("CA", "FOREIGN_PERMANENT_RESIDENT_ID", "CAN110081080310", None, "no century, no sex"),
        ("CN", "PASSPORT", "E12345678", None, "a passport number states nothing"),
    ],
)
def test_i1_birth_date_and_sex_in_the_number(
    nationality: str, type_name: str, number: str, expected: tuple[date, Sex] | None, comment: str
) -> None:
    document = Document(nationality, DocumentType(type_name), number)

    stated = born_and_sex(document)

    assert stated == expected, comment


@pytest.mark.parametrize("rule", FORMATS, ids=lambda rule: f"{rule.type}-{min(rule.nationalities)}")
def test_i1_examples_follow_their_own_format(rule: Format) -> None:
    checked = [check(nationality, rule.type, rule.example) for nationality in sorted(rule.nationalities)]

    assert all(isinstance(document, Document) for document in checked)


def test_i1_every_nationality_has_types_and_its_identity_card_among_them() -> None:
    cards = {nationality: identity_card_type(nationality) for nationality in NATIONALITIES}

    assert len(set(NATIONALITIES)) == len(NATIONALITIES) == 249
    assert all(card in allowed_types(nationality) for nationality, card in cards.items())


@given(st.text(max_size=80))
def test_i1_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(st.data())
def test_i1_the_way_of_typing_decides_nothing(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(FORMATS))
    number = data.draw(st.from_regex(rule.pattern, fullmatch=True))
    nationality = data.draw(st.sampled_from(sorted(rule.nationalities)))
    typed = data.draw(st.sampled_from(" -.　·")).join(number).lower().translate(FULL_WIDTH)

    checked = check(nationality, rule.type, typed)

    assert checked == check(nationality, rule.type, number)


@given(st.sampled_from(NATIONALITIES), st.sampled_from(DocumentType), st.text(max_size=80))
def test_i1_accepted_numbers_are_accepted_as_stored(
    nationality: str, document_type: DocumentType, text: str
) -> None:
    checked = check(nationality, document_type, text)

    if isinstance(checked, Document):
        assert check(nationality, document_type, checked.number) == checked


@given(st.integers(0, 16), st.integers(0, 9))
def test_i1_one_wrong_digit_of_an_identity_card_is_found(place: int, digit: int) -> None:
    wrong = f"{STDNUM_EXAMPLE[:place]}{digit}{STDNUM_EXAMPLE[place + 1 :]}"
    assume(wrong != STDNUM_EXAMPLE)

    checked = check("CN", DocumentType.RESIDENT_ID, wrong)

    assert checked in {BAD_FORMAT, BAD_CHECKSUM}
