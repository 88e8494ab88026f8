"""When sessions open, run and end, and the days of a template (V4). Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class SessionState(StrEnum):
    """What a session is at a moment: 停用, 未开始, 启用, 锁定, 已下线. Only the first is ever stored."""

    DISABLED = "disabled"
    UPCOMING = "upcoming"
    OPEN = "open"
    FULL = "full"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Times:
    """From when on a session can be booked, and when it begins and ends; instants."""

    opens: datetime
    starts: datetime
    ends: datetime


def state(times: Times, *, enabled: bool, remaining: int, now: datetime) -> SessionState:
    """Return what a session is now; it goes offline by itself at its end."""
    if now >= times.ends:
        return SessionState.ENDED
    if not enabled:
        return SessionState.DISABLED
    if now < times.opens:
        return SessionState.UPCOMING
    return SessionState.OPEN if remaining else SessionState.FULL


def days(first: date, last: date, weekdays: Collection[int]) -> Iterator[date]:
    """Yield the days from `first` to `last`, both included, on these weekdays (1 = Monday)."""
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if day.isoweekday() in weekdays:
            yield day
