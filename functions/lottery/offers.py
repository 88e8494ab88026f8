"""What a period offers, and how many applied so far: the list everybody looks at (L2), a few seconds old."""

import time
from dataclasses import dataclass
from datetime import date, datetime

from functions.lottery import schedule, store
from functions.lottery.errors import NoSuchPeriod
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Period
from layers.clock import local_date

FRESH = 2
"""Seconds for which a process answers from what it read."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A date's places in this period, and the people and households who applied for it so far."""

    day: date
    places: int
    people: int
    applications: int


@dataclass(frozen=True, slots=True)
class Offers:
    """A period with its dates, as of an instant; applications and their people once, whatever their dates."""

    period: Period
    dates: list[Offer]
    applications: int
    people: int
    as_of: datetime


_cache: dict[str, tuple[float, Offers]] = {}


def current(now: datetime) -> Offers:
    """Return today's period, or the newest one where today's is not open yet; raises NoSuchPeriod.

    One read of the period and one query of its 32 gates, at most every two seconds a process.
    """
    today = schedule.period_name(local_date(now))
    read_at, known = _cache.get(today, (0.0, None))
    if known is None or time.monotonic() - read_at > FRESH:
        known = _read(today, now)
        _cache.clear()
        _cache[today] = (time.monotonic(), known)
    return known


def of_period(period: Period, now: datetime) -> Offers:
    """Return a period with the sums of its gates. One query of 32 small items."""
    gates = store.gates(period.name)
    dates = [
        Offer(
            date.fromisoformat(day),
            places,
            sum(int(gate.people[day]) for gate in gates),
            sum(int(gate.entries[day]) for gate in gates),
        )
        for day, places in period.places.items()
    ]
    return Offers(
        period=period,
        dates=dates,
        applications=sum(int(gate.applications) for gate in gates),
        people=sum(int(gate.applicants) for gate in gates),
        as_of=now,
    )


def forget() -> None:
    """Make the next `current` read anew."""
    _cache.clear()


def _read(today: str, now: datetime) -> Offers:
    found = store.periods([today]) or {each.name: each for each in store.newest_periods(1)}
    if not found:
        raise NoSuchPeriod
    return of_period(next(iter(found.values())), now)


def is_published(period: Period) -> bool:
    """Tell whether a period's result is public."""
    return bool(period.state == PeriodState.PUBLISHED)
