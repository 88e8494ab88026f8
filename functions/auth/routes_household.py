"""Profile and cohabitants over HTTP."""

from chalice.app import Blueprint

from functions.auth import cohabitants, inputs, profiles, views
from functions.auth.ids import AccountId, CohabitantId
from functions.auth.schemas import Id
from functions.auth.schemas_household import (
    CohabitantForm,
    CohabitantList,
    CohabitantView,
    ProfileForm,
    ProfileView,
)
from layers.call import Call
from layers.endpoint import declare
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "household")

_COHABITANTS = "/v1/me/cohabitants"
_COHABITANT = f"{_COHABITANTS}/{{cohabitant}}"
_RATE = Rate(60, 600, by="account")


@endpoint("GET", "/v1/me/profile", access=RESIDENT, returns=ProfileView)
def show_profile(call: Call[None, None]) -> ProfileView:
    """Show my profile and how its review stands (审核)."""
    return views.profile(profiles.show(AccountId(call.resident.account)), call.language)


@endpoint("PUT", "/v1/me/profile", access=RESIDENT, body=ProfileForm, returns=ProfileView, rate=_RATE)
def submit_profile(call: Call[ProfileForm, None]) -> ProfileView:
    """Fill in my profile (填报个人信息); it is reviewed at once."""
    form = inputs.profile(call.body)
    return views.profile(profiles.submit(AccountId(call.resident.account), form, call.now), call.language)


@endpoint("GET", _COHABITANTS, access=RESIDENT, returns=CohabitantList)
def list_cohabitants(call: Call[None, None]) -> CohabitantList:
    """List my cohabitants (同住人)."""
    return views.cohabitants(cohabitants.show(AccountId(call.resident.account)), call.language)


@endpoint(
    "POST",
    _COHABITANTS,
    access=RESIDENT,
    body=CohabitantForm,
    returns=CohabitantView,
    success=201,
    rate=_RATE,
    idempotent=True,
)
def add_cohabitant(call: Call[CohabitantForm, None]) -> CohabitantView:
    """Add a cohabitant; they are reviewed at once."""
    fields = inputs.cohabitant(call.body)
    added = cohabitants.add(AccountId(call.resident.account), fields, call.now)
    return views.cohabitant(added, call.language)


@endpoint(
    "PUT",
    _COHABITANT,
    access=RESIDENT,
    params={"cohabitant": Id},
    body=CohabitantForm,
    returns=CohabitantView,
    rate=_RATE,
)
def change_cohabitant(call: Call[CohabitantForm, None]) -> CohabitantView:
    """Change what I declared of a cohabitant."""
    fields, identifier = inputs.cohabitant(call.body), CohabitantId(call.path["cohabitant"])
    changed = cohabitants.change(AccountId(call.resident.account), identifier, fields, call.now)
    return views.cohabitant(changed, call.language)


@endpoint("DELETE", _COHABITANT, access=RESIDENT, params={"cohabitant": Id})
def remove_cohabitant(call: Call[None, None]) -> None:
    """Remove a cohabitant."""
    cohabitants.remove(AccountId(call.resident.account), CohabitantId(call.path["cohabitant"]))
