"""Places that cancelled bookings give back: written down with the cancellation, for whoever fills them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from functions.booking.policies import limits
from functions.booking.tables import Booking, Vacated
from layers import clock
from layers.transaction import Delete, Step, new


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Places for so many people on a date, given back by a booking that came from this period."""

    period: str
    day: str
    booking: str
    people: int


class VacancyTaken(Exception):
    """The places were taken by somebody else since they were read."""


def vacated(booking: Booking, people: int) -> Step:
    """Return the step that gives a booking's places back, to be taken with its cancellation."""
    place = Vacancy(booking.period, booking.day, booking.number, people)
    item = Vacated(*_key(place), period=place.period, day=place.day, people=people)
    item.expires_at = clock.at_local(date.fromisoformat(booking.day), time())
    return new(item)


def vacancies(now: datetime) -> Iterator[Vacancy]:
    """Yield the places that were given back and not filled yet, for dates to come; read consistently."""
    for item in Vacated.query("VACATED", consistent_read=True):
        if now < item.expires_at:
            yield Vacancy(item.period, item.day, item.sk.rsplit("#", 1)[1], int(item.people))


def fill(vacancy: Vacancy) -> Step:
    """Return the step that takes the places; it refuses with VacancyTaken."""
    taken = Vacated(*_key(vacancy))
    return Delete(item=taken, condition=Vacated.pk.exists(), otherwise=VacancyTaken)


def cancellable_until(day: date) -> datetime:
    """Return the instant from which a booking for `day` can't be cancelled any more."""
    last = day - timedelta(days=limits().cancel_days_before)
    return clock.at_local(last + timedelta(days=1), time())


def _key(vacancy: Vacancy) -> tuple[str, str]:
    return "VACATED", f"{vacancy.day}#{vacancy.period}#{vacancy.booking}"
