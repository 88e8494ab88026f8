"""Work at sites over HTTP: who works where; greeter, vaccinator and observation; walk-in (V10)."""

from typing import Any

from chalice.app import Blueprint

from functions.vaccine.appointments import inputs_party, own
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.onsite import lookups, store, visits, walkins, workers
from functions.vaccine.onsite.schemas import (
    Binding,
    EndingLookup,
    LookView,
    OwnSite,
    SitePlace,
    SiteSession,
    SlipScan,
    StaffLookView,
    UndoForm,
    UserId,
    VisitorView,
    WalkInForm,
    WalkInView,
)
from functions.vaccine.onsite.store import Place
from functions.vaccine.onsite.views import own_site, site_session, staff_looks, visitor_view, walk_in_view
from functions.vaccine.records import looks
from functions.vaccine.schemas import RecordNumber, RegionId, SiteId
from functions.vaccine.tables import Source
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine sites at work")

_SITE = "/v1/staff/vaccine/onsite/{street}/{site}"
_AT = {"street": RegionId, "site": SiteId}
_VISITOR = f"{_SITE}/visitors/{{record}}"
_AT_VISITOR = {**_AT, "record": RecordNumber}
_VIEW = staff("onsite.view", Scope.REGION)
_AUTHORISE = staff("onsite.authorise", Scope.REGION)


@endpoint(
    "GET",
    "/v1/staff/vaccine/workers/{user}/sites",
    access=_AUTHORISE,
    params={"user": UserId},
    returns=Binding,
)
def show_worker(call: Call[Any, Any]) -> Binding:
    """Show the sites at which an account works."""
    return Binding([SitePlace(*site) for site in workers.sites_of(call.staff, call.path["user"])])


@endpoint(
    "PUT",
    "/v1/staff/vaccine/workers/{user}/sites",
    access=_AUTHORISE,
    params={"user": UserId},
    body=Binding,
)
def bind_worker(call: Call[Binding, None]) -> None:
    """Let an account work at these sites and at no others (核销人员授权)."""
    sites = {(each.street, each.site) for each in call.body.sites}
    workers.bind(call.staff, call.path["user"], sites)


@endpoint(
    "GET",
    "/v1/staff/vaccine/streets/{street}/sites/{site}/workers",
    access=_AUTHORISE,
    params=_AT,
    returns=list[str],
)
def list_workers(call: Call[Any, Any]) -> list[str]:
    """List the ids of the accounts that work at a site."""
    return workers.of_site(call.staff, _site(call))


@endpoint("GET", "/v1/staff/me/sites", access=staff("onsite.view", Scope.OWN), returns=list[OwnSite])
def list_my_sites(call: Call[Any, Any]) -> list[OwnSite]:
    """List the sites at which I work."""
    return [own_site(site) for site in store.sites_of(call.staff.id)]


@endpoint("GET", f"{_SITE}/sessions", access=_VIEW, params=_AT, returns=list[SiteSession])
def list_site_sessions(call: Call[Any, Any]) -> list[SiteSession]:
    """List today's sessions at my site; the current ones pulse."""
    return [site_session(each) for each in visits.today(call.staff, _site(call), call.now)]


@endpoint("GET", f"{_SITE}/observation", access=_VIEW, params=_AT, returns=list[VisitorView])
def list_observed(call: Call[Any, Any]) -> list[VisitorView]:
    """List who is in the observation area (留观区) of my site, the longest there first."""
    return [visitor_view(each) for each in visits.observed(call.staff, _site(call), call.now)]


@endpoint("POST", f"{_SITE}/lookups", access=_VIEW, params=_AT, body=EndingLookup, returns=list[VisitorView])
def look_up_visitor(call: Call[EndingLookup, None]) -> list[VisitorView]:
    """Find today's people at my site by the ending of their identity number (短号核销); recorded."""
    found = lookups.by_ending(call.staff, _site(call), call.body.ending, call.now)
    return [visitor_view(each) for each in found]


