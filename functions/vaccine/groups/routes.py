"""Groups and booking addresses over HTTP: for staff, and for whoever has a group's address."""

from typing import Any

import msgspec
from chalice.app import Blueprint

from functions.admin.service import Names
from functions.vaccine.groups import addresses, groups, store
from functions.vaccine.groups.schemas import (
    AddressView,
    GroupAsking,
    GroupForm,
    GroupId,
    GroupState,
    GroupView,
    GroupWelcome,
    NewGroup,
    PosterView,
)
from functions.vaccine.schemas import RegionId
from functions.vaccine.tables import Group
from layers import i18n
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine groups")

_VIEW = staff("groups.view", Scope.REGION)
_GROUPS = "/v1/staff/vaccine/streets/{street}/groups"
_GROUP = f"{_GROUPS}/{{group}}"
_PARAMS = {"street": RegionId, "group": GroupId}


@endpoint(
    "POST",
    "/v1/vaccine/groups",
    access=PUBLIC,
    body=GroupAsking,
    returns=GroupWelcome,
    rate=Rate(30, 60),
)
def show_group(call: Call[GroupAsking, None]) -> GroupWelcome:
    """Show whose group address it is, to whoever has it."""
    group = groups.admitted(call.body.group)
    return GroupWelcome(group.id, group.street, _names(group))


@endpoint(
    "GET",
    "/v1/staff/vaccine/addresses/{region}",
    access=staff("regions.view", Scope.REGION),
    params={"region": RegionId},
    returns=AddressView,
)
def show_address(call: Call[Any, Any]) -> AddressView:
    """Show a region's public booking address and QR code (预约地址/二维码)."""
    return _address(addresses.of_region(call.staff, call.path["region"]))


@endpoint(
    "GET",
    "/v1/staff/vaccine/addresses/{region}/poster",
    access=staff("regions.view", Scope.REGION),
    params={"region": RegionId},
    returns=PosterView,
)
def print_poster(call: Call[Any, Any]) -> PosterView:
    """Print a region's public booking address as a poster, in the language that is asked for."""
    region = call.path["region"]
    address = addresses.of_region(call.staff, region)
    return PosterView(addresses.poster(address, addresses.names(region, call.language), call.language))


@endpoint("GET", _GROUPS, access=_VIEW, params={"street": RegionId}, returns=list[GroupView])
def list_groups(call: Call[Any, Any]) -> list[GroupView]:
    """List a street's groups (团体)."""
    return [_view(group) for group in groups.listed(call.staff, call.path["street"])]


@endpoint(
    "POST",
    _GROUPS,
    access=staff("groups.edit", Scope.REGION),
    params={"street": RegionId},
    body=GroupForm,
    returns=NewGroup,
    success=201,
    idempotent=True,
)
def create_group(call: Call[GroupForm, None]) -> NewGroup:
    """Create a group, with an address that nobody can guess."""
    return NewGroup(groups.create(call.staff, call.path["street"], msgspec.to_builtins(call.body.names)))


@endpoint("PUT", _GROUP, access=staff("groups.edit", Scope.REGION), params=_PARAMS, body=GroupForm)
def edit_group(call: Call[GroupForm, None]) -> None:
    """Change a group's names (编辑)."""
    names = msgspec.to_builtins(call.body.names)
    groups.edit(call.staff, call.path["street"], call.path["group"], names)


@endpoint(
    "PUT", f"{_GROUP}/state", access=staff("groups.status", Scope.REGION), params=_PARAMS, body=GroupState
)
def set_group_state(call: Call[GroupState, None]) -> None:
    """Let a group's address be used, or not (状态)."""
    groups.enable(call.staff, call.path["street"], call.path["group"], enabled=call.body.enabled)


@endpoint("GET", f"{_GROUP}/address", access=_VIEW, params=_PARAMS, returns=AddressView)
def show_group_address(call: Call[Any, Any]) -> AddressView:
    """Show a group's address and QR code (预约地址查看); recorded."""
    token = groups.token(call.staff, call.path["street"], call.path["group"])
    return _address(addresses.of_group(token))


@endpoint("GET", f"{_GROUP}/poster", access=_VIEW, params=_PARAMS, returns=PosterView)
def print_group_poster(call: Call[Any, Any]) -> PosterView:
    """Print a group's address as a poster, in the language that is asked for; recorded."""
    street, group, language = call.path["street"], call.path["group"], call.language
    address = addresses.of_group(groups.token(call.staff, street, group))
    own = i18n.name(store.names_of(store.find(street, group)), language)
    return PosterView(addresses.poster(address, [own, *addresses.names(street, language)], language))


@endpoint("POST", f"{_GROUP}/renewal", access=staff("groups.renew", Scope.REGION), params=_PARAMS)
def renew_group_address(call: Call[Any, Any]) -> None:
    """Give a group another address; the old one is refused at once."""
    groups.renew(call.staff, call.path["street"], call.path["group"])


def _view(group: Group) -> GroupView:
    return GroupView(group.id, _names(group), group.enabled, int(group.version) - 1)


def _names(group: Group) -> Names:
    return msgspec.convert(store.names_of(group), Names)


def _address(address: addresses.Address) -> AddressView:
    return AddressView(address.link, address.code)
