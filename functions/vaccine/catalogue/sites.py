"""Sites (接种点) of a street, as staff keep them (V2)."""

import secrets

import msgspec

from functions.admin import service as admin
from functions.vaccine import streets
from functions.vaccine.catalogue import store
from functions.vaccine.catalogue.schemas import NewSite, SiteForm
from functions.vaccine.tables import Site
from layers.audit import Entry
from layers.changes import apply
from layers.principals import Staff
from layers.transaction import Step


def listed(caller: Staff, street: str) -> list[Site]:
    """Return a street's sites in their order; raises NoSuchStreet, OutOfRegion."""
    _require(caller, street)
    return store.sites(street)


def create(caller: Staff, street: str, given: NewSite) -> str:
    """Create a site and return its id; its street can't be deleted while it stands."""
    _require(caller, street)
    identifier = secrets.token_hex(6)
    adding = store.adding_site(street, identifier, *_said(given), given.order, enabled=given.enabled)
    _apply(caller, "create", street, identifier, adding, admin.attaching(street))
    return identifier


def edit(caller: Staff, street: str, identifier: str, given: SiteForm) -> None:
    """Change a site's names, address and order (编辑)."""
    site = _reachable(caller, street, identifier)
    _apply(caller, "edit", street, identifier, store.editing_site(site, *_said(given), given.order))


def enable(caller: Staff, street: str, identifier: str, *, enabled: bool) -> None:
    """Put a site into service or out of it (状态); its sessions stay as they are."""
    site = _reachable(caller, street, identifier)
    _apply(caller, "status", street, identifier, store.enabling_site(site, enabled=enabled))


def delete(caller: Staff, street: str, identifier: str) -> None:
    """Delete a site that never had a session (删除); raises SiteInUse."""
    site = _reachable(caller, street, identifier)
    _apply(caller, "delete", street, identifier, store.removing_site(site), admin.detaching(street))


def _require(caller: Staff, street: str) -> None:
    streets.known(street)
    caller.require_region(street)


def _reachable(caller: Staff, street: str, identifier: str) -> Site:
    _require(caller, street)
    return store.site(street, identifier)


def _said(given: SiteForm) -> tuple[dict[str, str], dict[str, str]]:
    return msgspec.to_builtins(given.names), msgspec.to_builtins(given.address)


def _apply(caller: Staff, action: str, street: str, site: str, *steps: Step) -> None:
    apply(*steps, record=Entry(caller.id, f"sites.{action}", f"site:{site}", {"street": street}))
    admin.forget()
