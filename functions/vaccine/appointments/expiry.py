"""Whoever does not come in time: cancelled by the clock, and the place is bookable again (V8)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from functions.vaccine.appointments import letters
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.errors import NotCancellable
from functions.vaccine.policies import current
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import EndedBy, Phase, Record, Session
from layers import clock
from layers.changes import apply
from layers.outbox import Already
from layers.sweeps import mark_swept, swept
from layers.transaction import until_fresh

_SWEEP = "vaccine-expiry"
_LOOK_BACK = timedelta(days=8)
"""How far a sweep that has never run looks back."""


def sweep(now: datetime) -> int:
    """Cancel the appointments of everybody whose time of grace is over; return how many.

    Safe to kill and to run twice: each record moves by a condition on what was read of it.
    """
    today = clock.local_date(now)
    done = swept(_SWEEP) or today - _LOOK_BACK
    expired = 0
    for ahead in range(1, (today - done).days + 1):
        day = done + timedelta(days=ahead)
        sessions = list(catalogue.of_day(day))
        expired += sum(_expire(record, now) for record in _overdue(sessions, now))
        _mark(day, sessions, now)
    return expired


def _mark(day: date, sessions: Iterable[Session], now: datetime) -> None:
    """Remember a day whose last appointments are decided; days are marked one after the other."""
    over = [clock.from_iso(session.ends_at) + _grace(session) < now for session in sessions]
    before = swept(_SWEEP)
    follows = before is None or before == day - timedelta(days=1)
    if follows and day < clock.local_date(now) and all(over):
        mark_swept(_SWEEP, day)


def _overdue(sessions: Iterable[Session], now: datetime) -> Iterator[Record]:
    begun = {each.id: each for each in sessions if clock.from_iso(each.starts_at) + _grace(each) <= now}
    parts = store_places.read_many({identifier: int(each.parts) for identifier, each in begun.items()})
    for identifier, session in begun.items():
        for part in parts[identifier]:
            if part.booked > part.arrived:
                since = now - _grace(session)
                yield from store_records.at_session(identifier, part.number, Phase.EXPECTED, since)


def _grace(session: Session) -> timedelta:
    minutes = current().grace_minutes if session.grace is None else int(session.grace)
    return timedelta(minutes=minutes)


def _expire(record: Record, now: datetime) -> int:
    try:
        until_fresh(lambda: _cancel(record, now))
    except (NotCancellable, Already):
        return 0  # come, cancelled or expired since the list was read
    return 1


def _cancel(listed: Record, now: datetime) -> None:
    known = store_records.record(listed.number)
    # What the list says is a moment old: whoever came meanwhile, or came back to be expected, stays.
    if known.item.place_in_other != listed.place_in_other:
        raise NotCancellable
    steps = store_records.cancelling(known, EndedBy.EXPIRED, now)
    apply(*steps, tell=letters.expired(known))
