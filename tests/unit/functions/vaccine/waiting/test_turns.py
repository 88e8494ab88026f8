"""The waiting list's order (候补): who is next, together or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vaccine.waiting import turns
from functions.vaccine.waiting.turns import Party, Turn

FAMILY = Party("family", ("f1", "f2", "f3"), together=True)
PAIR = Party("pair", ("p1", "p2"), together=False)
SINGLE = Party("single", ("s1",), together=True)
SERVED = Party("served", (), together=False)

TURNS = [
    ([], 3, (), None, "nobody waits"),
    ([FAMILY], 0, (), None, "no place"),
    ([FAMILY], 3, (), Turn("family", FAMILY.people, True), "exactly enough"),
    ([FAMILY], 2, (), Turn("family", FAMILY.people, False), "together: two places are none"),
    ([FAMILY, SINGLE], 2, [FAMILY.people], Turn("single", ("s1",), True), "the next who was not looked at"),
    ([PAIR], 1, (), Turn("pair", ("p1",), True), "not together: one at a time"),
    ([PAIR], 1, [("p1",)], Turn("pair", ("p2",), True), "the second of them"),
    ([SERVED, SINGLE], 1, (), Turn("single", ("s1",), True), "nobody of the first waits any more"),
    ([SINGLE], 1, [("s1",)], None, "everybody was looked at"),
]


@pytest.mark.parametrize(("parties", "places", "done", "expected", "comment"), TURNS)
def test_v5_who_is_next(
    parties: list[Party], places: int, done: list[tuple[str, ...]], expected: Turn | None, comment: str
) -> None:
    assert turns.turn(parties, places, done) == expected, comment


FITTING = [
    ([FAMILY], 2, False, "together and too many"),
    ([FAMILY], 3, True, "together"),
    ([FAMILY, PAIR], 1, True, "one of the pair"),
    ([SERVED], 5, False, "nobody waits any more"),
    ([PAIR], 0, False, "no place"),
]


@pytest.mark.parametrize(("parties", "places", "expected", "comment"), FITTING)
def test_v5_whether_anybody_fits(parties: list[Party], places: int, expected: bool, comment: str) -> None:
    assert turns.anybody_fits(parties, places) is expected, comment


@given(
    kept=st.dictionaries(st.integers(0, 47), st.integers(0, 100), min_size=1),
    share=st.floats(0, 1),
)
def test_v5_places_are_taken_from_as_few_parts_as_can_be(kept: dict[int, int], share: float) -> None:
    people = round(sum(kept.values()) * share)

    taken = turns.spread(kept, people)

    assert sum(taken.values()) == people
    assert all(0 < places <= kept[part] for part, places in taken.items())
    largest = sorted(kept.values(), reverse=True)
    assert sum(largest[: max(0, len(taken) - 1)]) < people or not people
