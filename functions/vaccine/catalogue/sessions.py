"""Sessions (预约时间): made by hand or from a template for many days, changed, closed; who may book (V4)."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from functions.vaccine import places, streets
from functions.vaccine.catalogue import store, timetable, vaccines
from functions.vaccine.catalogue.schemas import SessionQuery
from functions.vaccine.catalogue.timetable import SessionState
from functions.vaccine.errors import (
    NoSuchSession,
    NoSuchVaccine,
    QuotaTooLow,
    SessionChanged,
    SessionClosed,
    SessionExists,
    SessionOver,
)
from functions.vaccine.groups import groups
from functions.vaccine.places import Part, TooLow, Totals
from functions.vaccine.stores import places as store_places
from functions.vaccine.tables import Kind, Session
from layers import clock, paging
from layers.audit import Entry
from layers.changes import apply
from layers.clock import local_date
from layers.paging import Page
from layers.principals import Staff
from layers.transaction import ConditionFailed, Step, until_fresh

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session as staff want it; `opens_at` None: bookable at once, `grace` None: by policy."""

    street: str
    site: str
    kind: Kind
    vaccine: str
    day: date
    start: time
    end: time
    quota: int
    remark: str = ""
    enabled: bool = True
    opens_at: datetime | None = None
    grace: int | None = None
    group: str | None = None

    @property
    def id(self) -> str:
        """The session's id, which follows from what it is, so that making it twice makes it once."""
        said = (self.site, self.kind, self.vaccine, self.group, self.day, self.start, self.end)
        return hashlib.sha256("|".join(map(str, (self.street, *said))).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the day and how many people it takes."""

    start: time
    end: time
    quota: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A session as it shall be, made from `version`; what it is, such as its times, never changes."""

    version: int
    quota: int
    remark: str
    opens_at: datetime
    grace: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A session with what its places add up to, and what it is at that moment."""

    session: Session
    totals: Totals
    state: SessionState


def bookable(identifier: str, now: datetime, group: str | None = None) -> Session:
    """Return a session that can be booked now by people of no group, or of this one.

    Raises NoSuchSession, also where it is for another group, and SessionClosed.
    """
    found = store.session(identifier)
    if found.group != group:
        raise NoSuchSession
    times = store.times(found)
    if not (found.enabled and times.opens <= now < times.ends):
        raise SessionClosed
    return found


def counted(sessions: Sequence[Session], now: datetime) -> list[Counted]:
    """Return sessions with their places as they are now. One read for each part."""
    parts = store_places.read_many({each.id: int(each.parts) for each in sessions})
    return [_counted(each, parts[each.id], now) for each in sessions]


def page(
    caller: Staff, street: str, query: SessionQuery, view: Callable[[Counted], T], now: datetime
) -> Page[T]:
    """Return a page of a street's sessions in order of time; raises NoSuchStreet, OutOfRegion."""
    streets.known(street)
    caller.require_region(street)
    first, last = query.first or local_date(now), query.last or date.max
    place = f"sessions:{street}:{first}:{last}"
    found = store.of_street(street, first, last, paging.start(query.cursor, place), query.limit)
    listed = counted(list(found), now)
    after = found.last_evaluated_key
    return Page([view(each) for each in listed], paging.cursor(after, place) if after else "")


def show(caller: Staff, identifier: str, now: datetime) -> Counted:
    """Return a session of the caller's region; raises NoSuchSession, OutOfRegion."""
    return counted([_reachable(caller, identifier)], now)[0]


def create(caller: Staff, plan: Plan, now: datetime) -> str:
    """Open a session and return its id.

    Raises NoSuchStreet, NoSuchSite, NoSuchGroup, NoSuchVaccine, SessionOver, SessionExists, SiteDisabled.
    """
    _require_possible(caller, plan, now)
    _open(caller, plan, now)
    return plan.id


def create_all(caller: Staff, plans: Sequence[Plan], now: datetime) -> tuple[list[str], list[str]]:
    """Open a template's sessions, all of one site; return the ids of the new ones, and of those that existed.

    Killed half way and called again, it makes the rest. Raises as `create` does.
    """
    made: list[str] = []
    there: list[str] = []
    for plan in plans:
        _require_possible(caller, plan, now)
    for plan in plans:
        try:
            _open(caller, plan, now)
        except SessionExists:
            there.append(plan.id)
        else:
            made.append(plan.id)
    return made, there


def template(first: Plan, last: date, weekdays: Collection[int], slots: Sequence[Slot]) -> list[Plan]:
    """Return a plan like `first` for each slot of each day until `last` on these weekdays (1 = Monday)."""
    return [
        replace(first, day=day, start=slot.start, end=slot.end, quota=slot.quota)
        for day in timetable.days(first.day, last, weekdays)
        for slot in slots
    ]


def opening(plan: Plan, now: datetime) -> list[Step]:
    """Return the steps that open a session with its places; they refuse with SessionExists, SiteDisabled."""
    sizes = places.split(plan.quota)
    session = _item(plan, len(sizes), now)
    parts = store_places.opening(plan.id, sizes, enabled=plan.enabled)
    return [*store.opening_session(session), *parts]


def edit(caller: Staff, identifier: str, changes: Edit, now: datetime) -> None:
    """Change a session that has not ended.

    Raises NoSuchSession, OutOfRegion, SessionOver, SessionChanged, QuotaTooLow.
    """
    until_fresh(lambda: _edit(caller, identifier, changes, now))


def enable(caller: Staff, identifier: str, now: datetime, *, enabled: bool) -> None:
    """Take a session into service or out of it (状态); who is booked stays booked."""
    session = _reachable(caller, identifier)
    if store.is_over(session, now):
        raise SessionOver
    doors = store_places.enabling(identifier, int(session.parts), enabled=enabled)
    changed = store.editing_session(session, Session.enabled.set(enabled))
    apply(changed, *doors, record=_entry(caller, "status", identifier, enabled=enabled))


def delete(caller: Staff, identifier: str) -> None:
    """Remove a session of which nobody has a place; raises NoSuchSession, OutOfRegion, SessionInUse."""
    session = _reachable(caller, identifier)
    places_gone = store_places.closing(identifier, int(session.parts))
    apply(*store.removing_session(session), *places_gone, record=_entry(caller, "delete", identifier))


def _edit(caller: Staff, identifier: str, changes: Edit, now: datetime) -> None:
    session = _reachable(caller, identifier)
    if store.is_over(session, now):
        raise SessionOver
    if session.version != changes.version:
        raise SessionChanged
    parts = store_places.read(identifier, int(session.parts))

    growth = places.resized(parts, changes.quota)
    if isinstance(growth, TooLow):
        reclaimed = sum(store_places.reclaim(identifier, part, now) for part in parts)
        if reclaimed:
            raise ConditionFailed  # there is more to take from now: read again
        raise QuotaTooLow(least=growth.least)

    actions = [
        Session.quota.set(changes.quota),
        Session.parts.set(len(growth)),
        Session.remark.set(changes.remark),
        Session.opens_at.set(clock.to_iso(changes.opens_at)),
        Session.grace.remove() if changes.grace is None else Session.grace.set(changes.grace),
    ]
    apply(
        store.editing_session(session, *actions),
        *store_places.resizing(identifier, parts, growth),
        record=_entry(caller, "edit", identifier, quota=changes.quota),
    )


def _open(caller: Staff, plan: Plan, now: datetime) -> None:
    apply(*opening(plan, now), record=_entry(caller, "create", plan.id, street=plan.street, quota=plan.quota))


def _require_possible(caller: Staff, plan: Plan, now: datetime) -> None:
    streets.known(plan.street)
    caller.require_region(plan.street)
    store.site(plan.street, plan.site)
    if plan.group:
        groups.require(plan.street, plan.group)
    if not vaccines.find(plan.vaccine).enabled:
        raise NoSuchVaccine
    if now >= clock.at_local(plan.day, plan.end):
        raise SessionOver


def _item(plan: Plan, parts: int, now: datetime) -> Session:
    item = Session(f"SESSION#{plan.id}", "SESSION", kind=plan.kind, vaccine=plan.vaccine)
    item.street, item.site, item.group = plan.street, plan.site, plan.group
    item.day, item.start, item.end = plan.day.isoformat(), f"{plan.start:%H:%M}", f"{plan.end:%H:%M}"
    item.starts_at = clock.to_iso(clock.at_local(plan.day, plan.start))
    item.ends_at = clock.to_iso(clock.at_local(plan.day, plan.end))
    item.opens_at = clock.to_iso(plan.opens_at or now)
    item.quota, item.parts, item.grace = plan.quota, parts, plan.grace
    item.remark, item.enabled = plan.remark, plan.enabled
    return item


def _reachable(caller: Staff, identifier: str) -> Session:
    session = store.session(identifier)
    caller.require_region(session.street)
    return session


def _entry(caller: Staff, action: str, session: str, **details: object) -> Entry:
    return Entry(caller.id, f"sessions.{action}", f"session:{session}", details)


def _counted(session: Session, parts: Sequence[Part], now: datetime) -> Counted:
    sums = places.totals(parts, now)
    state = timetable.state(store.times(session), enabled=session.enabled, remaining=sums.remaining, now=now)
    return Counted(session, sums, state)
