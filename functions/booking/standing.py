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
    """A person's record. `upcoming` maps booking numbers to their dates; `entries` are the days of entry,
    `misses` those of the no-shows that nobody excused, both ascending; `entered_with` is the number of the
    booking they entered with last.
    """

    upcoming: Mapping[str, date] = field(default_factory=dict)
    entries: tuple[date, ...] = ()
    misses: tuple[date, ...] = ()
    cancellations: int = 0
    entered_with: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """No-shows in a row since the last entry or ban, and the end of the last ban, past or to come."""

    length: int
    banned_until: date | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason why not, and the first date on which it no longer counts, where there is one."""

    reason: Reason
    until: date | None = None


def refusals(standing: Standing, today: date, limits: Limits) -> list[Refused]:
    """Return every reason why the person may not apply today."""
    found = []
    banned_until = row(standing, limits).banned_until
    if banned_until and today < banned_until:
        found.append(Refused(Reason.NO_SHOW_BAN, banned_until))
    if standing.entries:
        free_again = standing.entries[-1] + timedelta(days=limits.reentry_days)
        if today < free_again:
            found.append(Refused(Reason.ENTERED_RECENTLY, free_again))
    if limits.one_upcoming and any(day >= today for day in standing.upcoming.values()):
        found.append(Refused(Reason.ALREADY_BOOKED))
    return found


def row(standing: Standing, limits: Limits) -> Row:
    """Return how the no-shows follow each other: an entry ends a row, the last of a full row bans.

    Counted from the days each time: whatever is excused, and whenever a sweep comes, the row is right.
    """
    length, banned_until = 0, None
    events = [(day, 0) for day in standing.entries] + [(day, 1) for day in standing.misses]
    for day, missed_it in sorted(events):
        length = length + 1 if missed_it else 0
        if length == limits.no_shows_in_row:
            length, banned_until = 0, day + timedelta(days=limits.ban_days)
    return Row(length, banned_until)


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
    """Return the standing after entry on `day`."""
    entries = tuple(sorted((*standing.entries, day)))
    return replace(_without(standing, number), entries=entries, entered_with=number)


def number_for(standing: Standing, day: date) -> str | None:
    """Return the number of the booking with which the person enters on a day, or has entered."""
    if standing.entered_with and standing.entries[-1] == day:
        return standing.entered_with
    return next((number for number, booked_for in standing.upcoming.items() if booked_for == day), None)


def missed(standing: Standing, number: str, day: date) -> Standing:
    """Return the standing after a no-show on `day`."""
    return replace(_without(standing, number), misses=tuple(sorted((*standing.misses, day))))


def excused(standing: Standing, day: date) -> Standing:
    """Return the standing as if the no-show on `day` had not been."""
    kept = list(standing.misses)
    kept.remove(day)
    return replace(standing, misses=tuple(kept))


def forgiven(standing: Standing) -> Standing:
    """Return the standing with no cancellations counted, after staff lifted a disabled account."""
    return replace(standing, cancellations=0)


def _without(standing: Standing, number: str) -> Standing:
    return replace(standing, upcoming={key: day for key, day in standing.upcoming.items() if key != number})
