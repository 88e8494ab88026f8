"""Codes and facts in their table: keys, reads, and the steps that change them."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.healthcode.colours import Verdict
from functions.healthcode.errors import NoCode, NoSuchFact
from functions.healthcode.facts import Fact, FactKind, Source
from functions.healthcode.records import Details
from functions.healthcode.rules import Colour
from functions.healthcode.tables import CodeItem, Due, FactItem, Holder, Known, Once, Turned
from layers import clock, privacy
from layers.tables import Item, shard_of
from layers.transaction import Delete, Put, Step, Update, new

SHARDS = 32
"""Into how many parts everybody with a code, and everybody who is not green, is cut."""

CHANGE_SHARDS = 8
"""Into how many parts the changes of colour are cut."""

_CHANGES_KEPT = timedelta(days=30)

_REPLACED_KEPT = timedelta(days=30)
"""Gates without a network upload late what they scanned."""


class Recorded(Exception):
    """The submission was recorded by an earlier call."""


def partition(person: str) -> str:
    """Return the partition of everything about a person."""
    return f"PERSON#{person}"


def person_of(item: Item) -> str:
    """Return the person in whose partition an item stands."""
    return str(item.pk).removeprefix("PERSON#")


def find(person: str) -> Holder | None:
    """Return a person's code as it is now, or None. One item read."""
    return Holder.find(partition(person), "HOLDER")


def holder(person: str) -> Holder:
    """Return a person's code as it is now; raises NoCode."""
    if found := find(person):
        return found
    raise NoCode


def holders(persons: Iterable[str]) -> list[Holder]:
    """Return the codes of those who have one."""
    return Holder.find_all((partition(person), "HOLDER") for person in persons)


def person_of_code(code: str) -> str | None:
    """Return whose code this is, or None."""
    found = find_code(code)
    return found.person if found and not found.replaced_at else None


def find_code(code: str) -> CodeItem | None:
    """Return whose code this is, or was: replaced ones are known for some weeks."""
    return CodeItem.find(f"CODE#{code}", "CODE", consistent=False)


def was_replaced(code: CodeItem, at: datetime) -> bool:
    """Tell whether another code had replaced this one by an instant."""
    return code.replaced_at is not None and clock.from_iso(code.replaced_at) <= at


def replaced(code: str, now: datetime) -> Step:
    """Return the step after which a code is nobody's, but for what was done with it before."""
    actions = [CodeItem.replaced_at.set(clock.to_iso(now)), CodeItem.expires_at.set(now + _REPLACED_KEPT)]
    return Update(item=CodeItem(f"CODE#{code}", "CODE"), actions=actions)


def details(item: Holder) -> Details:
    """Return who a code belongs to."""
    return privacy.unseal(item.details, item.owner, Details)


def sealed(item: Holder, said: Details) -> bytes:
    """Return who a code belongs to, sealed for its item."""
    return privacy.seal(said, item.owner)


def verdict(item: Holder) -> Verdict:
    """Return the verdict that a code shows."""
    return msgspec.json.decode(item.verdict, type=Verdict)


def draft(person: str, region: str, now: datetime) -> Holder:
    """Return an unwritten code of a person who had none; `details` and verdict are still missing."""
    item = Holder(partition(person), "HOLDER")
    item.code, item.region = fresh_code(), region
    item.colour, item.revision = Colour.GREEN, 0
    item.declared_at = item.changed_at = clock.to_iso(now)
    return item


def fresh_code() -> str:
    """Return a new code id of 20 hex digits."""
    return secrets.token_hex(10)


def first(item: Holder) -> list[Step]:
    """Return the steps that write a new code; ConditionFailed where the person got one meanwhile."""
    person = person_of(item)
    return [
        new(item),
        new(CodeItem(f"CODE#{item.code}", "CODE", person=person)),
        Put(item=Known(f"PEOPLE#{shard_of(person, SHARDS):02d}", person)),
    ]


def changing(item: Holder, *actions: Any) -> Step:
    """Return the step that changes a code; ConditionFailed where it changed since it was read."""
    unmoved = Holder.revision == item.revision
    return Update(item=item, actions=[Holder.revision.add(1), *actions], condition=unmoved)


def due_moves(item: Holder, after: date | None) -> list[Step]:
    """Return the steps that list a person under another date, or no more, where that changes."""
    person, moved = person_of(item), after.isoformat() if after else None
    if item.due == moved:
        return []
    leaving = [Delete(item=_due(item.due, person))] if item.due else []
    return [*leaving, *([Put(item=_due(moved, person))] if moved else [])]


