"""EventBridge's schedule expressions: when a `rate(…)` or `cron(…)` was last due."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
_LOOK_BACK = 366
"""Days a cron expression is followed back; it has no last time before that."""


class Schedule(Protocol):
    """Knows when it was due."""

    def latest(self, now: datetime) -> datetime | None:
        """Return the last instant it was due, `now` included, or None."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Due every so often, counted from 1970, so that every emulator agrees."""

    period: timedelta

    def latest(self, now: datetime) -> datetime:
        """Return the start of the period that `now` is in."""
        return now - (now - _EPOCH) % self.period


@dataclass(frozen=True, slots=True)
class Cron:
    """Due at the minutes that fit all six fields; days of the week count from 1, Sunday."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    years: frozenset[int]

    def latest(self, now: datetime) -> datetime | None:
        """Return the last minute that fits, looking back a year."""
        today = now.date()
        back = (today - timedelta(days=number) for number in range(_LOOK_BACK))
        fitting = (instant for day in back if self._fits(day) for instant in self._within(day))
        return next((instant for instant in fitting if instant <= now), None)

    def _fits(self, day: date) -> bool:
        return (
            day.day in self.days
            and day.month in self.months
            and day.year in self.years
            and day.isoweekday() % 7 + 1 in self.weekdays
        )

    def _within(self, day: date) -> Iterator[datetime]:
        for hour in sorted(self.hours, reverse=True):
            for minute in sorted(self.minutes, reverse=True):
                yield datetime.combine(day, time(hour, minute), UTC)


def parse(expression: str) -> Schedule:
    """Return the schedule that an expression describes; raises ValueError on one we can't follow."""
    if rate := _RATE.fullmatch(expression):
        return Rate(timedelta(**{f"{rate[2]}s": int(rate[1])}))
    if cron := _CRON.fullmatch(expression):
        return Cron(
            _field(cron[1], 0, 59),
            _field(cron[2], 0, 23),
            _field(cron[3], 1, 31),
            _field(cron[4], 1, 12, _MONTHS),
            _field(cron[5], 1, 7, _DAYS),
            _field(cron[6], 1970, 2199),
        )
    raise ValueError(f"not a schedule: {expression!r}")


def _field(text: str, first: int, last: int, names: list[str] | None = None) -> frozenset[int]:
    """Return the numbers that a field allows: `*`, `?`, `5`, `1-5`, `MON-FRI`, `0/15`, lists of these."""
    for number, name in enumerate(names or [], start=first):
        text = text.upper().replace(name, str(number))
    return frozenset(number for part in text.split(",") for number in _part(part, first, last))


def _part(text: str, first: int, last: int) -> range:
    span, _, step = text.partition("/")
    if span in {"*", "?"}:
        low, high = first, last
    else:
        start, _, end = span.partition("-")
        low, high = int(start), int(end or (last if step else start))
    return range(low, high + 1, int(step or 1))
