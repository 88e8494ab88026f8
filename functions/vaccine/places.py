"""How a session's places are split into parts and what they add up to (V4, V5). Pure.

Each part is one item of the table, so that no item is everybody's. Of each part, at every moment,
size = free + kept + held + booked, and given <= arrived <= booked.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

A_PART = 100
"""Places that one item can hand out as fast as anybody needs them."""

MOST_PARTS = 48
"""So many parts and more would not fit a transaction over all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a session's places.

    `kept` are promised to the waiting list, `holds` lead to their ends in epoch seconds, `booked` counts
    the `arrived` and the `given` too. While `keeping`, places that are given back are kept, else free.
    `returned` counts how often places became free; `parts` is how many the session has.
    """

    number: int
    size: int
    free: int
    kept: int = 0
    holds: Mapping[str, int]
    booked: int = 0
    arrived: int = 0
    given: int = 0
    parts: int = 1
    returned: int = 0
    keeping: bool = False
    enabled: bool = True

    @property
    def whole(self) -> bool:
        """Tell whether every place is accounted for."""
        adds_up = self.size == self.free + self.kept + len(self.holds) + self.booked
        return adds_up and 0 <= self.given <= self.arrived <= self.booked and min(self.free, self.kept) >= 0

    def lapsed(self, now: datetime) -> list[str]:
        """Return the holds whose time is over."""
        return [hold for hold, until in self.holds.items() if until <= now.timestamp()]

    def open_to_all(self, now: datetime) -> int:
        """Return how many places anybody can take: the free ones, and lapsed holds unless they are kept."""
        return self.free + (0 if self.keeping else len(self.lapsed(now)))


@dataclass(frozen=True, slots=True)
class Totals:
    """What a session's parts add up to: 限定名额, 剩余名额, held, kept, 预约人数, registered, 已接种数."""

    quota: int
    remaining: int
    held: int
    kept: int
    booked: int
    arrived: int
    given: int


@dataclass(frozen=True, slots=True)
class TooLow:
    """The quota can't be lower than `least`: so many places are booked, held or promised."""

    least: int


def parts_of(quota: int) -> int:
    """Return into how many parts so many places are split."""
    return max(1, min(MOST_PARTS, -(-quota // A_PART)))


def split(quota: int) -> list[int]:
    """Return the sizes of a new session's parts: as equal as can be."""
    number = parts_of(quota)
    return [quota // number + (place < quota % number) for place in range(number)]


def totals(parts: Sequence[Part], now: datetime) -> Totals:
    """Return what parts add up to."""
    lapsed = sum(part.open_to_all(now) - part.free for part in parts)
    return Totals(
        quota=sum(part.size for part in parts),
        remaining=sum(part.free for part in parts) + lapsed,
        held=sum(len(part.holds) for part in parts) - lapsed,
        kept=sum(part.kept for part in parts),
        booked=sum(part.booked for part in parts),
        arrived=sum(part.arrived for part in parts),
        given=sum(part.given for part in parts),
    )


def full_between(before: Sequence[Part], after: Sequence[Part], now: datetime) -> bool:
    """Tell whether there was a moment at which nobody could take a place.

    Both are readings of all parts, one part after the other, the second begun when the first had
    ended. A part without places in both, whose `returned` did not move, had none all the time between
    its two readings; and all these times have the moment between the readings in common.
    """
    if len(before) != len(after) or len(after) != after[0].parts:
        return False
    return all(
        first.returned == second.returned and not first.open_to_all(now) and not second.open_to_all(now)
        for first, second in zip(before, after, strict=True)
    )


def resized(parts: Sequence[Part], quota: int) -> dict[int, int] | TooLow:
    """Return by how much each part grows or shrinks for another quota, by its number; new ones follow.

    Places are added where there are fewest and taken from where most are free.
    """
    change = quota - sum(part.size for part in parts)
    if change < 0:
        return _taken([part.free for part in parts], -change, sum(part.size for part in parts))
    sizes = [part.size for part in parts]
    sizes += [0] * (parts_of(quota) - len(sizes))
    return _added(sizes, change)


def _added(sizes: Sequence[int], places: int) -> dict[int, int]:
    waiting = [(size, number) for number, size in enumerate(sizes)]
    heapq.heapify(waiting)
    for _ in range(places):
        size, number = waiting[0]
        heapq.heapreplace(waiting, (size + 1, number))
    return {number: size - sizes[number] for size, number in sorted(waiting, key=_by_number)}


def _taken(free: Sequence[int], places: int, size: int) -> dict[int, int] | TooLow:
    if sum(free) < places:
        return TooLow(size - sum(free))
    waiting = [(-left, number) for number, left in enumerate(free)]
    heapq.heapify(waiting)
    for _ in range(places):
        left, number = waiting[0]
        heapq.heapreplace(waiting, (left + 1, number))
    return {number: -left - free[number] for left, number in sorted(waiting, key=_by_number)}


def _by_number(entry: tuple[int, int]) -> int:
    return entry[1]
