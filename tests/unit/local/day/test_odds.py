"""What the draw promises, and what came out of it."""

from collections import Counter

import pytest

from functions.lottery import draw
from functions.lottery.draw import Entry, Ticket
from local.day.odds import Outcome, expected, outcomes

FIRST, SECOND = "2022-07-14", "2022-07-15"


def entries(*households: tuple[int, tuple[str, ...]]) -> list[Entry]:
    return [Entry(Ticket(f"{number:032x}"), size, dates) for number, (size, dates) in enumerate(households)]


@pytest.mark.parametrize(
    ("given", "places", "odds", "comment"),
    [
        ([(1, (FIRST,))] * 10, {FIRST: 2}, {FIRST: 0.2}, "places by people"),
        ([(2, (FIRST,))] * 5, {FIRST: 2}, {FIRST: 0.2}, "people count, not households"),
        ([(1, (FIRST,))] * 10, {FIRST: 0}, {FIRST: 0.0}, "no places"),
        ([(1, (FIRST,))] * 2, {FIRST: 5}, {FIRST: 1.0}, "more places than people"),
        ([], {FIRST: 5}, {FIRST: 0.0}, "nobody came"),
        ([(1, (FIRST, SECOND))] * 10, {FIRST: 2, SECOND: 4}, {FIRST: 0.2, SECOND: 0.5}, "winners are out"),
        (
            [(1, (FIRST, SECOND))] * 10 + [(1, (SECOND,))] * 8,
            {FIRST: 5, SECOND: 1},
            {FIRST: 0.5, SECOND: 1 / 13},
            "some did not want the first date",
        ),
    ],
)
def test_expected_odds(
    given: list[tuple[int, tuple[str, ...]]], places: dict[str, int], odds: dict[str, float], comment: str
) -> None:
    found = expected(entries(*given), places)

    assert found == pytest.approx(odds), comment


def test_many_draws_come_out_as_expected_for_every_size() -> None:
    given = entries(*[(size, (FIRST, SECOND)) for size in (1, 1, 1, 2, 3, 4)] * 20)
    places = {FIRST: 40, SECOND: 60}

    candidates: Counter[tuple[str, int]] = Counter()
    winners: Counter[tuple[str, int]] = Counter()
    for number in range(400):
        drawn = draw.draw(given, places, f"{number:064x}")
        for outcome in outcomes(given, drawn.winners, drawn.standby):
            candidates[outcome.day, outcome.size] += outcome.candidates
            winners[outcome.day, outcome.size] += outcome.winners

    promised = expected(given, places)
    for (day, size), number in candidates.items():
        assert winners[day, size] / number == pytest.approx(promised[day], abs=0.03), size


def test_outcomes_count_who_was_still_in() -> None:
    given = entries((1, (FIRST,)), (1, (FIRST, SECOND)), (3, (SECOND,)))
    tickets = [entry.ticket for entry in given]

    found = list(
        outcomes(given, {FIRST: [tickets[1]], SECOND: [tickets[2]]}, {FIRST: [tickets[0]], SECOND: []})
    )

    assert found == [Outcome(FIRST, 1, 2, 1), Outcome(SECOND, 3, 1, 1)]
    assert [outcome.odds for outcome in found] == [0.5, 1.0]
