"""How many bookings a date has in each state, and who arrived when: counted with every change.

The counts of a date are cut into 16 shards by booking number, because publication books thousands at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from functions.booking import store
from functions.booking.tables import BookingState, DayCount, HourCount
from layers import clock
from layers.tables import shard_of
from layers.transaction import Step, Update

_SHARDS = 16


class Kind(StrEnum):
    """What is counted: the states of a booking, and no-shows that were excused."""

    BOOKED = BookingState.BOOKED
    CANCELLED = BookingState.CANCELLED
    ARRIVED = BookingState.ARRIVED
    NO_SHOW = BookingState.NO_SHOW
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Tally:
    """So many bookings, with so many people."""

    bookings: int
    people: int


def more(number: str, people: int, kind: Kind) -> Step:
    """Return the step that counts a booking as one more of a kind."""
    return _count(number, people, {kind: 1})


def moved(number: str, people: int, to: BookingState) -> Step:
    """Return the step that counts a booking as one that is no longer booked but in another state."""
    return _count(number, people, {Kind.BOOKED: -1, Kind(to): 1})


def arrived(people: int, now: datetime) -> Step:
    """Return the step that counts an arrival in its hour."""
    local = now.astimezone(clock.LOCAL)
    item = HourCount(f"ARRIVALS#{local:%Y-%m-%d}", f"{local:%H}")
    return Update(item=item, actions=[HourCount.bookings.add(1), HourCount.people.add(people)])


def of_days(days: Iterable[date]) -> dict[date, dict[Kind, Tally]]:
    """Return the counts of some days, which follow each other. 16 queries of one small item a day."""
    found = {day.isoformat(): [DayCount()] for day in days}
    for shard in range(_SHARDS):
        for item in DayCount.query(f"COUNTS#{shard:02d}", DayCount.sk.between(min(found), max(found))):
            found[item.sk].append(item)
    return {date.fromisoformat(day): _tallies(items) for day, items in found.items()}


def by_hour(day: date) -> dict[int, Tally]:
    """Return who arrived on a day, by local hour; hours without arrivals are left out. One query."""
    found = HourCount.query(f"ARRIVALS#{day.isoformat()}")
    return {int(item.sk): Tally(int(item.bookings), int(item.people)) for item in found}


def _count(number: str, people: int, changes: dict[Kind, int]) -> Step:
    item = DayCount(f"COUNTS#{shard_of(number, _SHARDS):02d}", store.day_of(number))
    actions = [getattr(DayCount, kind).add(change) for kind, change in changes.items()]
    actions += [getattr(DayCount, f"{kind}_people").add(change * people) for kind, change in changes.items()]
    return Update(item=item, actions=actions)


def _tallies(items: list[DayCount]) -> dict[Kind, Tally]:
    return {kind: Tally(_sum(items, kind), _sum(items, f"{kind}_people")) for kind in Kind}


def _sum(items: list[DayCount], name: str) -> int:
    return sum(int(getattr(item, name)) for item in items)
