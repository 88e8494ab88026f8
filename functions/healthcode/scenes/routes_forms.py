"""Fever clinics, observation stations and pharmacies over HTTP (H9, H10, H11)."""

from datetime import date
from typing import Any

from chalice.app import Blueprint

from functions.healthcode.scenes import clinic, lists, observation, pharmacy, workers
from functions.healthcode.scenes.errors import NotThisKind
from functions.healthcode.scenes.kinds import PlaceKind
from functions.healthcode.scenes.schemas_forms import (
    AdmissionForm,
    Admitted,
    ClinicForm,
    Course,
    Filed,
    FormView,
    Release,
    SaleForm,
    StayDetails,
    StayId,
    StayView,
)
from functions.healthcode.scenes.schemas_places import PlaceId
from functions.healthcode.scenes.views_forms import form_view, stay_details, stay_view
from functions.healthcode.scenes.workers import Post
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import RESIDENT

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health forms")

_PLACE = {"place": PlaceId}
_STAY = {"place": PlaceId, "stay": StayId}
_DAY = {**_STAY, "day": date}


@endpoint(
    "POST",
    "/v1/places/{place}/clinic-visits",
    access=RESIDENT,
    params=_PLACE,
    body=ClinicForm,
    returns=Filed,
    success=201,
)
def file_clinic_visit(call: Call[ClinicForm, None]) -> Filed:
    """Register a visit to a fever clinic (发热门诊登记); the same client's id is the same visit."""
    return clinic.register(_post(call, PlaceKind.CLINIC), call.body, call.now)


@endpoint(
    "POST",
    "/v1/places/{place}/sales",
    access=RESIDENT,
    params=_PLACE,
    body=SaleForm,
    returns=Filed,
    success=201,
)
def file_sale(call: Call[SaleForm, None]) -> Filed:
    """Register fever or cough medicine that was bought (购药登记)."""
    return pharmacy.sell(_post(call, PlaceKind.PHARMACY), call.body, call.now)


@endpoint(
    "GET",
    "/v1/places/{place}/forms",
    access=RESIDENT,
    params=_PLACE,
    query=PageQuery,
    returns=Page[FormView],
)
def list_forms(call: Call[None, PageQuery]) -> Page[FormView]:
    """List a clinic's or pharmacy's own forms, the newest first, people masked."""
    post = workers.at_work(call.resident.account, call.path["place"])
    if post.place.kind not in {PlaceKind.CLINIC, PlaceKind.PHARMACY}:
        raise NotThisKind
    return lists.forms(post, call.query, form_view)


@endpoint(
    "POST",
    "/v1/places/{place}/stays",
    access=RESIDENT,
    params=_PLACE,
    body=AdmissionForm,
    returns=Admitted,
    success=201,
)
def admit_patient(call: Call[AdmissionForm, None]) -> Admitted:
    """Begin somebody's medical observation (医学观察); a second person has to approve what it says."""
    return Admitted(observation.admit(_post(call, PlaceKind.OBSERVATION), call.body, call.now))


@endpoint(
    "GET",
    "/v1/places/{place}/stays",
    access=RESIDENT,
    params=_PLACE,
    query=PageQuery,
    returns=Page[StayView],
)
def list_stays(call: Call[None, PageQuery]) -> Page[StayView]:
    """List an observation station's own observations, the newest first, people masked."""
    return lists.stays(_post(call, PlaceKind.OBSERVATION), call.query, stay_view)


@endpoint("GET", "/v1/places/{place}/stays/{stay}", access=RESIDENT, params=_STAY, returns=StayDetails)
def show_stay(call: Call[None, None]) -> StayDetails:
    """Show an observation with its course day by day."""
    item = observation.find(_post(call, PlaceKind.OBSERVATION), call.path["stay"])
    return stay_details(item, local_date(call.now))


@endpoint("PUT", "/v1/places/{place}/stays/{stay}/days/{day}", access=RESIDENT, params=_DAY, body=Course)
def keep_stay_day(call: Call[Course, None]) -> None:
    """Keep a day of an observation's course, once: it is that day's check-in."""
    post, day = _post(call, PlaceKind.OBSERVATION), date.fromisoformat(call.path["day"])
    observation.keep_day(post, call.path["stay"], day, call.body, call.now)


@endpoint("POST", "/v1/places/{place}/stays/{stay}/release", access=RESIDENT, params=_STAY, body=Release)
def propose_release(call: Call[Release, None]) -> None:
    """Propose to release somebody (解除隔离); a second person has to approve it."""
    observation.release(_post(call, PlaceKind.OBSERVATION), call.path["stay"], call.body, call.now)


def _post(call: Call[Any, Any], kind: PlaceKind) -> Post:
    return workers.at_work(call.resident.account, call.path["place"], kind)
