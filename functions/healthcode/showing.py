"""What follows when a code comes to show a verdict: its item, the lists it stands in, counts, the message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from pynamodb.expressions.update import Action

from functions.healthcode import store, tallies
from functions.healthcode.colours import Verdict
from functions.healthcode.notices import colour_changed
from functions.healthcode.records import Details
from functions.healthcode.rulebook import Ruling
from functions.healthcode.rules import Colour
from functions.healthcode.tables import Holder
from layers import clock
from layers.transaction import Step

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """The steps after which a code shows a verdict, and the message where its colour is another one."""

    steps: Sequence[Step]
    tell: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a declaration changes of a code beside its colour; `keeper` is an account that may show it now."""

    details: Details
    region: str
    keeper: str = ""


def shown(
    item: Holder, verdict: Verdict, ruling: Ruling, now: datetime, renewed: Renewed | None = None
) -> Shown:
    """Return how a code comes to show a verdict; ConditionFailed where it changed since it was read."""
    person, before = store.person_of(item), Colour(item.colour)
    region = renewed.region if renewed else item.region
    steps = [
        store.changing(item, *_actions(item, verdict, ruling, now), *_renewing(item, renewed)),
        *store.due_moves(item, next_look(verdict, now)),
        *tallies.moved(person, (item.region, before), (region, verdict.colour)),
    ]
    if verdict.colour is before:
        return Shown(steps)
    details = renewed.details if renewed else store.details(item)
    message_id = f"colour:{person}:{int(item.revision) + 1}"
    return Shown(
        [*steps, store.turned(item, before, verdict.colour, now)],
        [colour_changed(message_id, details, verdict, ruling.rules)],
    )


def first_shown(item: Holder, verdict: Verdict, ruling: Ruling, now: datetime) -> list[Step]:
    """Return how a new code, drafted with everything else, is written with its first verdict."""
    person, due = store.person_of(item), next_look(verdict, now)
    steps = [*store.due_moves(item, due), tallies.added(person, item.region, verdict.colour)]
    if verdict.colour is not Colour.GREEN:
        steps.append(store.turned(item, Colour.GREEN, verdict.colour, now))
    item.colour, item.verdict, item.rules = verdict.colour, _json(verdict), ruling.version
    item.due, item.revision = due.isoformat() if due else None, 1
    return [*store.first(item), *steps]


def next_look(verdict: Verdict, now: datetime) -> date | None:
    """Return the date on which a sweep looks again, never today; None for a green code."""
    if verdict.earliest_end is None:
        return None
    return max(verdict.earliest_end, clock.local_date(now) + _DAY)


def _actions(item: Holder, verdict: Verdict, ruling: Ruling, now: datetime) -> list[Action]:
    due = next_look(verdict, now)
    actions: list[Action] = [
        Holder.verdict.set(_json(verdict)),
        Holder.rules.set(ruling.version),
        Holder.due.set(due.isoformat()) if due else Holder.due.remove(),
    ]
    if verdict.colour != item.colour:
        actions += [Holder.colour.set(verdict.colour), Holder.changed_at.set(clock.to_iso(now))]
    return actions


def _renewing(item: Holder, renewed: Renewed | None) -> list[Action]:
    if renewed is None:
        return []
    actions: list[Action] = [
        Holder.details.set(store.sealed(item, renewed.details)),
        Holder.region.set(renewed.region),
    ]
    return [*actions, Holder.keepers.add({renewed.keeper})] if renewed.keeper else actions


def _json(verdict: Verdict) -> str:
    return msgspec.json.encode(verdict).decode()
