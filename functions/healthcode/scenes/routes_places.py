"""Places over HTTP: enrolling one, who works there, and what staff decide."""

from chalice.app import Blueprint

from functions.healthcode.scenes import inputs, lists, places, store_places, workers
from functions.healthcode.scenes.schemas_places import (
    MyPlace,
    NewPlace,
    PlaceDecision,
    PlaceForm,
    PlaceId,
    StaffPlace,
    StaffPlaceQuery,
    WorkerId,
    WorkerInvitation,
    WorkerView,
)
from functions.healthcode.scenes.views_places import my_place, staff_place, worker_view
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import RESIDENT, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health places")

_PLACE = {"place": PlaceId}
_WORKER = {"place": PlaceId, "worker": WorkerId}
_VIEW = staff("places.view", Scope.REGION)


@endpoint(
    "POST",
    "/v1/places",
    access=RESIDENT,
    body=PlaceForm,
    returns=NewPlace,
    success=201,
    rate=Rate(10, 24 * 3600, by="account"),
    idempotent=True,
)
def enrol_place(call: Call[PlaceForm, None]) -> NewPlace:
    """Enrol a place (关口、发热门诊、医学观察点、药店、检测机构); staff of its region have to admit it."""
    return NewPlace(places.enrol(call.resident.account, inputs.place(call.body), call.now))


@endpoint("GET", "/v1/me/places", access=RESIDENT, returns=list[MyPlace])
def list_my_places(call: Call[None, None]) -> list[MyPlace]:
    """List the places where I work, and those I am invited to."""
    return [my_place(found) for found in places.mine(call.resident.account)]


@endpoint("PUT", "/v1/places/{place}", access=RESIDENT, params=_PLACE, body=PlaceForm)
def describe_place(call: Call[PlaceForm, None]) -> None:
    """Change what my place says of itself; staff have to admit it anew."""
    places.describe(call.resident.account, call.path["place"], inputs.place(call.body))


@endpoint("GET", "/v1/places/{place}/workers", access=RESIDENT, params=_PLACE, returns=list[WorkerView])
def list_place_workers(call: Call[None, None]) -> list[WorkerView]:
    """List who works at my place, and who is invited."""
    places.kept(call.resident.account, call.path["place"])
    return [worker_view(item) for item in store_places.roster(call.path["place"])]


@endpoint(
    "POST",
    "/v1/places/{place}/workers",
    access=RESIDENT,
    params=_PLACE,
    body=WorkerInvitation,
    rate=Rate(50, 24 * 3600, by="account"),
)
def invite_worker(call: Call[WorkerInvitation, None]) -> None:
    """Invite somebody's phone to work at my place."""
    phone = inputs.phone(call.body.phone)
    workers.invite(call.resident.account, call.path["place"], phone, call.language, call.now)


@endpoint("POST", "/v1/places/{place}/acceptance", access=RESIDENT, params=_PLACE)
def accept_invitation(call: Call[None, None]) -> None:
    """Accept to work at a place to which my phone was invited."""
    workers.accept(call.resident.account, call.path["place"], call.now)


@endpoint("DELETE", "/v1/places/{place}/workers/{worker}", access=RESIDENT, params=_WORKER)
def remove_worker(call: Call[None, None]) -> None:
    """Remove somebody from my place at once, or leave one."""
    workers.remove(call.resident.account, call.path["place"], call.path["worker"], call.now)


@endpoint("GET", "/v1/staff/health/places", access=_VIEW, query=StaffPlaceQuery, returns=Page[StaffPlace])
def list_places(call: Call[None, StaffPlaceQuery]) -> Page[StaffPlace]:
    """List a region's places."""
    return lists.of_region(call.staff, call.query.region, call.query, staff_place)


@endpoint("GET", "/v1/staff/health/places/waiting", access=_VIEW, query=PageQuery, returns=Page[StaffPlace])
def list_waiting_places(call: Call[None, PageQuery]) -> Page[StaffPlace]:
    """List the places that wait to be admitted, the longest waiting first."""
    return lists.waiting(call.staff, call.query, staff_place)


@endpoint(
    "PUT",
    "/v1/staff/health/places/{place}/state",
    access=staff("places.decide", Scope.REGION),
    params=_PLACE,
    body=PlaceDecision,
)
def decide_place(call: Call[PlaceDecision, None]) -> None:
    """Admit a place, refuse it, suspend it or readmit it."""
    said = call.body
    places.decide(call.path["place"], call.staff, said.state, said.reason.strip(), call.now)
