"""Registrations in their table: one standing for each person and kind, the ended ones beside it."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from functions.healthcode import store
from functions.healthcode.facts import FactKind
from functions.healthcode.registrations.errors import RegistrationMoved
from functions.healthcode.registrations.plans import Kind, Plan, State
from functions.healthcode.registrations.tables import Registration
from layers import clock, privacy
from layers.transaction import Delete, Put, Step, new

_KEPT = timedelta(days=365)


def standing(person: str, kind: Kind) -> Registration | None:
    """Return a person's standing registration of a kind, or None."""
    return Registration.find(store.partition(person), f"REGISTRATION#{kind}")


def of_person(person: str) -> list[Registration]:
    """Return a person's registrations of the last year."""
    mine = Registration.sk.startswith("REGISTRATION#")
    return list(Registration.query(store.partition(person), mine, consistent_read=True))


def plan(item: Registration) -> Plan:
    """Return what was filled in."""
    return privacy.unseal(item.plan, item.owner, Plan)


def told(item: Registration | None) -> frozenset[FactKind]:
    """Return the kinds of fact that a registration was the source of."""
    return frozenset(map(FactKind, item.told or ())) if item else frozenset()


def filed(
    person: str,
    kind: Kind,
    account: str,
    before: Registration | None,
    said: Plan,
    told: Collection[FactKind],
    now: datetime,
) -> Registration:
    """Return the standing registration after it was filled in, for the first time or anew."""
    item = Registration(store.partition(person), f"REGISTRATION#{kind}", kind=kind, account=account)
    item.state, item.changed_at, item.told = State.STANDING, clock.to_iso(now), set(told) or None
    item.id = before.id if before else secrets.token_hex(8)
    item.filed_at = before.filed_at if before else item.changed_at
    item.revision = before.revision + 1 if before else 1
    item.plan = privacy.seal(said, item.owner)
    return item


def writing(before: Registration | None, after: Registration) -> Step:
    """Return the step that writes a registration; it refuses with RegistrationMoved."""
    if before is None:
        return new(after, RegistrationMoved())
    unmoved = (Registration.id == before.id) & (Registration.revision == before.revision)
    return Put(item=after, condition=unmoved, otherwise=RegistrationMoved())


def ending(item: Registration, state: State, now: datetime) -> list[Step]:
    """Return the steps after which a registration stands no longer; they refuse with RegistrationMoved."""
    unmoved = (Registration.id == item.id) & (Registration.revision == item.revision)
    ended = Registration(item.pk, f"{item.sk}#{clock.to_iso(now)}#{item.id}", id=item.id, kind=item.kind)
    ended.state, ended.account, ended.revision = state, item.account, item.revision + 1
    ended.filed_at, ended.changed_at, ended.told = item.filed_at, clock.to_iso(now), item.told
    ended.expires_at = now + _KEPT
    ended.plan = privacy.seal(plan(item), ended.owner)
    return [Delete(item=item, condition=unmoved, otherwise=RegistrationMoved()), new(ended)]
