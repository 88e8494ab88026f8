"""Groups (团体预约): whoever has a group's address may book its sessions, and nobody else (V6).

The address holds 128 random bits. Only its hash is looked up; the token itself is sealed, so that
staff can show it again. Renewed, the old address is worth no more than one that never was.
"""

import secrets
from collections.abc import Mapping

from functions.vaccine import streets
from functions.vaccine.errors import NoSuchAddress, NoSuchStreet
from functions.vaccine.groups import store
from functions.vaccine.tables import Group
from layers import audit
from layers.audit import Entry
from layers.changes import apply
from layers.principals import Staff
from layers.transaction import Step, until_fresh

_TOKEN_BYTES = 16


def admitted(token: str) -> Group:
    """Return the group whose address has this token; raises NoSuchAddress, for whatever reason."""
    group = store.of_token(token)
    if group is None or not group.enabled or group.digest != store.digest(token):
        raise NoSuchAddress
    try:
        streets.in_service(group.street)
    except NoSuchStreet:
        raise NoSuchAddress from None
    return group


def id_of(token: str) -> str | None:
    """Return the id of the group whose address has this token, None without a token; raises NoSuchAddress."""
    return admitted(token).id if token else None


def listed(caller: Staff, street: str) -> list[Group]:
    """Return a street's groups."""
    _require(caller, street)
    return store.of_street(street)


def create(caller: Staff, street: str, names: Mapping[str, str]) -> str:
    """Create a group with an address of its own, and return its id."""
    _require(caller, street)
    identifier = secrets.token_hex(6)
    _apply(caller, "edit", identifier, *store.adding(street, identifier, names, _token()))
    return identifier


def edit(caller: Staff, street: str, group: str, names: Mapping[str, str]) -> None:
    """Change a group's names."""
    _apply(caller, "edit", group, store.editing(_find(caller, street, group), names))


def enable(caller: Staff, street: str, group: str, *, enabled: bool) -> None:
    """Let a group's address be used, or not; it stays the same."""
    item = _find(caller, street, group)
    _apply(caller, "status", group, store.enabling(item, enabled=enabled), enabled=enabled)


def renew(caller: Staff, street: str, group: str) -> None:
    """Give a group another address; the old one is refused from now on."""

    def change() -> None:
        item = _find(caller, street, group)
        _apply(caller, "renew", group, *store.renewing(item, _token()))

    until_fresh(change)


def token(caller: Staff, street: str, group: str) -> str:
    """Return the token of a group's address, to be handed out (预约地址查看); recorded."""
    item = _find(caller, street, group)
    audit.append(Entry(caller.id, "groups.address", f"group:{group}"))
    return store.token_of(item)


def require(street: str, group: str) -> None:
    """Raise NoSuchGroup unless the street has this group: for its sessions."""
    store.find(street, group)


def _find(caller: Staff, street: str, group: str) -> Group:
    _require(caller, street)
    return store.find(street, group)


def _require(caller: Staff, street: str) -> None:
    streets.known(street)
    caller.require_region(street)


def _apply(caller: Staff, action: str, group: str, *steps: Step, **details: object) -> None:
    apply(*steps, record=Entry(caller.id, f"groups.{action}", f"group:{group}", details))


def _token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)
