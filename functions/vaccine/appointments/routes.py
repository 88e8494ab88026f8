"""Booking a vaccination over HTTP, for everybody: a street's page, holding, booking, finding, cancelling."""

from chalice.app import Blueprint

from functions.auth import service as auth
from functions.vaccine import streets
from functions.vaccine.appointments import availability, holds, inputs, lost_codes, own, submission, views
from functions.vaccine.appointments.schemas import (
    AppointmentView,
    Availability,
    BookedView,
    BookingForm,
    DetailsForm,
    HeldPlace,
    HoldAsking,
    HoldRelease,
    LookupForm,
    LostCodeForm,
    StreetName,
    StreetView,
    VaccineView,
)
from functions.vaccine.catalogue import vaccines
from functions.vaccine.groups import groups
from functions.vaccine.groups.schemas import GroupAsking
from functions.vaccine.schemas import RegionId
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine")

_STREET = {"street": RegionId}
_OFTEN = Rate(120, 600)
_LOOKUPS = Rate(30, 600)


@endpoint("GET", "/v1/vaccine/streets", access=PUBLIC, returns=list[StreetName], cache=60)
def list_vaccine_streets(call: Call[None, None]) -> list[StreetName]:  # noqa: ARG001  the same for everybody
    """List the streets that take appointments, district by district."""
    return [views.street_name(each) for each in streets.listed()]


@endpoint("GET", "/v1/vaccine/streets/{street}", access=PUBLIC, params=_STREET, returns=StreetView, cache=60)
def show_vaccine_street(call: Call[None, None]) -> StreetView:
    """Show the booking page (预约地址) of a street, or of a grid's: its grids, and the notice (预约须知)."""
    return views.street_view(streets.serving(call.path["street"]))


@endpoint(
    "GET",
    "/v1/vaccine/streets/{street}/sessions",
    access=PUBLIC,
    params=_STREET,
    returns=Availability,
    cache=availability.FRESH,
)
def list_vaccine_sessions(call: Call[None, None]) -> Availability:
    """List what can be booked in a street, with the places left and as of when; empty: no vaccine now."""
    return views.availability(availability.of_street(call.path["street"], call.now))


@endpoint(
    "POST",
    "/v1/vaccine/groups/sessions",
    access=PUBLIC,
    body=GroupAsking,
    returns=Availability,
    rate=Rate(120, 600),
)
def list_group_sessions(call: Call[GroupAsking, None]) -> Availability:
    """List what a group can book, to whoever has its address."""
    group = groups.admitted(call.body.group)
    return views.availability(availability.of_group(group.street, group.id, call.now))


@endpoint("GET", "/v1/vaccine/vaccines", access=PUBLIC, returns=list[VaccineView], cache=60)
def list_vaccines(call: Call[None, None]) -> list[VaccineView]:  # noqa: ARG001  the same for everybody
    """List the vaccines in use: doses, days between them, ages, questions before booking."""
    return [views.vaccine_view(each) for each in vaccines.listed() if each.enabled]


@endpoint(
    "POST",
    "/v1/vaccine/holds",
    access=PUBLIC,
    body=HoldAsking,
    returns=HeldPlace,
    success=201,
    rate=_OFTEN,
)
def hold_place(call: Call[HoldAsking, None]) -> HeldPlace:
    """Hold a place while the form is filled in (我要预约)."""
    hold = holds.take(call.body.session, call.now, group=groups.id_of(call.body.group))
    return HeldPlace(hold.token(), hold.until)


@endpoint("POST", "/v1/vaccine/holds/release", access=PUBLIC, body=HoldRelease, rate=_OFTEN)
def release_place(call: Call[HoldRelease, None]) -> None:
    """Give a held place back before its time is over."""
    holds.let_go(holds.read(call.body.hold, call.now))


@endpoint(
    "POST",
    "/v1/vaccine/appointments",
    access=PUBLIC,
    body=BookingForm,
    returns=BookedView,
    success=201,
    rate=_OFTEN,
    idempotent=True,
)
def book_vaccination(call: Call[BookingForm, None]) -> BookedView:
    """Book a held place for one person (提交); the look-up code is shown this once, and sent."""
    auth.consume_captcha(call.body.captcha.id, call.body.captcha.answer, call.now)
    return views.booked_view(submission.book(call.body, call.language, call.now))


@endpoint(
    "POST",
    "/v1/vaccine/appointments/lookups",
    access=PUBLIC,
    body=LookupForm,
    returns=AppointmentView,
    rate=_LOOKUPS,
)
def find_vaccination(call: Call[LookupForm, None]) -> AppointmentView:
    """Find an appointment by document number and look-up code (预约结果查询)."""
    return views.appointment_view(own.find(call.body, call.now))


@endpoint(
    "POST",
    "/v1/vaccine/appointments/cancellations",
    access=PUBLIC,
    body=LookupForm,
    returns=AppointmentView,
    rate=_LOOKUPS,
)
def cancel_vaccination(call: Call[LookupForm, None]) -> AppointmentView:
    """Cancel an appointment (取消预约) before checking in; the place is bookable again."""
    return views.appointment_view(own.cancel(call.body, call.now))


@endpoint(
    "PUT",
    "/v1/vaccine/appointments/details",
    access=PUBLIC,
    body=DetailsForm,
    returns=BookedView,
    rate=_LOOKUPS,
)
def change_vaccination_details(call: Call[DetailsForm, None]) -> BookedView:
    """Correct the details of a cancelled appointment (修改资料), until the first dose was given."""
    return views.booked_view(own.change(call.body, call.now))


@endpoint("POST", "/v1/vaccine/appointments/lost-codes", access=PUBLIC, body=LostCodeForm, rate=_LOOKUPS)
def ask_for_lookup_code(call: Call[LostCodeForm, None]) -> None:
    """Ask for new look-up codes, sent to the appointments' phones; the answer tells nothing."""
    auth.consume_captcha(call.body.captcha.id, call.body.captcha.answer, call.now)
    lost_codes.ask(inputs.identity(call.body), call.now)
