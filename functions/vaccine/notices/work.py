"""Notices that are due (N3): their people are found, messages written in batches, what arrived is counted.

Safe to kill at any write and to run twice at once: a batch of messages and how far the notice has come are
one transaction.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pynamodb.expressions.update import Action

from functions.vaccine.errors import NoticeMovedOn
from functions.vaccine.files.budget import Budget
from functions.vaccine.notices import audience, store, wording
from functions.vaccine.notices.audience import People, TooMany
from functions.vaccine.notices.policies import notices
from functions.vaccine.notices.store import NoticeState
from functions.vaccine.tables import StaffNotice
from layers import i18n, masks, outbox
from layers.changes import apply
from layers.clock import from_iso, to_iso
from layers.observability import report
from layers.outbox import State
from layers.transaction import Step, commit

ATTEMPTS = 5
"""So often a notice is begun without any progress before it is given up."""

BATCH = 50
"""Messages of one transaction; DynamoDB takes 100 items, and one is the notice's own."""

_AT_ONCE = 20
_PAUSE = timedelta(minutes=1)
_READY_FOR = timedelta(days=1)
"""How long a notice waits for somebody to let it go."""

_COUNTED_FOR = timedelta(days=1)
"""How long after a notice was sent it is counted what arrived; at first every minute, then now and then."""

_SOON = timedelta(minutes=10)


def advance(now: datetime, budget: Budget) -> int:
    """Do what is due until the budget is spent; return how many notices were taken on."""
    taken = 0
    for due in store.due(now, _AT_ONCE):
        if budget.spent():
            break
        if item := store.take(due, now):
            taken += 1
            _try(item, now, budget)
    return taken


def _try(item: StaffNotice, now: datetime, budget: Budget) -> None:
    try:
        _do(item, now, budget)
    except NoticeMovedOn:
        return  # somebody stopped it, or another process has it: what was written stands
    except Exception as error:
        report(error, notice=item.id)
        store.put_off(item, now + _PAUSE)


def _do(item: StaffNotice, now: datetime, budget: Budget) -> None:
    match NoticeState(item.state):
        case NoticeState.GATHERING | NoticeState.SENDING if item.attempts > ATTEMPTS:
            return _fail(item, "gave_up", now)
        case NoticeState.GATHERING:
            return _gather(item, now)
        case NoticeState.READY:
            return commit(store.moving(item, NoticeState.STOPPED, now, StaffNotice.fault.set("lapsed")))
        case NoticeState.SENDING:
            return _send(item, now, budget)
        case NoticeState.SENT:
            return _count(item, now)
    store.remove_recipients(item)
    return commit(store.resting(item))


def _gather(item: StaffNotice, now: datetime) -> None:
    try:
        found = audience.people(store.audience(item), notices().most)
    except TooMany:
        return _fail(item, "too_many", now)
    if not found.recipients:
        return _fail(item, "nobody", now)
    store.write_recipients(item, found.recipients)
    said, until = _preview(item, found), now + _READY_FOR
    return commit(store.gathered(item, len(found.recipients), found.without_phone, said, until))


def _preview(item: StaffNotice, found: People) -> dict[str, str]:
    texts = store.wording(item)
    return {
        language: wording.filled(texts[language], values | {"name": masks.name(values["name"])})
        for language, values in found.example.items()
    }


def _send(item: StaffNotice, now: datetime, budget: Budget) -> None:
    texts = store.wording(item)
    while item.written < item.people:
        if budget.spent():
            return store.put_off(item, now)
        batch = _batch(item, texts)
        apply(store.advancing(item, len(batch)), tell=batch)
        item.written += len(batch)
    store.remove_recipients(item)
    return commit(store.moving(item, NoticeState.SENT, now + _PAUSE, _done(now)))


def _batch(item: StaffNotice, texts: dict[str, str]) -> list[Step]:
    written = int(item.written)
    found = enumerate(store.recipients(item, written, BATCH), written)
    return [
        outbox.notice(
            _message(item, number),
            "vaccine_staff",
            each.contact,
            text=wording.filled(i18n.name(texts, each.contact.language), each.values),
        )
        for number, each in found
    ]


def _count(item: StaffNotice, now: datetime) -> None:
    """Note what became of the messages, and look again while some are on their way."""
    states = outbox.states(_messages(item))
    age = now - from_iso(str(item.done_at))
    pending = states[State.PENDING] and age < _COUNTED_FOR
    again = now + (_PAUSE if age < _SOON else _SOON) if pending else None
    commit(store.reporting(item, states[State.SENT], states[State.DEAD], again))


def _messages(item: StaffNotice) -> Iterable[str]:
    return (_message(item, number) for number in range(int(item.people)))


def _message(item: StaffNotice, number: int) -> str:
    return f"vaccine-notice:{item.id}:{number}"


def _done(now: datetime) -> Action:
    return StaffNotice.done_at.set(to_iso(now))


def _fail(item: StaffNotice, fault: str, now: datetime) -> None:
    commit(store.moving(item, NoticeState.FAILED, now, StaffNotice.fault.set(fault), _done(now)))
