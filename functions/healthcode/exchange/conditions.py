"""What a region asks of who comes with another one's token, and whether somebody meets it (X1, X2). Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from functions.healthcode.facts import FactKind
from functions.healthcode.rules import Colour


class Question(StrEnum):
    """What the form asks of whoever travels."""

    SYMPTOMS = "symptoms"  # 当天是否有发烧等症状
    CONTACT = "contact"  # 14天接触史
    TRAVEL = "travel"  # 14天旅游史


class Hindrance(StrEnum):
    """Which condition somebody doesn't meet."""

    DOCUMENT = "document_not_accepted"
    COLOUR = "colour_not_accepted"
    TEST_MISSING = "test_missing"
    TEST_POSITIVE = "test_positive"
    TEST_OLD = "test_too_old"
    QUESTION = "question_blocks"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Accepted colours and document types, questions of which a yes blocks, and how old a test may be.

    Without `test_required` no test is needed, and one that there is may be of any age; never positive.
    """

    colours: tuple[Colour, ...]
    documents: tuple[str, ...]
    questions: tuple[Question, ...]
    test_required: bool
    test_hours: int


@dataclass(frozen=True, slots=True)
class LastTest:
    """Somebody's latest nucleic-acid result."""

    positive: bool
    sampled_at: datetime


@dataclass(frozen=True, slots=True)
class Traveller:
    """What is asked of: `yes` are the questions that were answered with yes."""

    colour: Colour
    document_type: str
    test: LastTest | None
    yes: Collection[Question] = ()


FACTS = {
    Question.SYMPTOMS: FactKind.FEVER,
    Question.CONTACT: FactKind.CASE_CONTACT,
    Question.TRAVEL: FactKind.KEY_AREA,
}
"""As which fact a yes counts that doesn't block."""


def hindrances(conditions: Conditions, traveller: Traveller, now: datetime) -> list[Hindrance]:
    """Return every condition that somebody doesn't meet."""
    return list(_hindrances(conditions, traveller, now))


def _hindrances(conditions: Conditions, traveller: Traveller, now: datetime) -> Iterator[Hindrance]:
    if traveller.document_type not in conditions.documents:
        yield Hindrance.DOCUMENT
    if traveller.colour not in conditions.colours:
        yield Hindrance.COLOUR
    if traveller.test:
        yield from _of_test(conditions, traveller.test, now)
    elif conditions.test_required:
        yield Hindrance.TEST_MISSING
    if set(traveller.yes) & set(conditions.questions):
        yield Hindrance.QUESTION


def _of_test(conditions: Conditions, test: LastTest, now: datetime) -> Iterator[Hindrance]:
    if test.positive:
        yield Hindrance.TEST_POSITIVE
    elif conditions.test_required and now - test.sampled_at > timedelta(hours=conditions.test_hours):
        yield Hindrance.TEST_OLD
