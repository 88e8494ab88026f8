"""What a submission does to a review (I7)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from functions.auth.documents import DocumentType, Sex
from functions.auth.records import Remark
from functions.auth.review import Declaration, Finding, ReviewField, ReviewReason, ReviewState, Validity
from functions.auth.verdicts import Judged, Verdict, on_submission

BEFORE, NOW = datetime(2022, 7, 1, tzinfo=UTC), datetime(2022, 7, 13, tzinfo=UTC)
DECLARED = Declaration(
    name="张三",
    sex=Sex.MALE,
    born=date(1978, 5, 1),
    nationality="HK",
    document_type=DocumentType.HOME_RETURN_PERMIT,
    document_number="H12345678",
    document_validity=Validity(date(2019, 1, 1), None),
)
FAILS = Finding(ReviewField.NAME, ReviewReason.NAME_IMPLAUSIBLE)
MANUAL = Finding(ReviewField.DOCUMENT_TYPE, ReviewReason.TYPE_NEEDS_A_PERSON)

S = ReviewState


def stood(state: ReviewState, reviewer: str = "") -> Judged:
    return Judged(DECLARED, Verdict(state, (Remark("NAME", "UNREADABLE"),), BEFORE, reviewer))


FIRST = [
    ((), S.APPROVED, "nothing found"),
    ((FAILS,), S.REJECTED, "a rule is broken"),
    ((MANUAL,), S.PENDING, "only staff can say"),
    ((MANUAL, FAILS), S.REJECTED, "staff need not look at what fails anyway"),
]


@pytest.mark.parametrize(("found", "state", "comment"), FIRST)
def test_i7_a_first_submission(found: tuple[Finding, ...], state: ReviewState, comment: str) -> None:
    verdict = on_submission(None, DECLARED, found, NOW)

    assert verdict == Verdict(state, tuple(Remark(each.field, each.reason) for each in found), NOW), comment


UNCHANGED = [
    (stood(S.APPROVED), True, "approved stays approved"),
    (stood(S.PENDING), True, "keeps its place in the queue"),
    (stood(S.APPROVED, "staff"), True, "approved by staff"),
    (stood(S.REJECTED, "staff"), True, "what staff rejected isn't asked again"),
    (stood(S.REJECTED), False, "what the rules rejected may pass today"),
]


@pytest.mark.parametrize(("before", "stays", "comment"), UNCHANGED)
def test_i7_submitting_the_same_again(before: Judged, stays: bool, comment: str) -> None:
    verdict = on_submission(before, DECLARED, (), NOW)

    assert (verdict == before.verdict) is stays, comment


@pytest.mark.parametrize("before", [each for each, _, _ in UNCHANGED])
def test_i7_a_changed_declaration_is_judged_anew(before: Judged) -> None:
    verdict = on_submission(before, replace(DECLARED, name="李四"), (MANUAL,), NOW)

    assert verdict == Verdict(S.PENDING, (Remark("DOCUMENT_TYPE", "TYPE_NEEDS_A_PERSON"),), NOW)
