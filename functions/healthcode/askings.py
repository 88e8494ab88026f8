"""Asking to show the code of somebody who has one already: those who show it answer, or staff do (H7)."""

from datetime import datetime
from typing import Any

from pynamodb.pagination import ResultIterator

from functions.auth import service as auth
from functions.healthcode import keepers, store
from functions.healthcode.errors import NoSuchAsking
from functions.healthcode.tables import Asking, Holder
from layers import clock, masks
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import Already, notice
from layers.principals import Staff
from layers.transaction import Delete, Put, Step, until_fresh

LIST = "ASKINGS"


def ask(holder: Holder, account: str, now: datetime, *, own: bool) -> None:
    """Let an account ask to show a code; its keepers are told, once a day at most.

    `own` tells that the account claims to be the person's own.
    """
    person = store.person_of(holder)
    item = Asking(store.partition(person), f"ASKING#{account}", person=person, account=account)
    item.region, item.own, item.asked_at = holder.region, own, clock.to_iso(now)
    item.list, item.place_in_list = LIST, item.asked_at
    told = [_told(holder, keeper, account, now) for keeper in sorted(holder.keepers or ())]
    try:
        apply(Put(item=item), tell=told)
    except Already:
        return  # they were told today


def of_person(person: str) -> list[Asking]:
    """Return who asks to show a person's code."""
    return list(Asking.query(store.partition(person), Asking.sk.startswith("ASKING#"), consistent_read=True))


def waiting(after: dict[str, Any] | None, limit: int) -> "ResultIterator[Asking]":
    """Return the askings that wait, the longest waiting first, behind a key."""
    return Asking.by_list.query(LIST, last_evaluated_key=after, limit=limit)


def decide(person: str, account: str, caller: Staff, *, admitted: bool, reason: str) -> None:
    """Let staff who saw the document answer an asking; raises OutOfRegion, and what `answer` raises."""
    caller.require_region(store.holder(person).region)
    details = {"account": account, "admitted": admitted, "reason": reason}
    answer(
        person, account, admitted=admitted, by=Entry(caller.id, "health.asking", f"person:{person}", details)
    )


def answer(person: str, account: str, *, admitted: bool, by: Entry | None = None) -> None:
    """Answer an asking; `by` is the entry of a member of staff who does it.

    Raises NoSuchAsking; where it is granted, ProxiesFull, and DocumentTaken or DocumentFixed where the
    account claims to be the person's own and can't be.
    """

    def write() -> None:
        asking = Asking.find(store.partition(person), f"ASKING#{account}")
        if asking is None:
            raise NoSuchAsking
        gone = Delete(item=asking, condition=Asking.pk.exists(), otherwise=NoSuchAsking())
        apply(gone, *(_admitting(asking) if admitted else ()), record=by)

    until_fresh(write)


def _admitting(asking: Asking) -> list[Step]:
    holder = store.holder(asking.person)
    keeping = store.changing(holder, Holder.keepers.add({asking.account}))
    if not asking.own:
        return [keeping, keepers.acting(asking.account, asking.person)]
    _, claims = auth.identify(asking.account, _document(holder))
    return [keeping, *claims]


def _document(holder: Holder) -> auth.Document:
    details = store.details(holder)
    kind = auth.DocumentType(details.document_type)
    return auth.Document(details.nationality, kind, details.number)


def _told(holder: Holder, keeper: str, account: str, now: datetime) -> Step:
    details = store.details(holder)
    message_id = f"asking:{store.person_of(holder)}:{account}:{keeper}:{clock.local_date(now)}"
    return notice(message_id, "health_asking", auth.contact(keeper), name=masks.name(details.name))
