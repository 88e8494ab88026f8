"""Sites and sessions in their table: keys, reads, and the steps that change them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from pynamodb.expressions.update import Action
from pynamodb.pagination import ResultIterator

from functions.vaccine.catalogue.timetable import Times
from functions.vaccine.errors import (
    NoSuchSession,
    NoSuchSite,
    SessionChanged,
    SessionExists,
    SiteDisabled,
    SiteInUse,
)
from functions.vaccine.tables import Session, Site
from layers import clock
from layers.transaction import Delete, Step, Update, new

Names = Mapping[str, str]
"""A text by language."""


def site(street: str, identifier: str) -> Site:
    """Return a site of a street; raises NoSuchSite."""
    if found := Site.find(f"SITES#{street}", identifier):
        return found
    raise NoSuchSite


def sites(street: str) -> list[Site]:
    """Return a street's sites in their order. One query."""
    found = Site.query(f"SITES#{street}", consistent_read=True)
    return sorted(found, key=lambda site: (int(site.order), site.id))


def names_of(item: Site) -> dict[str, str]:
    """Return a site's names by language."""
    names: dict[str, str] = msgspec.json.decode(item.names)
    return names


def address_of(item: Site) -> dict[str, str]:
    """Return a site's address by language."""
    address: dict[str, str] = msgspec.json.decode(item.address)
    return address


def adding_site(
    street: str, identifier: str, names: Names, address: Names, order: int, *, enabled: bool
) -> Step:
    """Return the step that writes a new site."""
    item = Site(f"SITES#{street}", identifier, order=order, enabled=enabled)
    item.names, item.address = _json(names), _json(address)
    return new(item)


def editing_site(item: Site, names: Names, address: Names, order: int) -> Step:
    """Return the step that writes a site's names, address and order."""
    actions = [Site.names.set(_json(names)), Site.address.set(_json(address)), Site.order.set(order)]
    return _site(item, actions)


def enabling_site(item: Site, *, enabled: bool) -> Step:
    """Return the step that puts a site into service or out of it."""
    return _site(item, [Site.enabled.set(enabled)])


def removing_site(item: Site) -> Step:
    """Return the step that removes a site without sessions; it refuses with SiteInUse."""
    return Delete(item=item, condition=Site.sessions == 0, otherwise=SiteInUse())


def session(identifier: str) -> Session:
    """Return a session as it is now; raises NoSuchSession."""
    if found := Session.find(f"SESSION#{identifier}", "SESSION"):
        return found
    raise NoSuchSession


def sessions(identifiers: Iterable[str]) -> dict[str, Session]:
    """Return the sessions that exist among these."""
    keys = [(f"SESSION#{each}", "SESSION") for each in set(identifiers)]
    return {found.id: found for found in Session.find_all(keys)}


def times(item: Session) -> Times:
    """Return a session's instants."""
    return Times(*map(clock.from_iso, (item.opens_at, item.starts_at, item.ends_at)))


def of_street(
    street: str, first: date, last: date, after: dict[str, Any] | None = None, limit: int | None = None
) -> "ResultIterator[Session]":
    """Return a street's sessions from day to day, both included, in order of time; a moment old at most."""
    within = Session.place_in_list.between(first.isoformat(), f"{last.isoformat()}~")
    return Session.by_list.query(f"SESSIONS#{street}", within, last_evaluated_key=after, limit=limit)


def of_day(day: date) -> "ResultIterator[Session]":
    """Return everybody's sessions of a day in order of their start; a moment old at most."""
    return Session.by_other.query(f"DAY#{day.isoformat()}")


def opening_session(item: Session) -> list[Step]:
    """Return the steps that write a new session of a site in service.

    They refuse with SessionExists, SiteDisabled.
    """
    item.list, item.place_in_list = f"SESSIONS#{item.street}", f"{item.day}#{item.start}#{item.id}"
    item.other, item.place_in_other = f"DAY#{item.day}", f"{item.start}#{item.id}"
    held = Update(
        item=_site_of(item),
        actions=[Site.sessions.add(1)],
        condition=Site.enabled == True,  # noqa: E712  an expression of DynamoDB's
        otherwise=SiteDisabled(),
    )
    return [new(item, SessionExists()), held]


def editing_session(item: Session, *actions: Action) -> Step:
    """Return the step that changes a session if nobody else did since it was read; else SessionChanged."""
    return Update(
        item=item,
        actions=[*actions, Session.version.add(1)],
        condition=Session.version == item.version,
        otherwise=SessionChanged(),
    )


def removing_session(item: Session) -> list[Step]:
    """Return the steps that remove a session; its places are removed beside it."""
    unchanged = Session.version == item.version
    return [
        Delete(item=item, condition=unchanged, otherwise=SessionChanged()),
        Update(item=_site_of(item), actions=[Site.sessions.add(-1)], condition=Site.pk.exists()),
    ]


def is_over(item: Session, now: datetime) -> bool:
    """Tell whether a session has ended."""
    return now >= clock.from_iso(item.ends_at)


def _site_of(item: Session) -> Site:
    return Site(f"SITES#{item.street}", item.site)


def _site(item: Site, actions: Sequence[Action]) -> Step:
    return Update(item=item, actions=actions, condition=Site.pk.exists(), otherwise=NoSuchSite())


def _json(text: Names) -> str:
    return msgspec.json.encode(text).decode()
