"""Which sets of colour rules can be used (H2, H3)."""

from dataclasses import replace

import pytest

from functions.healthcode.facts import CAUSES, KINDS_OF, NEEDS_SECOND, RED_KINDS, FactKind, Source
from functions.healthcode.rules import DEFAULT, LONGEST, Cause, Colour, Ending, RuleFault, Rules, faults

TEXTS = {"zh-Hans": "发热", "zh-Hant": "發熱", "en": "fever"}
FEVER = Cause(FactKind.FEVER, Colour.YELLOW, Ending(14), TEXTS)

FAULTY = [
    (FEVER, None, "a good one"),
    (replace(FEVER, ending=Ending(LONGEST)), None, "as long as it may be"),
    (replace(FEVER, ending=Ending(0, (FactKind.NEGATIVE_TEST,))), None, "ended by a test alone"),
    (replace(FEVER, kind=FactKind.CHECK_IN), RuleFault.NOT_A_CAUSE, "a check-in is no reason for a colour"),
    (replace(FEVER, kind=FactKind.RELEASED), RuleFault.NOT_A_CAUSE, "nor is a release"),
    (replace(FEVER, colour=Colour.RED), RuleFault.RED_WITHOUT_SECOND_PERSON, "red needs a second person"),
    (replace(FEVER, colour=Colour.GREEN), RuleFault.GREEN, "green is what is left"),
    (replace(FEVER, ending=Ending(0)), RuleFault.NEVER_ENDS, "nothing would end it"),
    (replace(FEVER, ending=Ending(-1)), RuleFault.NEVER_ENDS, "less than nothing"),
    (replace(FEVER, ending=Ending(LONGEST + 1)), RuleFault.NEVER_ENDS, "too long"),
    (
        replace(FEVER, ending=Ending(14, (FactKind.FEVER,))),
        RuleFault.NOT_A_RELEASE,
        "a fever releases nobody",
    ),
    (replace(FEVER, texts={**TEXTS, "en": " "}), RuleFault.TEXT_MISSING, "nothing to tell"),
    (replace(FEVER, texts={"en": "fever"}), RuleFault.TEXT_MISSING, "not in every language"),
]


@pytest.mark.parametrize(("cause", "fault", "comment"), FAULTY)
def test_h2_what_is_wrong_with_a_rule(cause: Cause, fault: RuleFault | None, comment: str) -> None:
    found = faults(Rules((cause,)))

    assert found == ([(cause.kind, fault)] if fault else []), comment


def test_h2_a_kind_has_one_rule() -> None:
    assert faults(Rules((FEVER, FEVER))) == [(FactKind.FEVER, RuleFault.TWICE)]


def test_h2_the_manuals_rules_are_whole() -> None:
    kinds = {cause.kind for cause in DEFAULT.causes}

    assert faults(DEFAULT) == []
    assert kinds == CAUSES
    assert {cause.kind for cause in DEFAULT.causes if cause.colour is Colour.RED} == RED_KINDS
    assert {cause.ending.days for cause in DEFAULT.causes} == {14}


def test_h3_no_single_source_of_everybodys_can_state_what_makes_red() -> None:
    open_to_all = (Source.SELF, Source.ORGANISATION, Source.GATE, Source.PHARMACY, Source.TRACING)

    assert [source for source in open_to_all if KINDS_OF[source] & NEEDS_SECOND] == []


def test_every_kind_has_a_source() -> None:
    assert set().union(*KINDS_OF.values()) == set(FactKind)
