"""Places (关口信息 and the like): enrolled by phone accounts, admitted by staff of their region (H8–H11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.auth import service as auth
from functions.healthcode.scenes import store_places as store
from functions.healthcode.scenes.errors import NeedsPhone, NotKeeper, PlaceChanged
from functions.healthcode.scenes.kinds import CheckpointKind, PlaceKind, PlaceState, Role
from functions.healthcode.scenes.tables import Place
from layers import privacy
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import notice
from layers.principals import Staff
from layers.transaction import new

_NEXT: Mapping[PlaceState, frozenset[PlaceState]] = {
    PlaceState.WAITING: frozenset({PlaceState.APPROVED, PlaceState.REFUSED}),
    PlaceState.APPROVED: frozenset({PlaceState.SUSPENDED}),
    PlaceState.SUSPENDED: frozenset({PlaceState.APPROVED}),
    PlaceState.REFUSED: frozenset(),
}
"""Into which states staff bring a place; a refused one waits again once its keeper changed it."""


@dataclass(frozen=True, slots=True)
class Described:
    """What somebody enrols; `gate` for checkpoints only, `contact` is who answers for the place."""

    kind: PlaceKind
    gate: CheckpointKind | None
    name: str
    region: str
    address: str
    contact: str


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A place and what an account is there; no role where it is invited only."""

    place: Place
    role: Role | None


def enrol(account: str, said: Described, now: datetime) -> str:
    """Enrol a place, which waits for staff, and return its id; raises NeedsPhone."""
    phone = signing_phone(account)
    item = _described(store.draft(now), said)
    item.keeper = account
    place = store.identifier(item)
    apply(new(item), *store.founding(place, phone, account, now))
    return place


def describe(account: str, place: str, said: Described) -> None:
    """Change what a place says of itself; staff have to admit it anew. Raises NoSuchPlace, NotKeeper.

    Its kind stays: a checkpoint's keeper must not find themselves with a pharmacy.
    """
    before = kept(account, place)
    after = Place(before.pk, before.sk)
    after.keeper, after.enrolled_at, after.revision = account, before.enrolled_at, before.revision + 1
    if said.kind != before.kind or before.state == PlaceState.SUSPENDED:
        raise PlaceChanged
    apply(store.changing(before, _described(after, said)))


def mine(account: str) -> list[AtPlace]:
    """Return the places an account works at, and those it is invited to."""
    roles = {store.place_of(badge): Role(badge.role) for badge in store.badges(account)}
    phone = auth.signing_phone(account)
    invited = {store.identifier(item) for item in store.invited(phone)} if phone else set()
    found = store.places(sorted(roles.keys() | invited))
    return [AtPlace(place, roles.get(store.identifier(place))) for place in found]


def kept(account: str, place: str) -> Place:
    """Return a place to its keeper; raises NoSuchPlace, NotKeeper."""
    if store.badge(account, place).role != Role.KEEPER:
        raise NotKeeper
    return store.place(place)


def contact_of(item: Place) -> str:
    """Return who answers for a place."""
    return privacy.unseal(item.contact, item.owner, str)


def decide(place: str, caller: Staff, state: PlaceState, reason: str, now: datetime) -> None:
    """Admit, refuse, suspend or readmit a place; its keeper is told.

    Raises NoSuchPlace, OutOfRegion, PlaceChanged where it can't come into this state.
    """
    item = store.place(place)
    caller.require_region(item.region)
    if state not in _NEXT[PlaceState(item.state)]:
        raise PlaceChanged
    message_id = f"place:{place}:{item.revision}"
    contact = auth.contact(item.keeper)
    told = notice(message_id, f"place_{state.lower()}", contact, place=item.name, reason=reason)
    entry = Entry(caller.id, "places.decide", f"place:{place}", {"state": state, "reason": reason})
    apply(store.deciding(item, state, reason, now), tell=[told], record=entry)


def signing_phone(account: str) -> str:
    """Return the phone with which an account signs in; raises NeedsPhone."""
    if phone := auth.signing_phone(account):
        return phone
    raise NeedsPhone


def _described(item: Place, said: Described) -> Place:
    item.kind, item.gate = said.kind, said.gate or ""
    item.name, item.region, item.address = said.name, said.region, said.address
    item.contact = privacy.seal(said.contact, item.owner)
    store.wait(item)
    return item
