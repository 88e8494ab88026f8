"""Who may share a room (I8)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.auth.documents import Document, DocumentType, Sex
from functions.auth.household import (
    Ground,
    HouseholdFault,
    Limits,
    Member,
    Relation,
    Sharing,
    joining_fault,
    sharing_faults,
)
from layers.ages import age_on

DAY = date(2022, 7, 14)

AGES = [
    (date(2008, 7, 14), DAY, 14, "the birthday itself"),
    (date(2008, 7, 15), DAY, 13, "a day before the birthday"),
    (date(2008, 2, 29), date(2022, 2, 28), 13, "29 February, common year"),
    (date(2008, 2, 29), date(2022, 3, 1), 14, "29 February, completed on 1 March"),
    (date(2008, 2, 29), date(2024, 2, 29), 16, "29 February, leap year"),
    (date(1999, 12, 31), date(2000, 1, 1), 0, "a day old"),
]


@pytest.mark.parametrize(("born", "day", "age", "comment"), AGES)
def test_i8_completed_years(born: date, day: date, age: int, comment: str) -> None:
    completed = age_on(born, day)

    assert completed == age, comment


MAN_44, WOMAN_44 = Member(date(1978, 1, 1), Sex.MALE), Member(date(1978, 1, 1), Sex.FEMALE)
MAN_70, MAN_69 = Member(date(1952, 7, 14), Sex.MALE), Member(date(1952, 7, 15), Sex.MALE)
BOY_14, BOY_15 = Member(date(2007, 7, 15), Sex.MALE), Member(date(2007, 7, 14), Sex.MALE)
BABY = Member(date(2022, 7, 1), Sex.FEMALE)

R, G, F = Relation, Ground, HouseholdFault

SHARINGS = [
    (MAN_44, MAN_70, R.PARENT, G.ELDERLY, (), "70 on the day of entry"),
    (MAN_44, MAN_69, R.PARENT, G.ELDERLY, (F.NEITHER_IS_ELDERLY,), "70 the day after"),
    (MAN_70, MAN_44, R.CHILD, G.ELDERLY, (), "the applicant is the elderly one"),
    (MAN_44, BOY_14, R.CHILD, G.MINOR, (), "the last day of being 14"),
    (MAN_44, BOY_15, R.CHILD, G.MINOR, (F.NEITHER_IS_MINOR,), "15 on the day of entry"),
    (BOY_14, MAN_44, R.PARENT, G.MINOR, (), "the applicant is the child"),
    (MAN_70, BABY, R.SONS_CHILD, G.MINOR, (), "grandchild"),
    (BABY, MAN_70, R.MATERNAL_GRANDPARENT, G.MINOR, (), "grandparent"),
    (MAN_44, WOMAN_44, R.SPOUSE, G.SPOUSES, (), "a couple"),
    (MAN_44, MAN_70, R.PARENT, G.SPOUSES, (F.NOT_SPOUSES,), "father and son are no couple"),
    (MAN_44, WOMAN_44, R.SPOUSE, G.PREGNANT, (), "she is the cohabitant"),
    (WOMAN_44, MAN_70, R.PARENT, G.PREGNANT, (), "she is the applicant"),
    (MAN_44, MAN_70, R.PARENT, G.PREGNANT, (F.NEITHER_IS_A_WOMAN,), "two men"),
    (MAN_44, MAN_70, R.PARENT, G.CHRONIC_ILLNESS, (), "left to a person"),
    (MAN_44, MAN_70, R.PARENT, G.UNFIT_TO_LIVE_ALONE, (), "left to a person"),
    (MAN_44, MAN_70, R.PARENT, G.HISTORY_OF_SUDDEN_ILLNESS, (), "left to a person"),
    (MAN_44, MAN_70, R.PARENT, G.PUBLIC_SECURITY_CASE, (), "left to a person"),
    (MAN_44, MAN_70, R.CHILD, G.ELDERLY, (F.RELATION_CONTRADICTS_AGES,), "a child older than the father"),
    (MAN_44, BABY, R.PATERNAL_GRANDPARENT, G.MINOR, (F.RELATION_CONTRADICTS_AGES,), "an infant grandmother"),
    (MAN_44, WOMAN_44, R.CHILD, G.CHRONIC_ILLNESS, (F.RELATION_CONTRADICTS_AGES,), "born the same day"),
    (MAN_44, BABY, R.PARENT, G.SPOUSES, (F.RELATION_CONTRADICTS_AGES, F.NOT_SPOUSES), "all faults are told"),
]


@pytest.mark.parametrize(("applicant", "cohabitant", "relation", "ground", "expected", "comment"), SHARINGS)
def test_i8_grounds_and_relations(
    applicant: Member,
    cohabitant: Member,
    relation: Relation,
    ground: Ground,
    expected: tuple[HouseholdFault, ...],
    comment: str,
) -> None:
    sharing = Sharing(applicant, cohabitant, relation, ground)

    faults = sharing_faults(sharing, DAY, Limits())

    assert faults == expected, comment


def test_i8_ages_are_policy() -> None:
    sharing = Sharing(MAN_44, MAN_69, R.PARENT, G.ELDERLY)

    faults = sharing_faults(sharing, DAY, Limits(elderly_from=65))

    assert faults == ()


@given(st.dates(), st.dates(), st.dates(), st.sampled_from(Relation))
def test_i8_either_of_the_two_may_meet_the_age(one: date, other: date, day: date, relation: Relation) -> None:
    there = Sharing(Member(one, Sex.MALE), Member(other, Sex.MALE), relation, Ground.ELDERLY)
    back = Sharing(there.cohabitant, there.applicant, relation, Ground.ELDERLY)

    verdicts = [F.NEITHER_IS_ELDERLY in sharing_faults(way, day, Limits()) for way in (there, back)]

    assert verdicts[0] == verdicts[1]


def permit(number: str) -> Document:
    return Document("CN", DocumentType.MAINLAND_PERMIT_HK_MO, number)


APPLICANT, FIRST, SECOND, THIRD, NEWCOMER = (permit(f"C0000000{digit}") for digit in range(5))

HOUSEHOLDS = [
    ([], NEWCOMER, None, "the first"),
    ([FIRST, SECOND], NEWCOMER, None, "the third and last"),
    ([FIRST, SECOND, THIRD], NEWCOMER, F.TOO_MANY, "a fourth"),
    ([FIRST], FIRST, F.ALREADY_LISTED, "twice the same"),
    ([FIRST], Document("GB", FIRST.type, FIRST.number), F.ALREADY_LISTED, "under another nationality"),
    ([FIRST], Document("CN", DocumentType.PASSPORT, FIRST.number), None, "same number, another document"),
    ([FIRST], APPLICANT, F.IS_THE_APPLICANT, "oneself"),
    ([FIRST, SECOND, THIRD], APPLICANT, F.IS_THE_APPLICANT, "oneself, told before the number"),
]


@pytest.mark.parametrize(("present", "newcomer", "expected", "comment"), HOUSEHOLDS)
def test_i8_at_most_three_different_people(
    present: list[Document], newcomer: Document, expected: HouseholdFault | None, comment: str
) -> None:
    fault = joining_fault(newcomer, APPLICANT, present, Limits().cohabitants)

    assert fault is expected, comment