def due(shard: int, until: date) -> Iterator[str]:
    """Yield who is listed in a shard under a date up to `until`, the earliest first."""
    last = f"{until.isoformat()}#~"
    for entry in Due.query(f"DUE#{shard:02d}", Due.sk <= last, consistent_read=True):
        yield str(entry.sk).partition("#")[2]


def not_green(shard: int) -> Iterator[str]:
    """Yield everybody in a shard who is not green."""
    for entry in Due.query(f"DUE#{shard:02d}", consistent_read=True):
        yield str(entry.sk).partition("#")[2]


def people(shard: int, after: str, limit: int) -> list[str]:
    """Return some people with codes in a shard, in order of their ids, behind one of them."""
    found = Known.query(f"PEOPLE#{shard:02d}", Known.sk > (after or "!"), limit=limit, consistent_read=True)
    return [str(entry.sk) for entry in found]


def turned(item: Holder, before: Colour, after: Colour, now: datetime) -> Step:
    """Return the step that lists a change of colour for tracing."""
    person, at = person_of(item), clock.to_iso(now)
    place = f"{at}#{person}#{int(item.revision) + 1}"
    entry = Turned(f"CHANGES#{shard_of(person, CHANGE_SHARDS)}", place)
    entry.person, entry.region, entry.at = person, item.region, at
    entry.before, entry.after = before, after
    entry.expires_at = now + _CHANGES_KEPT
    return Put(item=entry)


def changes(shard: int, limit: int) -> list[Turned]:
    """Return changes of colour that nobody has taken up, the oldest first."""
    return list(Turned.query(f"CHANGES#{shard}", limit=limit, consistent_read=True))


def taken_up(change: Turned) -> Step:
    """Return the step that takes a change off the list; ConditionFailed where somebody else did."""
    return Delete(item=change, condition=Turned.pk.exists())


def facts(person: str, since: date | None = None) -> list[Fact]:
    """Return a person's facts, from a local date on where one is given. One query, strongly consistent."""
    begin = clock.to_iso(clock.at_local(since, time())) if since else ""
    place = FactItem.sk.between(f"FACT#{begin}", "FACT#~")
    return [fact(item) for item in FactItem.query(partition(person), place, consistent_read=True)]


def page_of_facts(person: str, after: dict[str, Any] | None, limit: int) -> ResultIterator[FactItem]:
    """Return a person's facts, the newest first, behind a key."""
    return FactItem.query(
        partition(person),
        FactItem.sk.startswith("FACT#"),
        scan_index_forward=False,
        last_evaluated_key=after,
        limit=limit,
    )


def find_fact(person: str, identifier: str) -> Fact:
    """Return one of a person's facts; raises NoSuchFact."""
    for known in facts(person):
        if known.id == identifier:
            return known
    raise NoSuchFact


def fact(item: FactItem) -> Fact:
    """Return a stored fact as the rules take it."""
    at = clock.from_iso(item.at)
    return Fact(
        id=str(item.sk).rsplit("#", 1)[1],
        kind=FactKind(item.kind),
        at=at,
        day=clock.local_date(at),
        source=Source(item.source),
        recorder=item.recorder,
        recorded_at=clock.from_iso(item.recorded_at),
        evidence=item.evidence,
        approver=item.approver,
        place=item.place,
        listing=item.listing,
        withdraws=item.withdraws,
    )


def adding(person: str, said: Fact, sealed: Any) -> Step:
    """Return the step that writes a fact; `sealed` is sealed with it unless it is None."""
    at = clock.to_iso(said.at)
    item = FactItem(partition(person), f"FACT#{at}#{said.id}", at=at)
    item.kind, item.source, item.recorder = said.kind, said.source, said.recorder
    item.recorded_at = clock.to_iso(said.recorded_at)
    item.evidence, item.approver, item.place = said.evidence, said.approver, said.place
    item.listing, item.withdraws = said.listing, said.withdraws
    if sealed is not None:
        item.details = privacy.seal(sealed, item.owner)
    return new(item)


def once(person: str, submission: str, made: Iterable[str]) -> Step:
    """Return the step that remembers a submission; it refuses with Recorded where it is known."""
    item = Once(partition(person), f"ONCE#{submission}", facts=set(made))
    return new(item, Recorded)


def recorded(person: str, submission: str) -> tuple[str, ...]:
    """Return the facts that a submission was recorded as, none where it wasn't."""
    item = Once.find(partition(person), f"ONCE#{submission}")
    return tuple(sorted(item.facts)) if item else ()


def _due(day: str, person: str) -> Due:
    return Due(f"DUE#{shard_of(person, SHARDS):02d}", f"{day}#{person}")
