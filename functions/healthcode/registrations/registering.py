"""Registrations (H5): filled in ahead, amendable until the person arrives; an arrival becomes a fact.

What the answers say of a person becomes facts at once, each kind once for a registration: crossing an
answer out again takes no fact back, for that there are appeals.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from functions.healthcode import inputs, keepers, recording, store
from functions.healthcode.colours import Verdict
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.recording import Extra, Origin, Stated
from functions.healthcode.registrations import plans
from functions.healthcode.registrations import store as registrations
from functions.healthcode.registrations.errors import NoSuchRegistration, NotGreenYet
from functions.healthcode.registrations.plans import Kind, Plan, State
from functions.healthcode.registrations.tables import Registration
from functions.healthcode.rules import Colour
from functions.healthcode.tables import Holder
from layers.changes import apply
from layers.transaction import Check, Step


def file(account: str, person: str, kind: Kind, plan: Plan, now: datetime) -> Verdict:
    """Fill in a registration, or amend the standing one; return the verdict after it.

    Raises NoCode for others' people, RegistrationMoved.
    """
    keepers.kept(account, person)
    before = registrations.standing(person, kind)
    known = registrations.told(before)
    fresh = plans.told(plan, inputs.fever_from()) - known

    after = registrations.filed(person, kind, account, before, plan, known | fresh, now)

    client = f"registration:{after.id}:{secrets.token_hex(4)}"
    return _written(account, person, client, fresh, [registrations.writing(before, after)], now)


def arrive(account: str, person: str, registration: str, now: datetime) -> Verdict:
    """End a registration because the person is there; return the verdict after it.

    Raises NoCode for others' people, NoSuchRegistration, RegistrationMoved, NotGreenYet.
    """
    holder, item = _standing(account, person, registration)
    kind = Kind(item.kind)
    steps = [*registrations.ending(item, State.ARRIVED, now), *_admission(holder, kind)]
    return _written(account, person, f"arrival:{item.id}", plans.arrival(kind), steps, now)


def give_up(account: str, person: str, registration: str, now: datetime) -> None:
    """End a registration because its plan came to nothing; raises as `arrive`."""
    _, item = _standing(account, person, registration)
    apply(*registrations.ending(item, State.GIVEN_UP, now))


def of_person(account: str, person: str) -> Sequence[Registration]:
    """Return a person's registrations, the standing ones first; raises NoCode for others' people."""
    keepers.kept(account, person)
    found = registrations.of_person(person)
    newest = sorted(found, key=lambda item: str(item.changed_at), reverse=True)
    return sorted(newest, key=lambda item: item.state != State.STANDING)


def _standing(account: str, person: str, registration: str) -> tuple[Holder, Registration]:
    holder = keepers.kept(account, person)
    for item in registrations.of_person(person):
        if item.id == registration and item.state == State.STANDING:
            return holder, item
    raise NoSuchRegistration


def _admission(holder: Holder, kind: Kind) -> list[Step]:
    """Return the check that who returns to work is green."""
    if kind is not Kind.TO_WORK:
        return []
    return [Check(item=holder, condition=Holder.colour == Colour.GREEN, otherwise=NotGreenYet())]


def _written(
    account: str, person: str, client: str, kinds: Collection[FactKind], steps: Sequence[Step], now: datetime
) -> Verdict:
    """Write the steps, with these kinds of fact where there are any."""
    if not kinds:
        apply(*steps)
        return store.verdict(store.holder(person))
    origin = Origin(source=Source.SELF, recorder=account, client=client)
    stated = [Stated(kind=kind, at=now) for kind in sorted(kinds)]
    return recording.record(person, origin, stated, now, extra=Extra(steps)).verdict
