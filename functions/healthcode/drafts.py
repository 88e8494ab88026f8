"""Versions of the colour rules: drafted by one person, counted out, approved by a second (H2, H3).

A preview tells how many people of which district would change from which colour to which, never who.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial

import msgspec
from pynamodb.expressions.update import Action

from functions.admin import service as admin
from functions.healthcode import rounds, rulebook, store
from functions.healthcode.colours import colour
from functions.healthcode.errors import NoSuchRules, PreviewMissing, RulesDecided, SamePerson
from functions.healthcode.rules import Rules, faults
from functions.healthcode.sweep import refresh
from functions.healthcode.tables import Holder, RuleVersion
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.transaction import Step, Update, new, until_fresh

_ANNOUNCED = timedelta(minutes=1)
"""How long before a version is in force it is approved at least: until every process knows it."""

_LOOKED_AT = "looked at"


class State(StrEnum):
    """A draft is approved or rejected, once."""

    DRAFT = "draft"
    APPROVED = rulebook.APPROVED
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Move:
    """How many people of a district would change from one colour to another."""

    district: str
    before: str
    after: str
    people: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a version would change; `complete` once everybody was looked at, `people` so far."""

    complete: bool
    people: int
    moves: tuple[Move, ...]


def draft(rules: Rules, note: str, by: str, now: datetime) -> int:
    """Write a version that nothing follows from yet, and return its number; raises InvalidInput."""
    if found := faults(rules):
        raise InvalidInput([FieldFault(f"causes.{kind}", f"rule_fault.{fault}") for kind, fault in found])

    def write() -> int:
        number = max((int(version.sk) for version in rulebook.versions()), default=0) + 1
        item = RuleVersion("RULES", f"{number:06d}", state=State.DRAFT, note=note, drafted_by=by)
        item.content, item.drafted_at = msgspec.json.encode(rules).decode(), clock.to_iso(now)
        apply(new(item), record=_entry(by, "draft", number))
        return number

    return until_fresh(write)


def find(number: int) -> RuleVersion:
    """Return a version; raises NoSuchRules."""
    if found := RuleVersion.find("RULES", f"{number:06d}"):
        return found
    raise NoSuchRules


def approve(number: int, since: date, by: str, now: datetime) -> None:
    """Put a version in force from the beginning of a local date on, at once where that is today.

    Raises NoSuchRules, RulesDecided, SamePerson for its drafter, PreviewMissing, InvalidInput.
    """
    version = find(number)
    if by == version.drafted_by:
        raise SamePerson
    if not preview(number).complete:
        raise PreviewMissing
    if since < clock.local_date(now):
        raise InvalidInput([FieldFault("since", "in_the_past")])
    begins = max(now + _ANNOUNCED, clock.at_local(since, time()))
    decided = _decided(version, State.APPROVED, by, now, RuleVersion.since.set(clock.to_iso(begins)))
    apply(decided, record=_entry(by, "approve", number))
    rulebook.forget()


def reject(number: int, by: str, now: datetime) -> None:
    """Leave a draft be; raises NoSuchRules, RulesDecided."""
    apply(_decided(find(number), State.REJECTED, by, now), record=_entry(by, "reject", number))


def preview(number: int) -> Preview:
    """Return what was counted of a version so far. One query."""
    counted, complete = rounds.counted(_preview(number))
    people = counted.pop(_LOOKED_AT, 0)
    named = [(move.split(">"), moved) for move, moved in sorted(counted.items())]
    moves = tuple(Move(district, before, after, moved) for (district, before, after), moved in named)
    return Preview(complete, people, moves)


def count_out(now: datetime) -> int:
    """Go on counting whom each draft would change; returns how many people were looked at."""
    drafts = [version for version in rulebook.versions() if version.state == State.DRAFT]
    today = clock.local_date(now)
    return sum(
        rounds.go_on(_preview(int(version.sk)), partial(_moves, rulebook.rules(version), today))
        for version in drafts
    )


def come_into_force(now: datetime) -> int:
    """Go on bringing everybody under the rules in force; returns how many people were looked at."""
    version = rulebook.in_force(now).version
    return rounds.go_on(f"RULES#{version:06d}#FORCE", partial(_refreshed, now)) if version else 0


def _moves(rules: Rules, today: date, people: Sequence[str]) -> Counter[str]:
    moves = [_move(holder, rules, today) for holder in store.holders(people)]
    return Counter({_LOOKED_AT: len(moves)}) + Counter(move for move in moves if move)


def _move(holder: Holder, rules: Rules, today: date) -> str:
    """Return a district, a colour and another one, nothing where somebody's stays."""
    after = colour(store.facts(store.person_of(holder)), rules, today).colour
    if after == holder.colour:
        return ""
    return f"{admin.district_of(holder.region)}>{holder.colour}>{after}"


def _refreshed(now: datetime, people: Sequence[str]) -> Counter[str]:
    for person in people:
        refresh(person, now)
    return Counter({_LOOKED_AT: len(people)})


def _preview(number: int) -> str:
    return f"RULES#{number:06d}#PREVIEW"


def _decided(version: RuleVersion, state: State, by: str, now: datetime, *actions: Action) -> Step:
    still_draft = RuleVersion.state == State.DRAFT
    actions = (
        RuleVersion.state.set(state),
        RuleVersion.decided_by.set(by),
        RuleVersion.decided_at.set(clock.to_iso(now)),
        *actions,
    )
    return Update(item=version, actions=actions, condition=still_draft, otherwise=RulesDecided())


def _entry(by: str, action: str, number: int) -> Entry:
    return Entry(by, f"health.rules_{action}", f"colour_rules:{number}")
