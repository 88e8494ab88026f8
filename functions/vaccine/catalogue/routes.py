"""Sites, vaccines and sessions over HTTP, for staff (接种点管理, 疫苗管理, 预约时间管理)."""

from chalice.app import Blueprint

from functions.vaccine.catalogue import inputs, sessions, sites, vaccines
from functions.vaccine.catalogue.schemas import (
    Enabling,
    NewId,
    NewSession,
    NewSite,
    SeriesMade,
    SessionEdit,
    SessionQuery,
    SessionSeries,
    SiteForm,
    SiteView,
    StaffSession,
    VaccineChange,
    VaccineList,
)
from functions.vaccine.catalogue.views import site_view, staff_session
from functions.vaccine.policies import VaccineId
from functions.vaccine.schemas import RegionId, SessionId, SiteId
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine catalogue")

_STREET = {"street": RegionId}
_SITE = {"street": RegionId, "site": SiteId}
_SESSION = {"session": SessionId}
_SITES = "/v1/staff/vaccine/streets/{street}/sites"
_VACCINES = "/v1/staff/vaccine/vaccines"
_SESSIONS = "/v1/staff/vaccine/sessions"


@endpoint("GET", _SITES, access=staff("sites.view", Scope.REGION), params=_STREET, returns=list[SiteView])
def list_sites(call: Call[None, None]) -> list[SiteView]:
    """List a street's sites in their order."""
    return [site_view(each) for each in sites.listed(call.staff, call.path["street"])]


@endpoint(
    "POST",
    _SITES,
    access=staff("sites.edit", Scope.REGION),
    params=_STREET,
    body=NewSite,
    returns=NewId,
    success=201,
    idempotent=True,
)
def create_site(call: Call[NewSite, None]) -> NewId:
    """Create a site in a street (新增)."""
    return NewId(sites.create(call.staff, call.path["street"], call.body))


@endpoint("PUT", f"{_SITES}/{{site}}", access=staff("sites.edit", Scope.REGION), params=_SITE, body=SiteForm)
def edit_site(call: Call[SiteForm, None]) -> None:
    """Change a site's names, address and order (修改)."""
    sites.edit(call.staff, call.path["street"], call.path["site"], call.body)


@endpoint(
    "PUT",
    f"{_SITES}/{{site}}/state",
    access=staff("sites.status", Scope.REGION),
    params=_SITE,
    body=Enabling,
)
def set_site_state(call: Call[Enabling, None]) -> None:
    """Put a site into service or out of it (状态)."""
    sites.enable(call.staff, call.path["street"], call.path["site"], enabled=call.body.enabled)


@endpoint("DELETE", f"{_SITES}/{{site}}", access=staff("sites.delete", Scope.REGION), params=_SITE)
def delete_site(call: Call[None, None]) -> None:
    """Delete a site that never had a session (删除)."""
    sites.delete(call.staff, call.path["street"], call.path["site"])


@endpoint("GET", _VACCINES, access=staff("vaccines.view", Scope.REGION), returns=VaccineList)
def list_all_vaccines(call: Call[None, None]) -> VaccineList:  # noqa: ARG001  the same for all staff
    """List all vaccines, also those out of use, with the version that a change is made from."""
    return VaccineList(*vaccines.current())


@endpoint("POST", _VACCINES, access=staff("vaccines.edit", Scope.CITY), body=VaccineChange, idempotent=True)
def add_vaccine(call: Call[VaccineChange, None]) -> None:
    """Add a vaccine (新增)."""
    vaccines.add(call.staff, call.body)


@endpoint(
    "PUT",
    f"{_VACCINES}/{{vaccine}}",
    access=staff("vaccines.edit", Scope.CITY),
    params={"vaccine": VaccineId},
    body=VaccineChange,
)
def edit_vaccine(call: Call[VaccineChange, None]) -> None:
    """Change a vaccine (修改): names, doses, days between them, ages, questions, in use or not."""
    vaccines.edit(call.staff, call.path["vaccine"], call.body)


@endpoint(
    "GET",
    "/v1/staff/vaccine/streets/{street}/sessions",
    access=staff("sessions.view", Scope.REGION),
    params=_STREET,
    query=SessionQuery,
    returns=Page[StaffSession],
)
def list_sessions(call: Call[None, SessionQuery]) -> Page[StaffSession]:
    """List a street's sessions in order of time, with what became of their places."""
    return sessions.page(call.staff, call.path["street"], call.query, staff_session, call.now)


@endpoint(
    "POST",
    _SESSIONS,
    access=staff("sessions.edit", Scope.REGION),
    body=NewSession,
    returns=NewId,
    success=201,
)
def create_session(call: Call[NewSession, None]) -> NewId:
    """Open a session (新增); the same one a second time is refused."""
    return NewId(sessions.create(call.staff, inputs.plan(call.body), call.now))


@endpoint(
    "POST",
    f"{_SESSIONS}/series",
    access=staff("sessions.edit", Scope.REGION),
    body=SessionSeries,
    returns=SeriesMade,
    success=201,
)
def create_sessions(call: Call[SessionSeries, None]) -> SeriesMade:
    """Open sessions for many days from a template; called again, it makes what is missing."""
    return SeriesMade(*sessions.create_all(call.staff, inputs.series(call.body), call.now))


@endpoint(
    "GET",
    f"{_SESSIONS}/{{session}}",
    access=staff("sessions.view", Scope.REGION),
    params=_SESSION,
    returns=StaffSession,
)
def show_session(call: Call[None, None]) -> StaffSession:
    """Show a session with what became of its places, as they are now."""
    return staff_session(sessions.show(call.staff, call.path["session"], call.now))


@endpoint(
    "PUT",
    f"{_SESSIONS}/{{session}}",
    access=staff("sessions.edit", Scope.REGION),
    params=_SESSION,
    body=SessionEdit,
)
def edit_session(call: Call[SessionEdit, None]) -> None:
    """Change a session's quota, opening, remark and time of grace (修改)."""
    sessions.edit(call.staff, call.path["session"], inputs.edit(call.body), call.now)


@endpoint(
    "PUT",
    f"{_SESSIONS}/{{session}}/state",
    access=staff("sessions.status", Scope.REGION),
    params=_SESSION,
    body=Enabling,
)
def set_session_state(call: Call[Enabling, None]) -> None:
    """Take a session into service or out of it (状态); who is booked stays booked."""
    sessions.enable(call.staff, call.path["session"], call.now, enabled=call.body.enabled)


@endpoint(
    "DELETE", f"{_SESSIONS}/{{session}}", access=staff("sessions.delete", Scope.REGION), params=_SESSION
)
def delete_session(call: Call[None, None]) -> None:
    """Delete a session of which nobody has a place (删除)."""
    sessions.delete(call.staff, call.path["session"])
