"""Notices as staff send them (短信通知): asked for, shown with how many, let go by one or two people (N3)."""

from datetime import datetime
from typing import Any

from functions.vaccine import streets
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.errors import NoticeMovedOn, SamePerson, SecondPersonNeeded
from functions.vaccine.notices import store, texts
from functions.vaccine.notices.audience import Audience
from functions.vaccine.notices.policies import notices
from functions.vaccine.notices.store import NoticeState
from functions.vaccine.records.lists import Wanted
from functions.vaccine.tables import StaffNotice
from layers import paging
from layers.audit import Entry
from layers.changes import apply
from layers.paging import Page, PageQuery
from layers.principals import Staff

_OPEN = {NoticeState.GATHERING, NoticeState.READY, NoticeState.SENDING}


def to_region(caller: Staff, text: str, region: str, wanted: Wanted, now: datetime) -> str:
    """Ask for a notice to the people of a region for whom a filter holds, and return its id.

    Raises NoSuchRegion, OutOfRegion, NoSuchText.
    """
    return _ask(caller, text, Audience(region, wanted), now)


def to_session(caller: Staff, text: str, session: str, wanted: Wanted, now: datetime) -> str:
    """Ask for a notice to the people of a session for whom a filter holds, and return its id.

    Raises NoSuchSession, OutOfRegion, NoSuchText.
    """
    street = catalogue.session(session).street
    return _ask(caller, text, Audience(street, wanted, session), now)


def listed(caller: Staff, region: str, query: PageQuery) -> tuple[list[StaffNotice], str]:
    """Return a page of a region's notices, the newest first, and its cursor.

    Raises NoSuchRegion, OutOfRegion.
    """
    streets.require_within(caller, region)
    place = f"notices:{region}"
    found: Page[Any] = paging.page(
        store.of_region(region, paging.start(query.cursor, place), query.limit), lambda item: item, place
    )
    return found.items, found.next


def show(caller: Staff, identifier: str) -> StaffNotice:
    """Return a notice of the caller's region; raises NoSuchNotice, OutOfRegion."""
    item = store.find(identifier)
    caller.require_region(item.region)
    return item


def release(caller: Staff, identifier: str, now: datetime) -> None:
    """Let a notice go, to as few people as one may tell alone.

    Raises NoSuchNotice, OutOfRegion, NoticeMovedOn, SecondPersonNeeded.
    """
    item = _ready(caller, identifier)
    if needs_second(item):
        raise SecondPersonNeeded(alone=notices().alone)
    apply(store.releasing(item, caller.id, now), record=_entry(caller, "release", item))


def decide(caller: Staff, identifier: str, now: datetime, *, approved: bool, reason: str) -> None:
    """Let a notice that somebody else asked for go, or refuse it.

    Raises NoSuchNotice, OutOfRegion, NoticeMovedOn, SamePerson.
    """
    item = _ready(caller, identifier)
    if caller.id == item.by:
        raise SamePerson
    refused = (StaffNotice.released_by.set(caller.id), StaffNotice.reason.set(reason))
    step = (
        store.releasing(item, caller.id, now, reason)
        if approved
        else store.moving(item, NoticeState.REFUSED, now, *refused)
    )
    apply(step, record=_entry(caller, "approve" if approved else "refuse", item, reason=reason))


def stop(caller: Staff, identifier: str, now: datetime) -> None:
    """End a notice; what was written already arrives. Raises NoSuchNotice, OutOfRegion, NoticeMovedOn."""
    item = show(caller, identifier)
    if item.state not in _OPEN:
        raise NoticeMovedOn
    apply(store.moving(item, NoticeState.STOPPED, now), record=_entry(caller, "stop", item))


def needs_second(item: StaffNotice) -> bool:
    """Tell whether a notice reaches more people than one may tell alone."""
    return int(item.people) > notices().alone


def _ask(caller: Staff, text: str, audience: Audience, now: datetime) -> str:
    streets.require_within(caller, audience.region)
    item = store.draft(audience, texts.usable(text), caller.id, now)
    apply(store.adding(item), record=_entry(caller, "ask", item))
    return item.id


def _ready(caller: Staff, identifier: str) -> StaffNotice:
    item = show(caller, identifier)
    if item.state != NoticeState.READY:
        raise NoticeMovedOn
    return item


def _entry(caller: Staff, action: str, item: StaffNotice, **details: object) -> Entry:
    said = {"region": item.region, "people": int(item.people), **details}
    return Entry(caller.id, f"notices.{action}", f"notice:{item.id}", said)
