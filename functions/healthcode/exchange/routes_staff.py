"""The exchange over HTTP as staff run it: partners, their keys and our own (X5)."""

from chalice.app import Blueprint

from functions.healthcode.exchange import attempts, own_keys, partner_keys, partners, store
from functions.healthcode.exchange.schemas import PartnerId
from functions.healthcode.exchange.schemas_staff import (
    AttemptsView,
    Because,
    DayQuery,
    KeyId,
    KeyRenewal,
    NewPartner,
    OwnKeyView,
    PartnerEdit,
    PartnerKeysView,
    PartnerState,
    PastedKeys,
    StaffPartner,
)
from functions.healthcode.exchange.views_staff import (
    attempts_view,
    own_keys_view,
    partner_keys_view,
    staff_partner,
    terms,
)
from layers.call import Call
from layers.endpoint import declare
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "exchange")

_VIEW = staff("exchange.view", Scope.CITY)
_EDIT = staff("exchange.edit", Scope.CITY)
_STATUS = staff("exchange.status", Scope.CITY)
_KEYS = staff("exchange.keys", Scope.CITY)

_ALL = "/v1/staff/exchange/partners"
_ONE = f"{_ALL}/{{partner}}"
_PARTNER = {"partner": PartnerId}
_KEY = {"key": KeyId}


@endpoint("GET", _ALL, access=_VIEW, returns=list[StaffPartner])
def list_partners(call: Call[None, None]) -> list[StaffPartner]:
    """List the regions with which codes can be exchanged, and their keys."""
    return [staff_partner(item, call.now) for item in store.partners()]


@endpoint("POST", _ALL, access=_EDIT, body=NewPartner, returns=StaffPartner, success=201)
def add_partner(call: Call[NewPartner, None]) -> StaffPartner:
    """Add a region, which is off until it is switched on."""
    said, by = call.body, call.staff.id
    item = partners.add(said.partner, said.issuer, terms(said.terms), by, said.reason, call.now)
    return staff_partner(item, call.now)


@endpoint("PUT", _ONE, access=_EDIT, params=_PARTNER, body=PartnerEdit, returns=StaffPartner)
def edit_partner(call: Call[PartnerEdit, None]) -> StaffPartner:
    """Change what a region is called, where it is found, and what either side asks."""
    said, partner = call.body, call.path["partner"]
    item = partners.edit(partner, said.revision, terms(said.terms), call.staff.id, said.reason, call.now)
    return staff_partner(item, call.now)


@endpoint("PUT", f"{_ONE}/state", access=_STATUS, params=_PARTNER, body=PartnerState)
def switch_partner(call: Call[PartnerState, None]) -> None:
    """Switch the exchange with a region on or off."""
    partners.switch(call.path["partner"], call.staff.id, call.body.reason, call.now, on=call.body.on)


@endpoint("PUT", f"{_ONE}/keys", access=_KEYS, params=_PARTNER, body=PastedKeys, returns=PartnerKeysView)
def paste_partner_keys(call: Call[PastedKeys, None]) -> PartnerKeysView:
    """Keep a region's keys as somebody brought them, where they can't be read."""
    said = call.body
    item = partner_keys.paste(call.path["partner"], said.keys, call.staff.id, said.reason, call.now)
    return partner_keys_view(item, call.now)


@endpoint(
    "POST",
    f"{_ONE}/keys/fetch",
    access=_KEYS,
    params=_PARTNER,
    returns=PartnerKeysView,
    rate=Rate(60, 3600, by="account"),
)
def fetch_partner_keys(call: Call[None, None]) -> PartnerKeysView:
    """Read a region's keys now from where it publishes them; once an hour that is done by itself."""
    return partner_keys_view(partner_keys.fetch(call.path["partner"], call.staff.id, call.now), call.now)


@endpoint("POST", f"{_ONE}/keys/{{key}}/withdrawal", access=_KEYS, params={**_PARTNER, **_KEY}, body=Because)
def withdraw_partner_key(call: Call[Because, None]) -> None:
    """Refuse a region's key from now on, whatever it publishes."""
    partner, key = call.path["partner"], call.path["key"]
    partner_keys.withdraw(partner, key, call.staff.id, call.body.reason)


@endpoint("GET", "/v1/staff/exchange/keys", access=_VIEW, returns=list[OwnKeyView])
def list_exchange_keys(call: Call[None, None]) -> list[OwnKeyView]:
    """List our own keys, and which are in use."""
    return own_keys_view(call.now)


@endpoint(
    "POST",
    "/v1/staff/exchange/keys",
    access=_KEYS,
    body=KeyRenewal,
    returns=list[OwnKeyView],
    success=201,
    rate=Rate(10, 24 * 3600, by="account"),
)
def renew_exchange_key(call: Call[KeyRenewal, None]) -> list[OwnKeyView]:
    """Make another key, which is published at once and used some days later."""
    own_keys.renew(call.body.use, call.staff.id, call.body.reason)
    return own_keys_view(call.now)


@endpoint(
    "POST",
    "/v1/staff/exchange/keys/{key}/withdrawal",
    access=_KEYS,
    params=_KEY,
    body=Because,
    rate=Rate(10, 24 * 3600, by="account"),
)
def withdraw_exchange_key(call: Call[Because, None]) -> None:
    """Withdraw a key of ours at once; where it was in use, another is made and used."""
    own_keys.withdraw(call.path["key"], call.staff.id, call.body.reason, call.now)


@endpoint("GET", "/v1/staff/exchange/attempts", access=_VIEW, query=DayQuery, returns=list[AttemptsView])
def list_refused_attempts(call: Call[None, DayQuery]) -> list[AttemptsView]:
    """List how many tries were refused on a day, by reason; of whom they were is not kept."""
    return [attempts_view(each) for each in attempts.of_day(call.query.day)]
