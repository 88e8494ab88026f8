"""The fairness report (L11): odds as they were, chance found to be chance, and a rigged draw found out."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given

from functions.lottery import draw, fairness
from functions.lottery.draw import Entry, Ticket
from functions.lottery.fairness import DateOdds, Group, Odds, Report, Verdict
from tests.unit.functions.lottery.periods import DATES, SEEDS, applications, quotas

FIRST, SECOND = DATES[:2]
PLACES = {FIRST: 30, SECOND: 60, DATES[2]: 60}


def entry(name: str, size: int, *dates: str) -> Entry:
    return Entry(Ticket(name), size, dates)


ANN, BEN = entry("ann", 1, FIRST, SECOND), entry("ben", 3, FIRST)
CAT, DAN = entry("cat", 1, SECOND), entry("dan", 1, FIRST, SECOND)


def test_l11_the_report_says_who_took_part_and_who_won() -> None:
    winners = {FIRST: [DAN.ticket, BEN.ticket], SECOND: [ANN.ticket]}

    report = fairness.report([ANN, BEN, CAT, DAN], {FIRST: 2, SECOND: 1}, winners)

    assert report.odds == Odds(
        households=4,
        people=6,
        places=3,
        winners=3,
        people_won=5,
        share=0.75,
        sizes=(Group(1, 3, 2, 2 / 3), Group(3, 1, 1, 1.0)),
        dates_chosen=(Group(1, 2, 1, 0.5), Group(2, 2, 2, 1.0)),
    )
    assert report.dates == (
        DateOdds(
            FIRST,
            applications=3,
            applicants=5,
            odds=Odds(
                households=3,
                people=5,
                places=2,
                winners=2,
                people_won=4,
                share=2 / 3,
                sizes=(Group(1, 2, 1, 0.5), Group(3, 1, 1, 1.0)),
                dates_chosen=(Group(1, 1, 1, 1.0), Group(2, 2, 1, 0.5)),
            ),
        ),
        DateOdds(
            SECOND,
            applications=3,
            applicants=3,
            odds=Odds(
                households=2,
                people=2,
                places=1,
                winners=1,
                people_won=1,
                share=0.5,
                sizes=(Group(1, 2, 1, 0.5),),
                dates_chosen=(Group(1, 1, 0, 0.0), Group(2, 1, 1, 1.0)),
            ),
        ),
    ), "who won the first date takes no part in the second"
    assert [test.verdict for test in report.tests] == [Verdict.UNTESTED] * 2


def test_l11_a_period_without_applications_has_no_odds() -> None:
    report = fairness.report([], {FIRST: 500}, {FIRST: []})

    assert report.odds == Odds(0, 0, 500, 0, 0, None, (), ())
    assert [test.p_value for test in report.tests] == [None, None]


VERDICTS = [
    (None, Verdict.UNTESTED, "too few households"),
    (1.0, Verdict.USUAL, "as even as can be"),
    (0.01, Verdict.USUAL, "one draw of a hundred"),
    (0.00999, Verdict.UNUSUAL, "rarer"),
    (0.0001, Verdict.UNUSUAL, "one draw of ten thousand"),
    (0.00009, Verdict.IMPLAUSIBLE, "not in a lifetime of draws"),
    (0.0, Verdict.IMPLAUSIBLE, "rigged"),
]


@pytest.mark.parametrize(("p_value", "verdict", "comment"), VERDICTS)
def test_l11_what_a_probability_says(p_value: float | None, verdict: Verdict, comment: str) -> None:
    assert fairness.verdict(p_value) is verdict, comment


def town(seed: object, households: int = 300) -> list[Entry]:
    """Return the applications of a town: most households are one person, dates as they like."""
    chance = random.Random(f"town {seed}")
    return [
        Entry(
            Ticket(f"{number:032x}"),
            chance.choices((1, 2, 3, 4), (70, 18, 8, 4))[0],
            tuple(sorted(chance.sample(list(PLACES), chance.randint(1, len(PLACES))))),
        )
        for number in range(households)
    ]


def drawn(seed: object) -> Report:
    """Return the report of a draw by the published algorithm."""
    entries = town(seed)
    return fairness.report(entries, PLACES, draw.draw(entries, PLACES, f"seed {seed}").winners)


def rigged(seed: object, preferred: Callable[[Entry], bool], favour: float) -> Report:
    """Return the report of a draw in which some of the preferred households are put first."""
    chance = random.Random(f"rigged {seed}")
    entries = town(seed)
    winners: dict[str, list[Ticket]] = {}
    out: set[Ticket] = set()
    for day, left in PLACES.items():
        candidates = [each for each in entries if day in each.dates and each.ticket not in out]
        rank = {
            each.ticket: chance.random() - (preferred(each) and chance.random() < favour)
            for each in candidates
        }
        winners[day] = []
        for each in sorted(candidates, key=lambda each: rank[each.ticket]):
            if left > 0:
                left -= each.size
                winners[day].append(each.ticket)
        out.update(winners[day])
    return fairness.report(entries, PLACES, winners)


@pytest.mark.parametrize("test", [0, 1], ids=["size", "dates"])
def test_l11_over_many_honest_draws_the_p_value_is_uniform(test: int) -> None:
    """By Kolmogorov's distance, whose 1.95/√n only one honest series of a thousand exceeds."""
    number = 250

    found = sorted(drawn(seed).tests[test].p_value or 0.0 for seed in range(number))

    distance = max(
        max((place + 1) / number - p_value, p_value - place / number) for place, p_value in enumerate(found)
    )
    assert distance < 1.95 / number**0.5


RIGGED = [
    (0, lambda each: each.size > 1, "large households preferred"),
    (0, lambda each: each.size == 1, "large households held back"),
    (1, lambda each: len(each.dates) == 3, "who chose every date preferred"),
    (1, lambda each: len(each.dates) == 1, "who chose one date preferred"),
]


@pytest.mark.parametrize(("test", "preferred", "comment"), RIGGED)
def test_l11_a_rigged_draw_is_found_out(test: int, preferred: Callable[[Entry], bool], comment: str) -> None:
    report = rigged("each third", preferred, favour=0.35)

    assert report.tests[test].verdict is Verdict.IMPLAUSIBLE, comment


def test_l11_the_same_mill_without_favour_is_not_accused() -> None:
    report = rigged("each third", lambda each: each.size > 1, favour=0)

    assert [test.verdict for test in report.tests] == [Verdict.USUAL] * 2


@given(applications(), quotas(), SEEDS)
def test_l11_groups_add_up_to_their_date_and_winners_to_the_draw(
    entries: list[Entry], places: dict[str, int], seed: str
) -> None:
    winners = draw.draw(entries, places, seed).winners

    report = fairness.report(entries, places, winners)

    for odds in (report.odds, *(each.odds for each in report.dates)):
        for groups in (odds.sizes, odds.dates_chosen):
            assert sum(group.households for group in groups) == odds.households
            assert sum(group.won for group in groups) == odds.winners
        assert sum(group.value * group.households for group in odds.sizes) == odds.people
        assert sum(group.value * group.won for group in odds.sizes) == odds.people_won
    assert sum(each.odds.winners for each in report.dates) == report.odds.winners
    assert [each.odds.winners for each in report.dates] == [len(winners[day]) for day in sorted(places)]
    assert all(test.p_value is None or 0 <= test.p_value <= 1 for test in report.tests)
