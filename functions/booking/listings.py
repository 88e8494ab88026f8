"""Reading bookings and standings: for their owners, for the office, for the port."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from functions.booking import arrivals, store
from functions.booking import standing as rules
from functions.booking.errors import NoSuchBooking
from functions.booking.schemas import RefusedView, StandingView
from functions.booking.schemas_staff import DayQuery, LookUp
from functions.booking.standing import Limits
from functions.booking.tables import Booking
from layers import paging
from layers.clock import local_date
from layers.paging import Page, PageQuery

T = TypeVar("T")


def of_account(account: str, query: PageQuery, show: Callable[[Booking], T]) -> Page[T]:
    """Return a page of an account's bookings, the latest date first."""
    place = f"bookings:{account}"
    return paging.page(store.of_account(account, paging.start(query.cursor, place), query.limit), show, place)


def of_today(account: str, today: date) -> list[Booking]:
    """Return an account's bookings of today, whatever their state."""
    return store.of_account_on(account, today)


def of_day(query: DayQuery, show: Callable[[Booking], T]) -> Page[T]:
    """Return a page of a date's bookings in one state, shard by shard."""
    place = f"day:{query.day}:{query.state}"
    position = paging.start(query.cursor, place)
    found, behind = store.page_of_day(query.day, query.state, position, query.limit)
    return Page([show(booking) for booking in found], paging.cursor(behind, place) if behind else "")


def days(first: date, number: int) -> list[date]:
    """Return so many dates from the first on; the calendar's end is theirs."""
    last = min(first.toordinal() + number, date.max.toordinal() + 1)
    return [date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last)]


def number_of(wanted: LookUp, now: datetime) -> str:
    """Return the number of the booking that port staff look for; raises NoSuchBooking, SlipInvalid."""
    if wanted.token:
        return arrivals.by_slip(wanted.token, now)
    if wanted.number:
        return wanted.number
    if wanted.document_type and wanted.document_number:
        return arrivals.by_document(wanted.document_type, wanted.document_number, local_date(now))
    raise NoSuchBooking


def standing(person: str, today: date, limits: Limits) -> StandingView:
    """Return how a person stands, with what keeps them from applying today."""
    (known,) = store.standings([person])
    return StandingView(
        no_shows=len(known.standing.misses),
        no_shows_in_row=rules.row(known.standing, limits).length,
        cancellations=known.standing.cancellations,
        cancellations_left=rules.cancellations_left(known.standing, limits),
        refusals=[
            RefusedView(refused.reason, refused.until)
            for refused in rules.refusals(known.standing, today, limits)
        ],
    )
