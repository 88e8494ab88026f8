"""The fairness report of a draw (L11): what the odds were, and whether the winners look drawn by lot. Pure.

By the published draw, a date's candidates stand in an order in which every household is equally likely
at every place, and the first of them win until the places are used up. So whether a household wins must
not depend on its size, nor on how many other dates it chose.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.lottery.chi_square import survival
from functions.lottery.draw import Entry, Ticket

_EXPECTED = 5
"""Groups in which fewer households are expected to win, or to lose, are pooled: below this the chi-square
distribution is no good approximation (Cochran, Biometrics 10, 1954)."""

_UNUSUAL, _IMPLAUSIBLE = 0.01, 0.0001


class Subject(StrEnum):
    """What winning must not depend on: the household's size, the number of dates it chose."""

    SIZE = "size"
    DATES = "dates"


class Verdict(StrEnum):
    """What a test says: as chance makes it, rare, next to impossible; or nothing, with so few households."""

    USUAL = "usual"
    UNUSUAL = "unusual"
    IMPLAUSIBLE = "implausible"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Group:
    """Households alike in one respect, `value`: people, or dates chosen. `share` of them won."""

    value: int
    households: int
    won: int
    share: float


@dataclass(frozen=True, slots=True)
class Odds:
    """How many took part and won, in households and people; `share` of the households won, None of none."""

    households: int
    people: int
    places: int
    winners: int
    people_won: int
    share: float | None
    sizes: tuple[Group, ...]
    dates_chosen: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class DateOdds:
    """A date: everybody who applied for it, and the odds of those who had not won an earlier date."""

    day: str
    applications: int
    applicants: int
    odds: Odds


@dataclass(frozen=True, slots=True)
class UniformityTest:
    """A test that winning did not depend on something, over all dates of the period.

    `p_value` is the probability that a fair draw differs at least as much from even shares; None where
    no date has enough households in two groups.
    """

    subject: Subject
    statistic: float
    degrees: int
    p_value: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Report:
    """A period's odds as a whole (a household wins once), by date, and what the tests say."""

    odds: Odds
    dates: tuple[DateOdds, ...]
    tests: tuple[UniformityTest, ...]


def report(
    entries: Collection[Entry], quotas: Mapping[str, int], winners: Mapping[str, Sequence[Ticket]]
) -> Report:
    """Return the report of a draw with these entries, places and winners."""
    dates = tuple(_dates(entries, quotas, winners))
    won = {ticket for tickets in winners.values() for ticket in tickets}
    tests = (
        _test(Subject.SIZE, [(each.odds, each.odds.sizes) for each in dates]),
        _test(Subject.DATES, [(each.odds, each.odds.dates_chosen) for each in dates]),
    )
    return Report(_odds(entries, won, sum(quotas.values())), dates, tests)


def verdict(p_value: float | None) -> Verdict:
    """Return what a probability says where there is a draw every day."""
    if p_value is None:
        return Verdict.UNTESTED
    if p_value < _IMPLAUSIBLE:
        return Verdict.IMPLAUSIBLE
    return Verdict.UNUSUAL if p_value < _UNUSUAL else Verdict.USUAL


def _dates(
    entries: Collection[Entry], quotas: Mapping[str, int], winners: Mapping[str, Sequence[Ticket]]
) -> Iterator[DateOdds]:
    out: set[Ticket] = set()
    for day in sorted(quotas):
        applied = [entry for entry in entries if day in entry.dates]
        candidates = [entry for entry in applied if entry.ticket not in out]
        won = set(winners[day])
        yield DateOdds(day, len(applied), _people(applied), _odds(candidates, won, quotas[day]))
        out |= won


def _odds(entries: Collection[Entry], won: Collection[Ticket], places: int) -> Odds:
    winning = [entry for entry in entries if entry.ticket in won]
    return Odds(
        households=len(entries),
        people=_people(entries),
        places=places,
        winners=len(winning),
        people_won=_people(winning),
        share=len(winning) / len(entries) if entries else None,
        sizes=_groups(entries, winning, lambda entry: entry.size),
        dates_chosen=_groups(entries, winning, lambda entry: len(entry.dates)),
    )


def _groups(
    entries: Collection[Entry], winning: Collection[Entry], kind: Callable[[Entry], int]
) -> tuple[Group, ...]:
    households, won = Counter(map(kind, entries)), Counter(map(kind, winning))
    return tuple(
        Group(value, number, won[value], won[value] / number) for value, number in sorted(households.items())
    )


def _people(entries: Collection[Entry]) -> int:
    return sum(entry.size for entry in entries)


def _test(subject: Subject, dates: Sequence[tuple[Odds, Sequence[Group]]]) -> UniformityTest:
    # Given the earlier dates, each date is a draw of its own: statistics and degrees of freedom add up.
    compared = [_compare(_pooled(groups, odds)) for odds, groups in dates]
    statistic, degrees = sum(each[0] for each in compared), sum(each[1] for each in compared)
    p_value = survival(statistic, degrees) if degrees else None
    return UniformityTest(subject, statistic, degrees, p_value, verdict(p_value))


def _compare(groups: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """Return Pearson's chi-square for households and winners of each group, and its degrees of freedom.

    In a random order the winners' numbers have the variances of the hypergeometric distribution, so the
    statistic is that of the table won/lost × group, times (N-1)/N (E. S. Pearson, Biometrika 34, 1947).
    That the winners' number is itself the draw's, because places count people, leaves the limiting
    distribution as it is: the draw stops without looking ahead (Anscombe, Proc. Camb. Phil. Soc. 48, 1952).
    """
    total, won = (sum(column) for column in zip(*groups, strict=True)) if groups else (0, 0)
    if len(groups) < 2 or won in (0, total):
        return 0.0, 0
    share = won / total
    variance = share * (1 - share) * total / (total - 1)
    distance = sum((drawn - households * share) ** 2 / households for households, drawn in groups)
    return distance / variance, len(groups) - 1


def _pooled(groups: Sequence[Group], odds: Odds) -> list[tuple[int, int]]:
    """Return households and winners of neighbouring groups together, until each is large enough.

    What is expected follows from places and people, not from the result: pooling by the result would
    pick the draws that get tested.
    """
    share = min(1.0, odds.places / odds.people) if odds.people else 0.0
    pooled: list[tuple[int, int]] = []
    households = won = 0
    for group in groups:
        households, won = households + group.households, won + group.won
        if households * min(share, 1 - share) >= _EXPECTED:
            pooled.append((households, won))
            households = won = 0
    if pooled:
        last = pooled[-1]
        pooled[-1] = (last[0] + households, last[1] + won)
    return pooled