@endpoint("POST", f"{_SITE}/scans", access=_VIEW, params=_AT, body=SlipScan, returns=VisitorView)
def scan_slip(call: Call[SlipScan, None]) -> VisitorView:
    """Find somebody at my site by the QR code they show; recorded."""
    return visitor_view(lookups.by_slip(call.staff, _site(call), call.body.token, call.now))


@endpoint(
    "POST",
    f"{_VISITOR}/arrival",
    access=staff("onsite.checkin", Scope.REGION),
    params=_AT_VISITOR,
    returns=VisitorView,
)
def check_in_visitor(call: Call[Any, Any]) -> VisitorView:
    """Let somebody in (登记), within two hours of their time."""
    return visitor_view(visits.check_in(call.staff, _site(call), call.path["record"], call.now))


@endpoint(
    "POST",
    f"{_VISITOR}/injection",
    access=staff("onsite.inject", Scope.REGION),
    params=_AT_VISITOR,
    returns=VisitorView,
)
def inject_visitor(call: Call[Any, Any]) -> VisitorView:
    """Note an injection; the observation begins."""
    return visitor_view(visits.inject(call.staff, _site(call), call.path["record"], call.now))


@endpoint(
    "POST",
    f"{_VISITOR}/dose",
    access=staff("onsite.vaccinated", Scope.REGION),
    params=_AT_VISITOR,
    returns=VisitorView,
)
def vaccinate_visitor(call: Call[Any, Any]) -> VisitorView:
    """Mark somebody as vaccinated (接种完成) when the observation is over."""
    return visitor_view(visits.vaccinate(call.staff, _site(call), call.path["record"], call.now))


@endpoint(
    "POST",
    f"{_VISITOR}/undo",
    access=staff("onsite.undo", Scope.REGION),
    params=_AT_VISITOR,
    body=UndoForm,
    returns=VisitorView,
)
def undo_visitor(call: Call[UndoForm, None]) -> VisitorView:
    """Take somebody's last step back, with a reason."""
    number = call.path["record"]
    return visitor_view(visits.undo(call.staff, _site(call), number, call.body.reason, call.now))


@endpoint(
    "POST",
    f"{_SITE}/walk-ins",
    access=staff("onsite.walkin", Scope.REGION),
    params=_AT,
    body=WalkInForm,
    returns=WalkInView,
    success=201,
    idempotent=True,
)
def book_walk_in(call: Call[WalkInForm, None]) -> WalkInView:
    """Book a free place for somebody who is at my site, and check them in."""
    form, site = call.body, _site(call)
    session = walkins.session_here(call.staff, site, form.session, call.now)
    (wanted,) = inputs_party.wanted([form], session, call.language, Source.WALK_IN, call.now, "")
    return walk_in_view(walkins.book(call.staff, site, session, wanted, call.now))


@endpoint(
    "POST",
    "/v1/vaccine/appointments/looks",
    access=PUBLIC,
    body=LookupForm,
    returns=list[LookView],
    rate=Rate(30, 600),
)
def list_looks(call: Call[LookupForm, None]) -> list[LookView]:
    """List what staff did with my record, and when they looked at it."""
    found = looks.at(own.find(call.body, call.now).item.number)
    return [LookView(each.at, each.action, each.site) for each in found]


@endpoint(
    "GET",
    "/v1/staff/vaccine/records/{record}/looks",
    access=staff("records.view", Scope.REGION),
    params={"record": RecordNumber},
    returns=list[StaffLookView],
)
def list_record_looks(call: Call[Any, Any]) -> list[StaffLookView]:
    """List who did what with a record, and who looked at it."""
    return staff_looks(looks.of_record(call.staff, call.path["record"]))


def _site(call: Call[Any, Any]) -> Place:
    return call.path["street"], call.path["site"]
