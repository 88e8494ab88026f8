"""Work at a site (V10): who comes today, checking in, injecting, marking as vaccinated, undoing.

Everything is bound to one site, at which the worker must work, and to today's sessions there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from functions.vaccine.catalogue import sessions
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue.sessions import Counted
from functions.vaccine.errors import NotAtThisSite, NotTheTime, StillObserved
from functions.vaccine.onsite import entrance, workers
from functions.vaccine.onsite.entrance import Gate, Slot
from functions.vaccine.onsite.policies import onsite
from functions.vaccine.onsite.store import Place
from functions.vaccine.records import handling
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import Phase, Record, Session
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.clock import local_date
from layers.principals import Staff
from layers.transaction import Step, until_fresh


@dataclass(frozen=True, slots=True)
class Today:
    """One of today's sessions at a site, and how its time stands to now."""

    counted: Counted
    gate: Gate


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with an appointment at a site today; `observed_until` once they were injected."""

    known: Known
    gate: Gate
    observed_until: datetime | None


def today(worker: Staff, site: Place, now: datetime) -> list[Today]:
    """Return today's sessions at a site, in order of time; raises NotYourSite, OutOfRegion."""
    workers.require(worker, site)
    counted = sessions.counted(sessions_at(site, local_date(now)), now)
    return [Today(each, _gate(each.session, now)) for each in counted]


def observed(worker: Staff, site: Place, now: datetime) -> list[Visitor]:
    """Return who is in a site's observation area (留观区), the longest there first.

    One query for each part of the day's sessions that have begun.
    """
    workers.require(worker, site)
    begun = [each for each in sessions_at(site, local_date(now)) if each.starts_at <= clock.to_iso(now)]
    found = [
        visitor(store_records.known(item), now)
        for session in begun
        for part in range(int(session.parts))
        for item in store_records.at_session(session.id, part, Phase.INJECTED)
    ]
    return sorted(found, key=lambda each: str(each.known.item.injected_at))


def check_in(worker: Staff, site: Place, number: str, now: datetime) -> Visitor:
    """Let somebody in (登记), within the policy's hours around their time.

    Raises NotAtThisSite, NotTheTime, NotBooked, WrongPhase.
    """

    def arriving(known: Known) -> list[Step]:
        _require_open(known.item, now)
        return store_records.arriving(known, now)

    return _mark(worker, site, number, now, "checkin", arriving)


def inject(worker: Staff, site: Place, number: str, now: datetime) -> Visitor:
    """Note an injection: from now on the person is observed.

    Raises NotAtThisSite, NotBooked, WrongPhase.
    """
    return _mark(worker, site, number, now, "inject", lambda known: store_records.injecting(known, now))


def vaccinate(worker: Staff, site: Place, number: str, now: datetime) -> Visitor:
    """Mark somebody as vaccinated (接种完成) when the observation is over.

    Raises NotAtThisSite, StillObserved, NotBooked, WrongPhase.
    """

    def giving(known: Known) -> list[Step]:
        _require_observed(known.item, now)
        return store_records.giving(known, now)

    return _mark(worker, site, number, now, "vaccinated", giving)


def undo(worker: Staff, site: Place, number: str, reason: str, now: datetime) -> Visitor:
    """Take somebody's last step back; raises NotAtThisSite, NotBooked, WrongPhase, LaterDose."""

    def undoing(known: Known) -> list[Step]:
        return handling.undoing(known, now)

    return _mark(worker, site, number, now, "undo", undoing, reason=reason)


def here(found: Sequence[Known], site: Place, now: datetime) -> list[Known]:
    """Return those of some records that are appointments at a site today."""
    today = local_date(now).isoformat()
    return [
        known for known in found if (known.item.street, known.item.site, known.item.day) == (*site, today)
    ]


def visitor(known: Known, now: datetime) -> Visitor:
    """Return a record as the people at its site need it."""
    item = known.item
    injected = clock.from_iso(item.injected_at) if item.injected_at else None
    until = entrance.observed_until(injected, onsite().observation) if injected else None
    return Visitor(known, entrance.gate(slot(item), now, onsite().window), until)


def sessions_at(site: Place, day: date) -> list[Session]:
    """Return a site's sessions of a day, in order of time; a moment old at most."""
    street, identifier = site
    return [each for each in catalogue.of_street(street, day, day) if each.site == identifier]


def slot(item: Record | Session) -> Slot:
    """Return the time of an appointment or session."""
    return Slot(clock.from_iso(str(item.starts_at)), clock.from_iso(str(item.ends_at)))


def _mark(
    worker: Staff,
    site: Place,
    number: str,
    now: datetime,
    action: str,
    steps: Callable[[Known], list[Step]],
    **details: object,
) -> Visitor:
    workers.require(worker, site)
    record = Entry(worker.id, f"onsite.{action}", f"record:{number}", {"site": "/".join(site), **details})

    def change() -> None:
        apply(*steps(_find(number, site, now)), record=record)

    until_fresh(change)
    return visitor(store_records.record(number), now)


def _find(number: str, site: Place, now: datetime) -> Known:
    found = here(store_records.records([number]), site, now)
    if not found:
        raise NotAtThisSite
    return found[0]


def _require_open(item: Record, now: datetime) -> None:
    window, booked = onsite().window, slot(item)
    if not entrance.gate(booked, now, window).opens:
        raise NotTheTime(
            starts=_local(booked.starts),
            ends=_local(booked.ends),
            opens=_local(booked.starts - window),
            closes=_local(booked.ends + window),
        )


def _require_observed(item: Record, now: datetime) -> None:
    observation = onsite().observation
    if not observation:
        return
    injected = clock.from_iso(item.injected_at) if item.injected_at else now
    if not entrance.may_leave(injected, now, observation):
        raise StillObserved(until=_local(entrance.observed_until(injected, observation)))


def _gate(session: Session, now: datetime) -> Gate:
    return entrance.gate(slot(session), now, onsite().window)


def _local(instant: datetime) -> str:
    return f"{instant.astimezone(clock.LOCAL):%H:%M}"
