"""What a region asks of who comes (X1, X2): a table of travellers, and whom it turns away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from functions.healthcode.exchange.conditions import (
    FACTS,
    Conditions,
    Hindrance,
    LastTest,
    Question,
    Traveller,
    hindrances,
)
from functions.healthcode.facts import KINDS_OF, Source
from functions.healthcode.rules import Colour

NOW = datetime(2022, 7, 13, 2, tzinfo=UTC)
ASKED = Conditions((Colour.GREEN,), ("HOME_RETURN_PERMIT",), (Question.SYMPTOMS, Question.CONTACT), True, 48)


def sample(hours: float, *, positive: bool = False) -> LastTest:
    return LastTest(positive, NOW - timedelta(hours=hours))


GOOD = Traveller(Colour.GREEN, "HOME_RETURN_PERMIT", sample(24))
LOOSE = replace(ASKED, test_required=False)

CASES = [
    (ASKED, GOOD, [], "meets everything"),
    (ASKED, replace(GOOD, test=sample(48)), [], "to the hour"),
    (ASKED, replace(GOOD, test=sample(48.01)), [Hindrance.TEST_OLD], "a minute later"),
    (ASKED, replace(GOOD, test=None), [Hindrance.TEST_MISSING], "never tested"),
    (ASKED, replace(GOOD, test=sample(1, positive=True)), [Hindrance.TEST_POSITIVE], "positive"),
    (ASKED, replace(GOOD, test=sample(99, positive=True)), [Hindrance.TEST_POSITIVE], "and old: said once"),
    (LOOSE, replace(GOOD, test=None), [], "no test asked for"),
    (LOOSE, replace(GOOD, test=sample(9999)), [], "no test asked for: of any age"),
    (LOOSE, replace(GOOD, test=sample(1, positive=True)), [Hindrance.TEST_POSITIVE], "positive all the same"),
    (ASKED, replace(GOOD, colour=Colour.YELLOW), [Hindrance.COLOUR], "yellow"),
    (replace(ASKED, colours=tuple(Colour)), replace(GOOD, colour=Colour.RED), [], "any colour will do"),
    (ASKED, replace(GOOD, document_type="PASSPORT"), [Hindrance.DOCUMENT], "another document"),
    (ASKED, replace(GOOD, yes={Question.SYMPTOMS}), [Hindrance.QUESTION], "a yes that blocks"),
    (ASKED, replace(GOOD, yes={Question.TRAVEL}), [], "a yes that doesn't"),
    (
        ASKED,
        Traveller(Colour.RED, "PASSPORT", None, set(Question)),
        [Hindrance.DOCUMENT, Hindrance.COLOUR, Hindrance.TEST_MISSING, Hindrance.QUESTION],
        "nothing is right",
    ),
]


@pytest.mark.parametrize(("asked", "traveller", "expected", "comment"), CASES)
def test_x1_who_is_turned_away_and_why(
    asked: Conditions, traveller: Traveller, expected: list[Hindrance], comment: str
) -> None:
    assert hindrances(asked, traveller, NOW) == expected, comment


def test_every_question_that_does_not_block_is_a_fact_that_may_be_stated() -> None:
    assert set(FACTS) == set(Question)
    assert set(FACTS.values()) <= KINDS_OF[Source.EXCHANGE]
