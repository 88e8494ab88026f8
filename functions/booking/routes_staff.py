"""Bookings over HTTP as staff deal with them: the port and the office."""

from chalice.app import Blueprint

from functions.booking import arrivals, bans, cancellations, counts, inquiries, listings, noshows
from functions.booking.schemas import BookingNumber
from functions.booking.schemas_staff import (
    AccountId,
    Arrival,
    ArrivalsQuery,
    BanView,
    DayQuery,
    DayTallies,
    DisabledView,
    HourTally,
    Inquiry,
    Inspected,
    LookUp,
    Reasoned,
    ResidentStanding,
    SpanQuery,
    StaffBooking,
)
from functions.booking.views_staff import (
    ban_view,
    day_tallies,
    disabled_view,
    inspected,
    resident_standing,
    staff_booking,
)
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "booking")

_PORT = staff("bookings.arrive", Scope.CITY)
_VIEW = staff("bookings.view", Scope.CITY)


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


@endpoint("GET", "/v1/staff/arrivals/counts", access=_VIEW, query=ArrivalsQuery, returns=list[HourTally])
def count_arrivals(call: Call[None, ArrivalsQuery]) -> list[HourTally]:
    """Count who arrived on a date, by local hour."""
    return [HourTally(hour, tally) for hour, tally in counts.by_hour(call.query.day).items()]


@endpoint("GET", "/v1/staff/bookings", access=_VIEW, query=DayQuery, returns=Page[StaffBooking])
def list_bookings(call: Call[None, DayQuery]) -> Page[StaffBooking]:
    """List the bookings of a date in one state, masked."""
    return listings.of_day(call.query, staff_booking)


@endpoint("GET", "/v1/staff/bookings/counts", access=_VIEW, query=SpanQuery, returns=list[DayTallies])
def count_bookings(call: Call[None, SpanQuery]) -> list[DayTallies]:
    """Count the bookings of some dates by state, and the people in them."""
    days = listings.days(call.query.first, call.query.days)
    return [day_tallies(day, tallies) for day, tallies in counts.of_days(days).items()]


@endpoint(
    "POST",
    "/v1/staff/standings/lookups",
    access=staff("bookings.standing", Scope.CITY),
    body=Inquiry,
    returns=ResidentStanding,
    rate=Rate(100, 3600, by="account"),
)
def look_up_standing(call: Call[Inquiry, None]) -> ResidentStanding:
    """Find out how somebody stands with no-shows, bans and cancellations (爽约查询); recorded."""
    today = local_date(call.now)
    return resident_standing(inquiries.inquire(call.body, call.staff.id), today)


@endpoint("GET", "/v1/staff/bans", access=_VIEW, query=PageQuery, returns=Page[BanView])
def list_bans(call: Call[None, PageQuery]) -> Page[BanView]:
    """List who is banned after no-shows today, masked."""
    found = bans.banned(call.query, local_date(call.now))
    return Page([ban_view(each) for each in found.items], found.next)


@endpoint("GET", "/v1/staff/disabled-accounts", access=_VIEW, query=PageQuery, returns=Page[DisabledView])
def list_disabled_accounts(call: Call[None, PageQuery]) -> Page[DisabledView]:
    """List the accounts that are disabled for frequent cancellation, masked."""
    found = bans.disabled_accounts(call.query)
    return Page([disabled_view(each) for each in found.items], found.next)


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
