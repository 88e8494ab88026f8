"""Bookings over HTTP: the resident's own, the port, and the office."""

from chalice.app import Blueprint

from functions.booking import arrivals, cancellations, listings, noshows
from functions.booking.policies import limits
from functions.booking.schemas import (
    AccountId,
    Arrival,
    BookingNumber,
    BookingView,
    Cancellation,
    DayQuery,
    Inspected,
    LookUp,
    Reasoned,
    SlipView,
    StaffBooking,
    StandingView,
)
from functions.booking.views import booking_view, inspected, slip_view, staff_booking
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import RESIDENT, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "booking")

_PORT = staff("bookings.arrive", Scope.CITY)


@endpoint("GET", "/v1/me/bookings", access=RESIDENT, query=PageQuery, returns=Page[BookingView])
def list_my_bookings(call: Call[None, PageQuery]) -> Page[BookingView]:
    """List my bookings, upcoming and past (预约信息)."""
    return listings.of_account(call.resident.account, call.query, booking_view)


@endpoint(
    "POST",
    "/v1/me/bookings/{number}/cancellation",
    access=RESIDENT,
    params={"number": BookingNumber},
    body=Cancellation,
)
def cancel_my_booking(call: Call[Cancellation, None]) -> None:
    """Cancel my booking (退订), at least two days before its date."""
    cancellations.cancel(call.resident.account, call.path["number"], call.now, confirmed=call.body.confirmed)


@endpoint("GET", "/v1/me/standing", access=RESIDENT, returns=StandingView)
def show_my_standing(call: Call[None, None]) -> StandingView:
    """Show how I stand: no-shows (爽约次数), bans, cancellations."""
    return listings.standing(call.resident.person, local_date(call.now), limits())


@endpoint("GET", "/v1/me/slip", access=RESIDENT, returns=SlipView)
def show_my_slip(call: Call[None, None]) -> SlipView:
    """Show my confirmation slip (预约确认单), on the day of my booking only."""
    return slip_view(arrivals.slip(call.resident.account, call.now))


@endpoint("GET", "/v1/me/entry", access=RESIDENT, returns=list[BookingView])
def show_my_entry(call: Call[None, None]) -> list[BookingView]:
    """Show my booking of today and whether I have entered (今日入境)."""
    return [booking_view(each) for each in listings.of_today(call.resident.account, local_date(call.now))]


@endpoint(
    "POST",
    "/v1/staff/arrivals/lookups",
    access=_PORT,
    body=LookUp,
    returns=Inspected,
    rate=Rate(600, 3600, by="account"),
)
def look_up_arrival(call: Call[LookUp, None]) -> Inspected:
    """Find a booking of today by slip, number or document, with the documents in full; recorded."""
    number = listings.number_of(call.body, call.now)
    return inspected(*arrivals.inspect(number, call.staff.id, call.now))


@endpoint("POST", "/v1/staff/arrivals", access=_PORT, body=Arrival)
def record_arrival(call: Call[Arrival, None]) -> None:
    """Mark a household as arrived, once (今日入境)."""
    arrivals.arrive(call.body.number, call.staff.id, call.now)


@endpoint(
    "GET",
    "/v1/staff/bookings",
    access=staff("bookings.view", Scope.CITY),
    query=DayQuery,
    returns=Page[StaffBooking],
)
def list_bookings(call: Call[None, DayQuery]) -> Page[StaffBooking]:
    """List the bookings of a date in one state, masked."""
    return listings.of_day(call.query, staff_booking)


@endpoint(
    "POST",
    "/v1/staff/bookings/{number}/excuse",
    access=staff("bookings.excuse", Scope.CITY),
    params={"number": BookingNumber},
    body=Reasoned,
)
def excuse_no_show(call: Call[Reasoned, None]) -> None:
    """Excuse a no-show with a reason; a ban it led to is lifted."""
    noshows.excuse(call.path["number"], call.staff.id, call.body.reason)


@endpoint(
    "POST",
    "/v1/staff/accounts/{account}/reinstatement",
    access=staff("bookings.lift", Scope.CITY),
    params={"account": AccountId},
    body=Reasoned,
)
def reinstate_account(call: Call[Reasoned, None]) -> None:
    """Lift the disabling of an account for frequent cancellation."""
    cancellations.reinstate(call.path["account"], call.staff.id, call.body.reason)
