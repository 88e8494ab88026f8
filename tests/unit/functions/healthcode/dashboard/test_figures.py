"""Aggregates never tell of few people, not by subtraction either (H15)."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.healthcode.dashboard.figures import figures, withheld

WITHHELD: list[tuple[int, dict[str, int], set[str], str]] = [
    (60, {"a": 30, "b": 30}, set(), "many everywhere"),
    (60, {"a": 30, "b": 20, "c": 10}, set(), "as few as may be shown"),
    (60, {"a": 30, "b": 21, "c": 9}, {"b", "c"}, "60 - 30 - 21 would be c"),
    (60, {"a": 45, "b": 9, "c": 6}, {"b", "c"}, "15 people in two regions, nobody knows who where"),
    (60, {"a": 60, "b": 0}, set(), "nobody is nobody"),
    (60, {"a": 55}, {"a"}, "5 live in the region itself, beside its parts"),
    (60, {"a": 30, "b": 25}, {"b"}, "the same among two"),
    (5, {"a": 5}, {"a"}, "few in all"),
    (0, {"a": 0}, set(), "nobody at all"),
]


@pytest.mark.parametrize(("whole", "parts", "hidden", "comment"), WITHHELD)
def test_h15_what_is_withheld(whole: int, parts: dict[str, int], hidden: set[str], comment: str) -> None:
    assert withheld(whole, parts, least=10) == hidden, comment


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40)), st.integers(0, 30))
def test_h15_neither_a_number_nor_a_difference_tells_of_few(parts: Mapping[str, int], beside: int) -> None:
    whole = sum(parts.values()) + beside

    hidden = withheld(whole, parts, least=10)

    shown = [people for name, people in parts.items() if name not in hidden]
    assert not any(0 < people < 10 for people in shown)
    assert not 0 < whole - sum(shown) < 10 or not any(shown)


def test_h15_the_rate_is_of_those_who_have_codes() -> None:
    now = {"green": 6, "yellow": 2, "open_clues": 1}

    shown = figures(now, {"checked_in": 2, "came": 4, "left": 3, "stopped": 1})

    assert (shown.codes, shown.colours["red"], shown.check_in_rate) == (8, 0, 0.25)
    assert (shown.open_clues, shown.passes, shown.stopped, shown.clues) == (1, 7, 1, 0)
    assert figures({}, {}).check_in_rate is None
