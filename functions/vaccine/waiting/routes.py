"""Waiting lists over HTTP: for people who want a place of a full session, and for staff."""

from chalice.app import Blueprint

from functions.auth import service as auth
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.groups import groups
from functions.vaccine.schemas import SessionId
from functions.vaccine.waiting import joining, store
from functions.vaccine.waiting.schemas import JoinedView, WaitingForm, WaitingLine, WaitingView
from functions.vaccine.waiting.views import joined_view, waiting_line, waiting_view
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery, page, start
from layers.principals import PUBLIC, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine waiting lists")

_LOOKUPS = Rate(30, 600)


@endpoint(
    "POST",
    "/v1/vaccine/waiting-lists",
    access=PUBLIC,
    body=WaitingForm,
    returns=JoinedView,
    success=201,
    rate=_LOOKUPS,
    idempotent=True,
)
def join_waiting_list(call: Call[WaitingForm, None]) -> JoinedView:
    """Wait for places of a full session (候补), together or each when one comes back."""
    form = call.body
    auth.consume_captcha(form.captcha.id, form.captcha.answer, call.now)
    return joined_view(joining.join(form, groups.id_of(form.group), call.language, call.now))


@endpoint(
    "POST",
    "/v1/vaccine/waiting-lists/lookups",
    access=PUBLIC,
    body=LookupForm,
    returns=WaitingView,
    rate=_LOOKUPS,
)
def find_waiting_party(call: Call[LookupForm, None]) -> WaitingView:
    """Find a party by the document number of its first person and its look-up code."""
    party = joining.find(call.body, call.now)
    return waiting_view(party, catalogue.session(party.session))


@endpoint("POST", "/v1/vaccine/waiting-lists/departures", access=PUBLIC, body=LookupForm, rate=_LOOKUPS)
def leave_waiting_list(call: Call[LookupForm, None]) -> None:
    """Take a party off its list; who of it was booked stays booked."""
    joining.leave(call.body, call.now)


@endpoint(
    "GET",
    "/v1/staff/vaccine/sessions/{session}/waiting-list",
    access=staff("sessions.view", Scope.REGION),
    params={"session": SessionId},
    query=PageQuery,
    returns=Page[WaitingLine],
)
def show_waiting_list(call: Call[None, PageQuery]) -> Page[WaitingLine]:
    """Show who waits for a session, in order of joining, and why somebody was passed over."""
    session = call.path["session"]
    call.staff.require_region(catalogue.session(session).street)
    place = f"waiting:{session}"
    found = store.page_of(session, start(call.query.cursor, place), call.query.limit)
    return page(found, waiting_line, place)
