"""Standby over HTTP: the public list, and a household's own offers."""

from chalice.app import Blueprint

from functions.lottery import answers, store
from functions.lottery.answers import Offer
from functions.lottery.schemas import PeriodName
from functions.lottery.schemas_standby import Day, StandbyQuery, StandbyStepView
from functions.lottery.views_standby import steps_page
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "lottery")

_OFFER = "/v1/lottery/standby-offers/{period}/{day}"
_ONE = {"period": PeriodName, "day": Day}
_ANSWERS = Rate(60, 600, by="account")


@endpoint(
    "GET",
    "/v1/lottery/periods/{period}/standby",
    access=PUBLIC,
    params={"period": PeriodName},
    query=StandbyQuery,
    returns=Page[StandbyStepView],
    cache=10,
)
def list_standby(call: Call[None, StandbyQuery]) -> Page[StandbyStepView]:
    """List what became of places that were given back: who was asked, passed over and why (候补)."""
    return steps_page(store.period(call.path["period"]), call.query)


@endpoint("GET", "/v1/me/standby-offers", access=RESIDENT, query=PageQuery, returns=Page[Offer])
def list_my_standby_offers(call: Call[None, PageQuery]) -> Page[Offer]:
    """List the standby places I was offered, and until when each offer stands."""
    return answers.page(call.resident.account, call.query, call.now)


@endpoint(
    "POST", f"{_OFFER}/acceptance", access=RESIDENT, params=_ONE, returns=Offer, success=201, rate=_ANSWERS
)
def accept_standby_offer(call: Call[None, None]) -> Offer:
    """Accept a standby place; it becomes my booking, and my other offers are given back."""
    return answers.accept(call.resident.account, call.path["period"], call.path["day"], call.now)


@endpoint("POST", f"{_OFFER}/refusal", access=RESIDENT, params=_ONE, returns=Offer, rate=_ANSWERS)
def decline_standby_offer(call: Call[None, None]) -> Offer:
    """Decline a standby place for good; the next household is asked."""
    return answers.decline(call.resident.account, call.path["period"], call.path["day"], call.now)
