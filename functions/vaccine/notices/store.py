"""Notices and their wording in their table, and the people they go to as sealed objects.

A notice is gathered (its people are found and frozen), ready, then sent in batches, each of which is one
transaction of messages and of how far the notice has come; so every person gets one message, wherever a
process ends. A job looks at a notice at the instant that its place in the index `NOTICESDUE` says; whoever
takes it moves that instant on.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from pynamodb.expressions.update import Action
from pynamodb.pagination import ResultIterator

from functions.vaccine.errors import NoSuchNotice, NoSuchText, NoticeMovedOn, TextDecided
from functions.vaccine.notices.audience import Audience, Recipient
from functions.vaccine.stores import sealed
from functions.vaccine.tables import NoticeText, StaffNotice
from layers import clock, objects, privacy
from layers.transaction import ConditionFailed, Step, Update, commit, new

KEPT = timedelta(days=90)
"""How long it is remembered that there was a notice."""

LEASE = timedelta(minutes=3)
"""After which another process takes a notice on; longer than the job's longest run."""

CHUNK = 500
"""Recipients of one object."""

_TEXTS = "NOTICETEXTS"
_DUE = "NOTICESDUE"


class TextState(StrEnum):
    """A wording waits for its review, may be used, or was withdrawn."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class NoticeState(StrEnum):
    """How far a notice is. READY: its people are known, and somebody has to let it go."""

    GATHERING = "gathering"
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"


# Wording


def new_text(title: str, texts: Mapping[str, str], by: str, now: datetime) -> NoticeText:
    """Return a new wording; its id says nothing."""
    item = NoticeText(f"NOTICETEXT#{secrets.token_hex(8)}", "NOTICETEXT", title=title, by=by)
    item.texts, item.at = msgspec.json.encode(texts).decode(), clock.to_iso(now)
    item.state = TextState.DRAFT
    item.list, item.place_in_list = _TEXTS, f"{item.at}#{item.id}"
    return item


def text(identifier: str) -> NoticeText:
    """Return a wording as it is now; raises NoSuchText."""
    if found := NoticeText.find(f"NOTICETEXT#{identifier}", "NOTICETEXT"):
        return found
    raise NoSuchText


def texts(after: dict[str, Any] | None, limit: int) -> "ResultIterator[NoticeText]":
    """Return the wordings that are not withdrawn, the newest first; a moment old at most."""
    return NoticeText.by_list.query(_TEXTS, scan_index_forward=False, last_evaluated_key=after, limit=limit)


def approving(item: NoticeText, by: str) -> Step:
    """Return the step that lets a wording be used; it refuses with TextDecided."""
    actions = [NoticeText.state.set(TextState.APPROVED), NoticeText.decided_by.set(by)]
    condition = NoticeText.state == TextState.DRAFT
    return Update(item=item, actions=actions, condition=condition, otherwise=TextDecided())


def withdrawing(item: NoticeText) -> Step:
    """Return the step that ends a wording's use, by notices to come; it refuses with TextDecided."""
    gone = [NoticeText.list.remove(), NoticeText.place_in_list.remove()]
    actions = [NoticeText.state.set(TextState.WITHDRAWN), *gone]
    condition = NoticeText.state != TextState.WITHDRAWN
    return Update(item=item, actions=actions, condition=condition, otherwise=TextDecided())


# Notices


def draft(audience: Audience, wording: NoticeText, by: str, now: datetime) -> StaffNotice:
    """Return a new notice, whose people a job will find."""
    item = StaffNotice(f"NOTICE#{secrets.token_hex(16)}", "NOTICE", region=audience.region, by=by)
    item.audience, item.text = msgspec.json.encode(audience).decode(), wording.id
    item.texts, item.state, item.at = wording.texts, NoticeState.GATHERING, clock.to_iso(now)
    item.expires_at = now + KEPT
    item.list, item.place_in_list = _list(audience.region), f"{item.at}#{item.id}"
    item.other, item.place_in_other = _DUE, _place(item, now)
    return item


def adding(item: NoticeText | StaffNotice) -> Step:
    """Return the step that writes a new wording or notice."""
    return new(item)


def find(identifier: str) -> StaffNotice:
    """Return a notice as it is now; raises NoSuchNotice."""
    if found := StaffNotice.find(f"NOTICE#{identifier}", "NOTICE"):
        return found
    raise NoSuchNotice


