"""The odds of winning: what the algorithm promises beforehand, and what came out."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt

from functions.lottery.draw import Entry

_TWO_SIDED_95 = 1.96


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of so many households of a size that were still candidates for a date, so many won it."""

    day: str
    size: int
    candidates: int
    winners: int

    @property
    def odds(self) -> float:
        """The share that won."""
        return self.winners / self.candidates

    def chance_alone(self, expected: float) -> float:
        """Return how far from the expected odds 19 in 20 such shares are at most, by chance alone."""
        return _TWO_SIDED_95 * sqrt(expected * (1 - expected) / self.candidates)


def expected(entries: Collection[Entry], places: Mapping[str, int]) -> dict[str, float]:
    """Return each date's odds for whoever has not won an earlier date; a household's size does not matter.

    That is its places, divided by the people who will probably still want them.
    """
    odds: dict[str, float] = {}
    for day in sorted(places):
        people = sum(
            entry.size * prod(1 - odds[earlier] for earlier in entry.dates if earlier < day)
            for entry in entries
            if day in entry.dates
        )
        odds[day] = min(1.0, places[day] / people) if people else 0.0
    return odds


def outcomes(
    entries: Collection[Entry], winners: Mapping[str, Sequence[str]], standby: Mapping[str, Sequence[str]]
) -> Iterator[Outcome]:
    """Yield what came out by date and household size, from a proof's winners and standby."""
    sizes: dict[str, int] = {entry.ticket: entry.size for entry in entries}
    for day in sorted(winners):
        won = Counter(sizes[ticket] for ticket in winners[day])
        lost = Counter(sizes[ticket] for ticket in standby[day])
        for size in sorted(won | lost):
            yield Outcome(day, size, won[size] + lost[size], won[size])
