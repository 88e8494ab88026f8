"""When a period opens, closes, is drawn and published, and which dates it covers (L1, L3, L6, L8). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum


class PeriodState(StrEnum):
    """A period moves through these in order, each step by a condition on the one before."""

    OPEN = "open"
    CLOSED = "closed"
    DRAWN = "drawn"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Timetable:
    """A period's instants."""

    opens: datetime
    closes: datetime
    draws: datetime
    publishes: datetime


def period_name(day: date) -> str:
    """Return the name of the period of a day, such as 20220713."""
    return f"{day:%Y%m%d}"


def day_of(period: str) -> date:
    """Return the day of a period; raises ValueError on a name that is none."""
    return datetime.strptime(period, "%Y%m%d").date()  # noqa: DTZ007  a calendar date has no zone


def dates_of(period: str, days_ahead: int) -> list[str]:
    """Return the dates that a period covers, ascending, as YYYY-MM-DD."""
    day = day_of(period)
    return [(day + timedelta(days=ahead)).isoformat() for ahead in range(1, days_ahead + 1)]


def timetable(day: date, times: Sequence[time], zone: tzinfo) -> Timetable:
    """Return the instants of a period's day from its four local times."""
    return Timetable(*(datetime.combine(day, moment, zone) for moment in times))


def default_quotas(dates: Sequence[str], places: Sequence[int]) -> dict[str, int]:
    """Return each date's quota where staff set none; the last of `places` serves all further dates."""
    return {day: places[min(position, len(places) - 1)] for position, day in enumerate(dates)}


def first_with_places(quotas: Mapping[str, int]) -> str | None:
    """Return the first date that can be won; before it is over its winners have to know."""
    return min((day for day, places in quotas.items() if places), default=None)


def due(state: PeriodState, times: Timetable, now: datetime) -> bool:
    """Tell whether the step out of this state is due."""
    until = _next_at(state, times)
    return until is not None and now >= until


def overdue(state: PeriodState, times: Timetable, now: datetime) -> timedelta:
    """Return for how long the step out of this state has been due, 0 where it is not."""
    return max(now - (_next_at(state, times) or now), timedelta(0))


def _next_at(state: PeriodState, times: Timetable) -> datetime | None:
    steps: Mapping[PeriodState, datetime] = {
        PeriodState.OPEN: times.closes,
        PeriodState.CLOSED: times.draws,
        PeriodState.DRAWN: times.publishes,
    }
    return steps.get(state)
