"""Registrations over HTTP: 省外返琼, 省内返琼, 返岗登记 (H5)."""

from chalice.app import Blueprint

from functions.healthcode import rulebook
from functions.healthcode.registrations import registering
from functions.healthcode.registrations.schemas import RegistrationForm, RegistrationId, RegistrationView
from functions.healthcode.registrations.views import plan, registration_view
from functions.healthcode.schemas import PersonId, VerdictView
from functions.healthcode.views import verdict_view
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health code")

_ALL = "/v1/me/health/people/{person}/registrations"
_ONE = f"{_ALL}/{{registration}}"
_PERSON = {"person": PersonId}
_REGISTRATION = {"person": PersonId, "registration": RegistrationId}


@endpoint(
    "POST",
    _ALL,
    access=RESIDENT,
    params=_PERSON,
    body=RegistrationForm,
    returns=VerdictView,
    success=201,
    rate=Rate(60, 24 * 3600, by="account"),
)
def file_registration(call: Call[RegistrationForm, None]) -> VerdictView:
    """Register a return or going back to work; sent again before the arrival, it amends what stands."""
    said = plan(call.body, local_date(call.now))
    verdict = registering.file(call.resident.account, call.path["person"], call.body.kind, said, call.now)
    return verdict_view(verdict, rulebook.in_force(call.now).rules, call.language)


@endpoint("GET", _ALL, access=RESIDENT, params=_PERSON, returns=list[RegistrationView])
def list_registrations(call: Call[None, None]) -> list[RegistrationView]:
    """List a person's registrations, the standing ones first."""
    found = registering.of_person(call.resident.account, call.path["person"])
    return [registration_view(item) for item in found]


@endpoint("POST", f"{_ONE}/arrival", access=RESIDENT, params=_REGISTRATION, returns=VerdictView)
def register_arrival(call: Call[None, None]) -> VerdictView:
    """Say that the person is there; from outside the province that counts for the colour.

    Who returns to work has to be green.
    """
    person, registration = call.path["person"], call.path["registration"]
    verdict = registering.arrive(call.resident.account, person, registration, call.now)
    return verdict_view(verdict, rulebook.in_force(call.now).rules, call.language)


@endpoint("DELETE", _ONE, access=RESIDENT, params=_REGISTRATION)
def give_up_registration(call: Call[None, None]) -> None:
    """Give a plan up before the arrival."""
    registering.give_up(call.resident.account, call.path["person"], call.path["registration"], call.now)
