"""Organisations over HTTP as staff approve them."""

from chalice.app import Blueprint

from functions.healthcode.organisations import enrolling, store
from functions.healthcode.organisations.schemas import (
    OrganisationDecision,
    OrganisationId,
    OrganisationQuery,
    StaffOrganisation,
)
from functions.healthcode.organisations.views import staff_organisation
from layers import paging
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "organisations")

_ALL = "/v1/staff/health/organisations"


@endpoint(
    "GET",
    _ALL,
    access=staff("organisations.view", Scope.REGION),
    query=OrganisationQuery,
    returns=Page[StaffOrganisation],
)
def list_organisations(call: Call[None, OrganisationQuery]) -> Page[StaffOrganisation]:
    """List organisations in a state, the longest in it first; a page may be short, with another behind it."""
    state = call.query.state
    place = f"organisations:{state}"
    found = store.in_state(state, paging.start(call.query.cursor, place), call.query.limit)
    shown = [staff_organisation(item) for item in found if call.staff.covers(item.region)]
    after = found.last_evaluated_key
    return Page(shown, paging.cursor(after, place) if after else "")


@endpoint(
    "POST",
    f"{_ALL}/{{organisation}}/decision",
    access=staff("organisations.decide", Scope.REGION),
    params={"organisation": OrganisationId},
    body=OrganisationDecision,
)
def decide_organisation(call: Call[OrganisationDecision, None]) -> None:
    """Approve an organisation or refuse it, at any time; it is told why."""
    said = call.body
    enrolling.decide(
        call.staff, call.path["organisation"], call.now, approved=said.approved, reason=said.reason.strip()
    )
