"""The exchange over HTTP: our keys, handing somebody over, and arriving (X1, X2, X4, X5)."""

from chalice.app import Blueprint

from functions.healthcode.exchange import arriving, handing_over, leaving, store
from functions.healthcode.exchange.schemas import (
    ArrivalForm,
    ArrivalId,
    ArrivalView,
    ArrivedView,
    ChoiceView,
    HandedOverView,
    HandOverForm,
    HandOverId,
    HandOverView,
    OwnKeySet,
    PartnerView,
    ThisRegion,
    TokenForm,
    TokenView,
)
from functions.healthcode.exchange.views import (
    arrival_view,
    arrived_view,
    choice_view,
    filled,
    hand_over_view,
    handed_over_view,
    itinerary,
    names_by_partner,
    own_key_set,
    partner_view,
    region_view,
    token_view,
)
from functions.healthcode.schemas import PersonId
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "exchange")

_HERS = "/v1/me/health/people/{person}/exchange"
_PERSON = {"person": PersonId}


@endpoint("GET", "/v1/exchange", access=PUBLIC, returns=ThisRegion, cache=300)
def show_exchange_region(call: Call[None, None]) -> ThisRegion:  # noqa: ARG001  the same for everybody
    """Show which region this is, and the languages of its pages."""
    return region_view()


@endpoint("GET", "/v1/exchange/keys", access=PUBLIC, returns=OwnKeySet, cache=300)
def show_exchange_keys(call: Call[None, None]) -> OwnKeySet:
    """Show our public keys to partners, as a JWK set: by them they check our tokens, and encrypt theirs."""
    return own_key_set(call.now)


@endpoint("GET", "/v1/exchange/partners", access=PUBLIC, returns=list[PartnerView], cache=60)
def list_exchange_partners(call: Call[None, None]) -> list[PartnerView]:  # noqa: ARG001  the same
    """List the regions with which codes are exchanged, and what is asked of who comes from there."""
    return [partner_view(item) for item in store.partners() if item.on]


@endpoint(
    "POST",
    "/v1/exchange/previews",
    access=PUBLIC,
    body=TokenForm,
    returns=TokenView,
    rate=Rate(60, 60),
)
def preview_arrival(call: Call[TokenForm, None]) -> TokenView:
    """Show what a token says before anything is done with it; it goes on being good."""
    return token_view(arriving.preview(call.body.token, call.now))


@endpoint("GET", f"{_HERS}/partners", access=RESIDENT, params=_PERSON, returns=list[ChoiceView])
def list_exchange_choices(call: Call[None, None]) -> list[ChoiceView]:
    """List where a person's code can be exchanged, and what is in the way."""
    found = handing_over.choices(call.resident.account, call.path["person"], call.now)
    return [choice_view(item, hindrances, call.language) for item, hindrances in found]


@endpoint(
    "POST",
    f"{_HERS}/hand-overs",
    access=RESIDENT,
    params=_PERSON,
    body=HandOverForm,
    returns=HandedOverView,
    success=201,
    rate=Rate(20, 24 * 3600, by="account"),
    idempotent=True,
)
def hand_over_code(call: Call[HandOverForm, None]) -> HandedOverView:
    """Apply for another region's code (申领): gives a token, good for minutes, and where to go with it."""
    form = filled(call.body)
    return handed_over_view(
        handing_over.hand_over(call.resident.account, call.path["person"], form, call.now)
    )


@endpoint("GET", "/v1/me/exchange/hand-overs", access=RESIDENT, returns=list[HandOverView])
def list_hand_overs(call: Call[None, None]) -> list[HandOverView]:
    """List to whom I handed whose code over, the newest first."""
    names = names_by_partner()
    found = store.hand_overs(call.resident.account)
    return [hand_over_view(item, names[item.partner], call.now) for item in found]


@endpoint(
    "DELETE",
    "/v1/me/exchange/hand-overs/{hand_over}",
    access=RESIDENT,
    params={"hand_over": HandOverId},
)
def withdraw_hand_over(call: Call[None, None]) -> None:
    """Withdraw a hand-over here; what the other region took over is withdrawn there."""
    handing_over.withdraw(call.resident.account, call.path["hand_over"], call.now)


@endpoint(
    "POST",
    "/v1/me/exchange/arrivals",
    access=RESIDENT,
    body=ArrivalForm,
    returns=ArrivedView,
    success=201,
    rate=Rate(60, 3600, by="account"),
)
def arrive(call: Call[ArrivalForm, None]) -> ArrivedView:
    """Bring a token of another region, and have a code here (转码); once, by an account with a phone."""
    form = itinerary(call.body, call.language)
    arrival = arriving.arrive(call.resident.account, call.body.token, form, call.now)
    return arrived_view(arrival, call.now, call.language)


@endpoint("GET", "/v1/me/exchange/arrivals", access=RESIDENT, returns=list[ArrivalView])
def list_arrivals(call: Call[None, None]) -> list[ArrivalView]:
    """List what I brought from other regions, the newest first."""
    names = names_by_partner()
    return [arrival_view(item, names[item.partner]) for item in store.arrivals(call.resident.account)]


@endpoint(
    "DELETE",
    "/v1/me/exchange/arrivals/{arrival}",
    access=RESIDENT,
    params={"arrival": ArrivalId},
)
def withdraw_arrival(call: Call[None, None]) -> None:
    """Withdraw an arrival: the foreign result is deleted, a code that was made by it is put away."""
    leaving.withdraw(call.resident.account, call.path["arrival"], call.now)