def of_region(region: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[StaffNotice]":
    """Return a region's notices, the newest first; a moment old at most."""
    return StaffNotice.by_list.query(
        _list(region), scan_index_forward=False, last_evaluated_key=after, limit=limit
    )


def audience(item: StaffNotice) -> Audience:
    """Return whom a notice is for."""
    return msgspec.json.decode(item.audience, type=Audience)


def wording(item: NoticeText | StaffNotice) -> dict[str, str]:
    """Return a text by language."""
    found: dict[str, str] = msgspec.json.decode(item.texts)
    return found


def preview(item: StaffNotice) -> dict[str, str]:
    """Return what a notice says to its first person, by language; nothing before its people are known."""
    found: dict[str, str] = privacy.unseal(item.preview, item.owner, dict[str, str]) if item.preview else {}
    return found


def gathered(
    item: StaffNotice, people: int, without_phone: int, said: Mapping[str, str], until: datetime
) -> Step:
    """Return the step after which a notice can be let go until an instant; it refuses with NoticeMovedOn."""
    actions = [
        StaffNotice.people.set(people),
        StaffNotice.without_phone.set(without_phone),
        StaffNotice.preview.set(privacy.seal(dict(said), item.owner)),
        StaffNotice.attempts.set(0),
    ]
    return moving(item, NoticeState.READY, until, *actions)


def releasing(item: StaffNotice, by: str, now: datetime, reason: str = "") -> Step:
    """Return the step that lets a notice go; it refuses with NoticeMovedOn."""
    said = [StaffNotice.released_by.set(by), StaffNotice.released_at.set(clock.to_iso(now))]
    return moving(item, NoticeState.SENDING, now, *said, StaffNotice.reason.set(reason))


def moving(item: StaffNotice, state: NoticeState, due: datetime, *actions: Action) -> Step:
    """Return the step that brings a notice from the state it was read in to another, due then.

    It refuses with NoticeMovedOn.
    """
    moved = [StaffNotice.state.set(state), *_due(item, due), *actions]
    here = StaffNotice.state == item.state
    return Update(item=item, actions=moved, condition=here, otherwise=NoticeMovedOn())


def advancing(item: StaffNotice, people: int) -> Step:
    """Return the step that notes so many more messages as written; it refuses with NoticeMovedOn."""
    here = (StaffNotice.state == NoticeState.SENDING) & (StaffNotice.written == item.written)
    actions = [StaffNotice.written.add(people), StaffNotice.attempts.set(0)]
    return Update(item=item, actions=actions, condition=here, otherwise=NoticeMovedOn())


def reporting(item: StaffNotice, delivered: int, failed: int, again: datetime | None) -> Step:
    """Return the step that notes how many messages arrived so far, and when to count again."""
    counts = [StaffNotice.delivered.set(delivered), StaffNotice.failed.set(failed)]
    next_time = _due(item, again) if again else _never_due()
    actions = [*counts, *next_time, StaffNotice.attempts.set(0)]
    return Update(item=item, actions=actions, condition=StaffNotice.pk.exists())


def resting(item: StaffNotice) -> Step:
    """Return the step after which no job looks at a notice any more, if it is as it was read."""
    return Update(item=item, actions=_never_due(), condition=StaffNotice.state == item.state)


# The job's turns


def due(now: datetime, limit: int) -> list[StaffNotice]:
    """Return notices that are due, the longest waiting first; a moment old at most."""
    until = StaffNotice.place_in_other <= f"{clock.to_iso(now)}~"
    return list(StaffNotice.by_other.query(_DUE, until, limit=limit))


def take(item: StaffNotice, now: datetime) -> StaffNotice | None:
    """Take a due notice for the time of a lease, as it is now; None where another process did."""
    unmoved = StaffNotice.place_in_other == item.place_in_other
    actions = [*_due(item, now + LEASE), StaffNotice.attempts.add(1)]
    try:
        commit(Update(item=item, actions=actions, condition=unmoved))
    except ConditionFailed:
        return None
    return find(item.id)


def put_off(item: StaffNotice, until: datetime) -> None:
    """Let a later run of the job go on with a notice, unless it moved on."""
    try:
        commit(Update(item=item, actions=_due(item, until), condition=StaffNotice.state == item.state))
    except ConditionFailed:
        return


# Recipients


def write_recipients(item: StaffNotice, recipients: Sequence[Recipient]) -> None:
    """Freeze whom a notice goes to; writing them again replaces them."""
    for start in range(0, len(recipients), CHUNK):
        sealed.write(_chunk(item, start), list(recipients[start : start + CHUNK]))


def recipients(item: StaffNotice, start: int, limit: int) -> list[Recipient]:
    """Return up to `limit` of a notice's people from a place on, of the object in which that place is."""
    first = start - start % CHUNK
    found = sealed.find(_chunk(item, first), list[Recipient])
    if found is None:
        raise NoSuchNotice
    within = start - first
    here: list[Recipient] = found[within : within + limit]
    return here


def remove_recipients(item: StaffNotice) -> None:
    """Forget whom a notice went to; harmless where that is forgotten."""
    objects.remove_all(f"notices/{item.id}/")


def _chunk(item: StaffNotice, start: int) -> str:
    return f"notices/{item.id}/{start:06d}"


def _list(region: str) -> str:
    return f"NOTICES#{region}"


def _place(item: StaffNotice, at: datetime) -> str:
    return f"{clock.to_iso(at)}#{item.id}"


def _due(item: StaffNotice, at: datetime) -> list[Action]:
    return [StaffNotice.other.set(_DUE), StaffNotice.place_in_other.set(_place(item, at))]


def _never_due() -> list[Action]:
    return [StaffNotice.other.remove(), StaffNotice.place_in_other.remove()]
