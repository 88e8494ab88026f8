"""Automatic review (I7, I8)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from functions.auth.documents import DocumentFault, DocumentType, Sex
from functions.auth.household import Ground
from functions.auth.review import (
    NEEDS_A_PERSON,
    Declaration,
    Finding,
    ReviewField,
    ReviewReason,
    ReviewState,
    Validity,
    decide,
    findings,
    needs_review,
)

TODAY, THROUGH = date(2022, 7, 13), date(2022, 7, 19)
VALID = Validity(date(2017, 1, 1), date(2026, 12, 31))

# The identity card number is python-stdnum's example: a man born on 1 January 1991.
GOOD = Declaration(
    name="张三",
    sex=Sex.MALE,
    born=date(1991, 1, 1),
    nationality="CN",
    document_type=DocumentType.MAINLAND_PERMIT_HK_MO,
    document_number="C22071204",
    document_validity=VALID,
    identity_number="360426199101010071",
    identity_validity=Validity(date(2010, 1, 1), None),
)
NO_CARD: dict[str, Any] = {"identity_number": None, "identity_validity": None}
CHILD: dict[str, Any] = {"born": date(2010, 5, 1), **NO_CARD}
BRITON: dict[str, Any] = {
    "name": "Ryan Johnson",
    "nationality": "GB",
    "document_type": DocumentType.PASSPORT,
    "document_number": "381234101",
    **NO_CARD,
}
CARD_AS_DOCUMENT: dict[str, Any] = {
    "document_type": DocumentType.RESIDENT_ID,
    "document_number": GOOD.identity_number,
}

CHANGES: list[tuple[dict[str, Any], list[str], str]] = [
    ({}, [], "nothing the matter"),
    ({"name": "Ar'hman O’Neil-Smith Jr."}, [], "what joins the parts of names"),
    ({"name": "阿卜杜拉·买买提"}, [], "a middle dot"),
    ({"name": "   "}, ["NAME NAME_IMPLAUSIBLE"], "blank"),
    ({"name": "·-·"}, ["NAME NAME_IMPLAUSIBLE"], "nothing but what joins"),
    ({"name": "张3"}, ["NAME NAME_IMPLAUSIBLE"], "a digit"),
    ({"name": "<b>张三"}, ["NAME NAME_IMPLAUSIBLE"], "markup"),
    ({"name": "张" * 61}, ["NAME NAME_IMPLAUSIBLE"], "very long"),
    ({"born": date(1991, 1, 2)}, ["BORN BORN_DIFFERS_FROM_CARD"], "a day off the card"),
    ({"sex": Sex.FEMALE}, ["SEX SEX_DIFFERS_FROM_CARD"], "the card says male"),
    ({**BRITON, "born": date(2022, 7, 14)}, ["BORN BORN_IN_FUTURE"], "tomorrow"),
    ({**BRITON, "born": TODAY}, [], "born today"),
    ({**BRITON, "born": date(1901, 7, 13)}, ["BORN BORN_TOO_LONG_AGO"], "121 years"),
    ({**BRITON, "born": date(1901, 7, 14)}, [], "120 years and a day to go"),
    (
        {"document_number": "HZ12345789"},
        ["DOCUMENT_NUMBER BAD_FORMAT"],
        "the manual's account to be corrected",
    ),
    (
        {"document_type": DocumentType.TAIWAN_PERMIT},
        ["DOCUMENT_TYPE WRONG_TYPE_FOR_NATIONALITY"],
        "not a mainlander's",
    ),
    (CARD_AS_DOCUMENT, [], "the card is the document"),
    (
        {**CARD_AS_DOCUMENT, "sex": Sex.FEMALE},
        ["SEX SEX_DIFFERS_FROM_CARD"],
        "told once though the card is given twice",
    ),
    (
        {**CARD_AS_DOCUMENT, "document_number": "360426199101010072"},
        ["DOCUMENT_NUMBER BAD_CHECKSUM", "IDENTITY_NUMBER IDENTITY_NUMBER_DIFFERS"],
        "a card mistyped once of two times",
    ),
    (
        # The example of GB 11643-1999: a woman born on 31 December 1949.
        {**CARD_AS_DOCUMENT, "document_number": "11010519491231002X"},
        [
            "BORN BORN_DIFFERS_FROM_CARD",
            "SEX SEX_DIFFERS_FROM_CARD",
            "IDENTITY_NUMBER IDENTITY_NUMBER_DIFFERS",
        ],
        "two cards",
    ),
    ({"identity_number": "360426199101010072"}, ["IDENTITY_NUMBER BAD_CHECKSUM"], "a mistyped identity card"),
    ({"identity_number": "1"}, ["IDENTITY_NUMBER BAD_FORMAT"], "no identity card at all"),
    ({"identity_validity": None}, ["IDENTITY_VALIDITY VALIDITY_MISSING"], "a card has a validity"),
    (NO_CARD, ["IDENTITY_NUMBER IDENTITY_CARD_MISSING"], "a grown mainlander has a card"),
    (CHILD, ["IDENTITY_NUMBER CHILD_WITHOUT_IDENTITY_CARD"], "a child may have none"),
    (
        {**CHILD, "identity_validity": VALID},
        ["IDENTITY_NUMBER CHILD_WITHOUT_IDENTITY_CARD"],
        "the permit's validity in its place, as the manual says",
    ),
    (
        {**NO_CARD, "born": date(2006, 7, 14)},
        ["IDENTITY_NUMBER CHILD_WITHOUT_IDENTITY_CARD"],
        "the last day before 16",
    ),
    ({**NO_CARD, "born": date(2006, 7, 13)}, ["IDENTITY_NUMBER IDENTITY_CARD_MISSING"], "16 today"),
    (BRITON, [], "foreigners need no card"),
    ({"document_validity": Validity(TODAY, THROUGH)}, [], "covers the dates exactly"),
    (
        {"document_validity": Validity(TODAY, date(2022, 7, 18))},
        ["DOCUMENT_VALIDITY EXPIRES_BEFORE_ENTRY"],
        "a day short",
    ),
    (
        {"document_validity": Validity(date(2022, 7, 14), date(2032, 7, 13))},
        ["DOCUMENT_VALIDITY NOT_YET_VALID"],
        "from tomorrow on",
    ),
    (
        {"document_validity": Validity(TODAY, TODAY)},
        ["DOCUMENT_VALIDITY VALIDITY_REVERSED"],
        "ends as it begins",
    ),
    (
        {"identity_validity": Validity(date(2002, 7, 1), date(2022, 7, 1))},
        ["IDENTITY_VALIDITY EXPIRES_BEFORE_ENTRY"],
        "an expired identity card",
    ),
    ({"ground": Ground.SPOUSES}, [], "a ground without papers"),
    ({"ground": Ground.CHRONIC_ILLNESS}, ["GROUND GROUND_NEEDS_PROOF"], "a diagnosis to be judged"),
    ({"ground": Ground.PUBLIC_SECURITY_CASE}, ["GROUND GROUND_NEEDS_PROOF"], "a police paper to be judged"),
    (
        {"name": "", "sex": Sex.FEMALE},
        ["NAME NAME_IMPLAUSIBLE", "SEX SEX_DIFFERS_FROM_CARD"],
        "everything is told at once",
    ),
]


@pytest.mark.parametrize(("change", "expected", "comment"), CHANGES)
def test_i7_findings(change: dict[str, Any], expected: list[str], comment: str) -> None:
    person = replace(GOOD, **change)

    found = findings(person, TODAY, THROUGH)

    assert [f"{finding.field} {finding.reason}" for finding in found] == expected, comment


def test_i7_policy_leaves_a_type_to_staff() -> None:
    person = replace(GOOD, **BRITON)

    found = findings(person, TODAY, THROUGH, manual_types={DocumentType.PASSPORT})

    assert found == (Finding(ReviewField.DOCUMENT_TYPE, ReviewReason.TYPE_NEEDS_A_PERSON),)


def test_i7_document_faults_are_reasons_under_the_same_values() -> None:
    reasons = {ReviewReason(fault) for fault in DocumentFault}

    assert len(reasons) == len(DocumentFault)
    assert not reasons & NEEDS_A_PERSON


DECISIONS = [
    ([], ReviewState.APPROVED, "nothing found"),
    ([ReviewReason.GROUND_NEEDS_PROOF], ReviewState.PENDING, "for a person"),
    ([ReviewReason.BAD_FORMAT], ReviewState.REJECTED, "a failure"),
    ([ReviewReason.GROUND_NEEDS_PROOF, ReviewReason.BAD_FORMAT], ReviewState.REJECTED, "failure comes first"),
]


@pytest.mark.parametrize(("reasons", "state", "comment"), DECISIONS)
def test_i7_decision(reasons: list[ReviewReason], state: ReviewState, comment: str) -> None:
    found = [Finding(ReviewField.NAME, reason) for reason in reasons]

    decided = decide(found)

    assert decided is state, comment


CORRECTIONS: list[tuple[dict[str, Any], bool, str]] = [
    ({}, False, "nothing changed"),
    ({"document_number": "ｃ２２０７ 1204"}, False, "the same number typed otherwise"),
    ({"identity_number": "360426 19910101 0071"}, False, "the same identity card typed otherwise"),
    ({"name": " 张三 "}, False, "spaces around the name"),
    ({"name": "张三丰"}, True, "姓名"),
    ({"sex": Sex.FEMALE}, True, "性别"),
    ({"born": date(1991, 1, 2)}, True, "出生日期"),
    ({"nationality": "GB"}, True, "国籍（地区）"),
    ({"document_type": DocumentType.PASSPORT}, True, "证件类型"),
    ({"document_number": "C22071205"}, True, "证件号码"),
    ({"document_validity": Validity(date(2017, 1, 1), date(2027, 1, 1))}, True, "证件有效期"),
    (NO_CARD, True, "身份证号"),
    ({"identity_validity": VALID}, True, "身份证有效期"),
    ({"ground": Ground.PREGNANT}, True, "同住原因"),
]


@pytest.mark.parametrize(("change", "expected", "comment"), CORRECTIONS)
def test_i7_a_change_to_a_reviewed_field_goes_back_to_review(
    change: dict[str, Any], expected: bool, comment: str
) -> None:
    corrected = replace(GOOD, **change)

    again = needs_review(GOOD, corrected)

    assert again is expected, comment
