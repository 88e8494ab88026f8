"""Health codes over HTTP: what is kept about somebody, who shows their code, and objecting to a fact."""

from chalice.app import Blueprint

from functions.healthcode import appeals, askings, keepers, listings
from functions.healthcode.schemas import (
    AccountId,
    Answer,
    AppealForm,
    AppealView,
    FactView,
    KeeperView,
    LookView,
    PersonId,
)
from functions.healthcode.views import appeal_view, fact_view, keeper_views, look_view
from layers.call import Call
from layers.endpoint import declare
from layers.errors import NotPermitted
from layers.paging import Page, PageQuery
from layers.principals import RESIDENT

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health code")

_PERSON = {"person": PersonId}
_KEEPER = {"person": PersonId, "account": AccountId}


@endpoint(
    "GET",
    "/v1/me/health/people/{person}/facts",
    access=RESIDENT,
    params=_PERSON,
    query=PageQuery,
    returns=Page[FactView],
)
def list_my_facts(call: Call[None, PageQuery]) -> Page[FactView]:
    """List the facts behind a code, the newest first."""
    keepers.kept(call.resident.account, call.path["person"])
    return listings.facts(call.path["person"], call.query, fact_view)


@endpoint(
    "GET",
    "/v1/me/health/people/{person}/looks",
    access=RESIDENT,
    params=_PERSON,
    query=PageQuery,
    returns=Page[LookView],
)
def list_my_looks(call: Call[None, PageQuery]) -> Page[LookView]:
    """List who looked somebody up: when, where, for which reason."""
    keepers.kept(call.resident.account, call.path["person"])
    return listings.looked(call.path["person"], call.query, look_view)


@endpoint(
    "GET",
    "/v1/me/health/people/{person}/keepers",
    access=RESIDENT,
    params=_PERSON,
    returns=list[KeeperView],
)
def list_keepers(call: Call[None, None]) -> list[KeeperView]:
    """List which accounts show a code, and which ask to."""
    holder = keepers.kept(call.resident.account, call.path["person"])
    return keeper_views(holder, call.resident.account)


@endpoint(
    "PUT", "/v1/me/health/people/{person}/keepers/{account}", access=RESIDENT, params=_KEEPER, body=Answer
)
def answer_asking(call: Call[Answer, None]) -> None:
    """Let an account that asks show a code, or refuse it."""
    keepers.kept(call.resident.account, call.path["person"])
    askings.answer(call.path["person"], call.path["account"], admitted=call.body.admitted)


@endpoint("DELETE", "/v1/me/health/people/{person}/keepers/{account}", access=RESIDENT, params=_KEEPER)
def dismiss_keeper(call: Call[None, None]) -> None:
    """Let an account show a code no longer: my own, or any that shows my own person's."""
    person, account = call.path["person"], call.path["account"]
    for keeper in (call.resident.account, account):
        keepers.kept(keeper, person)
    if account != call.resident.account and person != call.resident.person:
        raise NotPermitted
    keepers.dismiss(person, account)


@endpoint(
    "GET",
    "/v1/me/health/people/{person}/appeals",
    access=RESIDENT,
    params=_PERSON,
    returns=list[AppealView],
)
def list_my_appeals(call: Call[None, None]) -> list[AppealView]:
    """List somebody's appeals and what became of them."""
    keepers.kept(call.resident.account, call.path["person"])
    return [appeal_view(item) for item in appeals.of_person(call.path["person"])]


@endpoint("POST", "/v1/me/health/people/{person}/appeals", access=RESIDENT, params=_PERSON, body=AppealForm)
def file_appeal(call: Call[AppealForm, None]) -> None:
    """Object to a fact (申诉); somebody who had no part in it decides."""
    account, person = call.resident.account, call.path["person"]
    appeals.file(account, person, call.body.fact, call.body.words.strip(), call.now)
