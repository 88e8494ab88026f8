"""What can be booked: the list everybody looks at, a few seconds old, saying as of when (V5)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.vaccine import streets
from functions.vaccine.catalogue import sessions, store
from functions.vaccine.catalogue.sessions import Counted
from functions.vaccine.policies import current
from functions.vaccine.tables import Session, Site
from layers.clock import local_date

FRESH = 3
"""Seconds for which a process answers from what it read."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A street's sessions in order of time, its sites by their ids, and when this was so."""

    sessions: list[Counted]
    sites: dict[str, Site]
    as_of: datetime


_cache: dict[str, tuple[float, Offered]] = {}


def of_street(street: str, now: datetime) -> Offered:
    """Return the sessions that anybody may book on a street's page; raises NoSuchStreet.

    One query of sessions, one of sites and a read for each part, at most every three seconds a process.
    """
    return _recent(street, lambda session: session.group is None, now)


def of_group(street: str, group: str, now: datetime) -> Offered:
    """Return the sessions of a group of a street; raises NoSuchStreet."""
    return _recent(street, lambda session: session.group == group, now, group)


def forget() -> None:
    """Make the next answer read anew."""
    _cache.clear()


def _recent(street: str, fits: Callable[[Session], bool], now: datetime, group: str = "") -> Offered:
    streets.in_service(street)
    name = f"{street}|{group}"
    read_at, known = _cache.get(name, (0.0, None))
    if known is None or time.monotonic() - read_at > FRESH:
        known = _read(street, fits, now)
        _cache[name] = (time.monotonic(), known)
    return known


def _read(street: str, fits: Callable[[Session], bool], now: datetime) -> Offered:
    today = local_date(now)
    found = store.of_street(street, today, today + timedelta(days=current().days_shown))
    sites = {site.id: site for site in store.sites(street)}
    wanted = [
        session for session in found if session.enabled and fits(session) and not store.is_over(session, now)
    ]
    return Offered(sessions.counted(wanted, now), sites, now)
