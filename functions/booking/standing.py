"""How a person stands with the rooms: what they hold, when they last entered, no-shows, cancellations.

Pure rules of B2, B5, B6 and of the 14 days between entries (L3). Dates are local dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a person may not apply now."""

    NO_SHOW_BAN = "no_show_ban"
    ENTERED_RECENTLY = "entered_recently"
    ALREADY_BOOKED = "already_booked"


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy's numbers that these rules need; days and counts."""

    no_shows_in_row: int
    ban_days: int
    reentry_days: int
    one_upcoming: bool
    cancel_days_before: int
    cancellations: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's record. `upcoming` maps booking numbers to their dates."""

    upcoming: Mapping[str, date] = field(default_factory=dict)
    last_entry: date | None = None
    no_shows: int = 0
    no_shows_in_row: int = 0
    banned_until: date | None = None
    cancellations: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason why not, and the first date on which it no longer counts, where there is one."""

    reason: Reason
    until: date | None = None


def refusals(standing: Standing, today: date, limits: Limits) -> list[Refused]:
    """Return every reason why the person may not apply today."""
    found = []
    if standing.banned_until and today < standing.banned_until:
        found.append(Refused(Reason.NO_SHOW_BAN, standing.banned_until))
    if standing.last_entry:
        free_again = standing.last_entry + timedelta(days=limits.reentry_days)
        if today < free_again:
            found.append(Refused(Reason.ENTERED_RECENTLY, free_again))
    if limits.one_upcoming and any(day >= today for day in standing.upcoming.values()):
        found.append(Refused(Reason.ALREADY_BOOKED))
    return found


def cancellable(day: date, today: date, limits: Limits) -> bool:
    """Tell whether a booking for `day` may still be cancelled: at least so many days before."""
    return today <= day - timedelta(days=limits.cancel_days_before)


def cancellations_left(standing: Standing, limits: Limits) -> int:
    """Return how many more cancellations the account survives."""
    return max(0, limits.cancellations - standing.cancellations)


def booked(standing: Standing, number: str, day: date) -> Standing:
    """Return the standing with a booking more."""
    return replace(standing, upcoming={**standing.upcoming, number: day})


def cancelled(standing: Standing, number: str, *, by_applicant: bool) -> Standing:
    """Return the standing without the booking; only the applicant's own count of cancellations grows."""
    return replace(
        _without(standing, number), cancellations=standing.cancellations + (1 if by_applicant else 0)
    )


def arrived(standing: Standing, number: str, day: date) -> Standing:
    """Return the standing after entry: a row of no-shows ends."""
    return replace(_without(standing, number), last_entry=day, no_shows_in_row=0)


def missed(standing: Standing, number: str, day: date, limits: Limits) -> Standing:
    """Return the standing after a no-show on `day`; the last of a row bans, counted from that day."""
    in_row = standing.no_shows_in_row + 1
    banned_until = standing.banned_until
    if in_row >= limits.no_shows_in_row:
        banned_until, in_row = day + timedelta(days=limits.ban_days), 0
    return replace(
        _without(standing, number),
        no_shows=standing.no_shows + 1,
        no_shows_in_row=in_row,
        banned_until=banned_until,
    )


def excused(standing: Standing, day: date, limits: Limits) -> Standing:
    """Return the standing as if the no-show on `day` had not been counted.

    A ban that it completed is lifted, and the no-shows before it in the row count again.
    """
    completed_a_row = standing.banned_until == day + timedelta(days=limits.ban_days)
    in_row = limits.no_shows_in_row - 1 if completed_a_row else max(0, standing.no_shows_in_row - 1)
    return replace(
        standing,
        no_shows=max(0, standing.no_shows - 1),
        no_shows_in_row=in_row,
        banned_until=None if completed_a_row else standing.banned_until,
    )


def forgiven(standing: Standing) -> Standing:
    """Return the standing with no cancellations counted, after staff lifted a disabled account."""
    return replace(standing, cancellations=0)


def _without(standing: Standing, number: str) -> Standing:
    return replace(standing, upcoming={key: day for key, day in standing.upcoming.items() if key != number})
