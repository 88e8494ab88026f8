"""Bookings over HTTP: the resident's own."""

from chalice.app import Blueprint

from functions.booking import arrivals, cancellations, listings
from functions.booking.policies import limits
from functions.booking.schemas import (
    BookingNumber,
    BookingView,
    Cancellation,
    SlipPaper,
    SlipView,
    StandingView,
)
from functions.booking.views import booking_view, slip_view
from functions.booking.views_paper import slip_paper
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "booking")


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


@endpoint("GET", "/v1/me/slip/paper", access=RESIDENT, returns=SlipPaper, rate=Rate(30, 600, by="account"))
def print_my_slip(call: Call[None, None]) -> SlipPaper:
    """Print my confirmation slip, on the day of my booking only, in the language that is asked for."""
    return slip_paper(arrivals.slip(call.resident.account, call.now), call.language, call.now)


@endpoint("GET", "/v1/me/entry", access=RESIDENT, returns=list[BookingView])
def show_my_entry(call: Call[None, None]) -> list[BookingView]:
    """Show my booking of today and whether I have entered (今日入境)."""
    return [booking_view(each) for each in listings.of_today(call.resident.account, local_date(call.now))]
