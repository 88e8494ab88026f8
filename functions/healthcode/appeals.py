"""Appeals: a person objects to a fact, and somebody who had no part in it decides (H3)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pynamodb.pagination import ResultIterator

from functions.healthcode import keepers, recording, store, tallies
from functions.healthcode.errors import (
    AlreadyWithdrawn,
    AppealDecided,
    AppealFiled,
    NoSuchAppeal,
    NothingToAppeal,
)
from functions.healthcode.facts import ADVERSE, Fact, FactKind, Source
from functions.healthcode.proposals import require_standing
from functions.healthcode.recording import Extra, Origin, Second, Stated
from functions.healthcode.second_person import require_another
from functions.healthcode.tables import Appeal
from layers import audit, clock, masks, privacy
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import notice
from layers.principals import Staff
from layers.transaction import Step, Update, new

LIST = "APPEALS"


class State(StrEnum):
    """An appeal waits, then ends in one of the others."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


def file(account: str, person: str, fact: str, words: str, now: datetime) -> None:
    """Object to a fact; raises NoCode for others' people, NoSuchFact, NothingToAppeal, AppealFiled."""
    holder = keepers.kept(account, person)
    _require_appealable(person, fact)
    item = Appeal(store.partition(person), f"APPEAL#{fact}", person=person, account=account)
    item.region, item.filed_at, item.state = holder.region, clock.to_iso(now), State.OPEN
    item.list, item.place_in_list = LIST, item.filed_at
    item.words = privacy.seal(words, item.owner)
    apply(new(item, AppealFiled()))


def of_person(person: str) -> list[Appeal]:
    """Return a person's appeals."""
    return list(Appeal.query(store.partition(person), Appeal.sk.startswith("APPEAL#"), consistent_read=True))


def waiting(after: dict[str, Any] | None, limit: int) -> "ResultIterator[Appeal]":
    """Return the appeals that wait, the longest waiting first, behind a key."""
    return Appeal.by_list.query(LIST, last_evaluated_key=after, limit=limit)


def find(person: str, fact: str) -> Appeal:
    """Return an appeal; raises NoSuchAppeal."""
    if found := Appeal.find(store.partition(person), f"APPEAL#{fact}"):
        return found
    raise NoSuchAppeal


def read(person: str, fact: str, caller: Staff) -> tuple[Appeal, Fact]:
    """Return an appeal and the fact it is about, recorded; raises NoSuchAppeal, OutOfRegion."""
    item = find(person, fact)
    caller.require_region(item.region)
    audit.append(Entry(caller.id, "health.appeal_read", f"person:{person}", {"fact": fact}))
    return item, store.find_fact(person, fact)


def fact_of(appeal: Appeal) -> str:
    """Return the id of the fact that an appeal is about."""
    return str(appeal.sk).removeprefix("APPEAL#")


def words(appeal: Appeal) -> str:
    """Return what the person says."""
    return privacy.unseal(appeal.words, appeal.owner, str)


def answer(appeal: Appeal) -> str:
    """Return what the person is told, empty before the decision."""
    return privacy.unseal(appeal.answer, appeal.owner, str) if appeal.answer else ""


def decide(person: str, fact: str, caller: Staff, now: datetime, *, upheld: bool, answer: str) -> None:
    """Decide an appeal; upheld, the fact is taken back in the same transaction.

    Raises NoSuchAppeal, OutOfRegion, AppealDecided, SamePerson for whoever recorded, approved or appeals.
    """
    item = find(person, fact)
    caller.require_region(item.region)
    if item.state != State.OPEN:
        raise AppealDecided
    told_of = store.find_fact(person, fact)
    require_another(caller, {told_of.recorder, told_of.approver, item.account})

    state = State.UPHELD if upheld else State.REJECTED
    extra = Extra(
        _closing(item, state, caller.id, answer, now),
        [_told(item, state)],
        Entry(caller.id, f"health.appeal_{state}", f"person:{person}", {"fact": fact}),
    )
    if upheld:
        _withdraw(item, caller.id, extra, now)
    else:
        apply(*extra.steps, tell=extra.tell, record=extra.entry)


def _require_appealable(person: str, fact: str) -> None:
    try:
        objected = require_standing(store.facts(person), fact)
    except AlreadyWithdrawn as error:
        raise NothingToAppeal from error
    if objected.kind not in ADVERSE:
        raise NothingToAppeal


def _withdraw(item: Appeal, decider: str, extra: Extra, now: datetime) -> None:
    """Take the fact back: the person asked for it, the decider is the second person."""
    fact = fact_of(item)
    origin = Origin(source=Source.STAFF, recorder=item.account, client=f"appeal:{fact}")
    stated = Stated(kind=FactKind.WITHDRAWAL, at=now, evidence=f"appeal:{fact}")
    second = Second(decider, fact)
    outcome = recording.record(item.person, origin, [stated], now, extra=extra, second=second)
    if outcome.repeated:
        raise AppealDecided


def _closing(item: Appeal, state: State, by: str, answer: str, now: datetime) -> list[Step]:
    actions = [
        Appeal.state.set(state),
        Appeal.decided_by.set(by),
        Appeal.decided_at.set(clock.to_iso(now)),
        Appeal.answer.set(privacy.seal(answer, item.owner)),
        Appeal.list.remove(),
        Appeal.place_in_list.remove(),
    ]
    still_open = Appeal.state == State.OPEN
    return [
        Update(item=item, actions=actions, condition=still_open, otherwise=AppealDecided()),
        tallies.public(item.person, clock.local_date(now), f"appeal.{state}"),
    ]


def _told(item: Appeal, state: State) -> Step:
    details = store.details(store.holder(item.person))
    message_id = f"appeal:{item.person}:{fact_of(item)}"
    return notice(message_id, f"health_appeal_{state}", details.contact, name=masks.name(details.name))
