"""Waiting lists in their table: who waits for which session, in order of joining.

The list's head counts its parties. Places that come back are kept for a list from its first party on
until its head is removed, which only happens when nobody is on it.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.vaccine.appointments.booking import Wanted
from functions.vaccine.persons import Person
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.tables import Session, Source, WaitingList, WaitingParty
from functions.vaccine.waiting.turns import Party, Passed
from layers import clock, privacy
from layers.i18n import Language
from layers.outbox import Contact
from layers.transaction import Delete, Put, Step, Update, new

_ALL = "WAITING"
_FORGOTTEN = timedelta(days=1)


class Candidate(msgspec.Struct, frozen=True):
    """Somebody of a party as the list keeps them, sealed, with what they want."""

    person: Person
    dose: int
    grid: str
    language: Language
    elsewhere: date | None

    @property
    def contact(self) -> Contact:
        """How they are told."""
        return Contact(self.language, self.person.phone)

    def wanted(self) -> Wanted:
        """Return what is to be booked."""
        return Wanted(
            person=self.person,
            dose=self.dose,
            grid=self.grid,
            language=self.language,
            source=Source.WAITING,
            elsewhere=self.elsewhere,
        )


def candidate(wanted: Wanted) -> Candidate:
    """Return what the list keeps of somebody."""
    return Candidate(wanted.person, wanted.dose, wanted.grid, wanted.language, wanted.elsewhere)


# Reading


def sessions() -> list[str]:
    """Return the sessions with a waiting list; a moment old at most."""
    return [str(item.place_in_other) for item in WaitingList.by_other.query(_ALL)]


def size(session: str) -> int:
    """Return how many parties are on a session's list; one read."""
    head = WaitingList.find(*_head(session))
    return int(head.parties) if head else 0


def parties(session: str) -> list[WaitingParty]:
    """Return a session's list in order of joining; one query."""
    return list(WaitingParty.query(f"WAITING#{session}", WaitingParty.sk < "H", consistent_read=True))


def page_of(session: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[WaitingParty]":
    """Return a session's list behind a key."""
    return WaitingParty.query(
        f"WAITING#{session}", WaitingParty.sk < "H", last_evaluated_key=after, limit=limit
    )


def found(identity: str, code: str) -> WaitingParty | None:
    """Return the party that a document number and a look-up code find, or None."""
    keys = [number.partition("|") for number in store_finds.numbers(store_finds.By.PARTY, identity, code)]
    items = WaitingParty.find_all((f"WAITING#{session}", identifier) for session, _, identifier in keys)
    return items[0] if items else None


def party(session: str, identifier: str) -> WaitingParty | None:
    """Return a party as it is now, or None."""
    return WaitingParty.find(f"WAITING#{session}", identifier)


def people_of(item: WaitingParty) -> list[Candidate]:
    """Return everybody of a party, also those who were booked."""
    return privacy.unseal(item.people, item.owner, list[Candidate])


def as_rule(item: WaitingParty) -> Party:
    """Return a party as the rules take it; its people are named by party and place."""
    people = tuple(f"{item.sk}|{place}" for place in sorted(map(int, item.waiting)))
    return Party(item.sk, people, item.together)


def place_of(person: str) -> int:
    """Return the place in its party of somebody whom `as_rule` named."""
    return int(person.rpartition("|")[2])


# Writing


def joining(
    session: Session, identifier: str, people: list[Candidate], code: str, *, together: bool
) -> list[Step]:
    """Return the steps that put a party on a session's list, to be found by its look-up code."""
    item = WaitingParty(f"WAITING#{session.id}", identifier)
    item.people, item.waiting = privacy.seal(people, item.owner), set(range(len(people)))
    item.together, item.found_by = together, store_finds.party(people[0].person.identity, code)
    item.expires_at = clock.from_iso(session.ends_at) + _FORGOTTEN
    return [new(item), *store_finds.adding(f"{item.session}|{item.sk}", [item.found_by])]


def counting_first(session: str) -> Step:
    """Return the step that begins a list, or goes on with one that nobody is on."""
    head = WaitingList(*_head(session), parties=1, other=_ALL, place_in_other=session)
    nobody = WaitingList.pk.does_not_exist() | (WaitingList.parties == 0)
    return Put(item=head, condition=nobody)


def counting_another(session: str, most: int) -> Step:
    """Return the step that counts one party more on a list that somebody is on."""
    room = (WaitingList.parties >= 1) & (WaitingList.parties < most)
    return Update(item=WaitingList(*_head(session)), actions=[WaitingList.parties.add(1)], condition=room)


def serving(item: WaitingParty, places: Collection[int]) -> list[Step]:
    """Return the steps by which people of a party wait no more; the last of them takes it off the list."""
    if set(places) >= set(map(int, item.waiting)):
        return leaving(item)
    actions = [WaitingParty.waiting.delete(set(places)), WaitingParty.version.add(1)]
    return [Update(item=item, actions=actions, condition=_as_read(item))]


def leaving(item: WaitingParty) -> list[Step]:
    """Return the steps that take a party off its list."""
    head = WaitingList(*_head(item.session))
    return [
        Delete(item=item, condition=_as_read(item)),
        Update(item=head, actions=[WaitingList.parties.add(-1)], condition=WaitingList.parties > 0),
        *store_finds.removing(f"{item.session}|{item.sk}", [item.found_by]),
    ]


def passing(item: WaitingParty, reason: Passed, now: datetime) -> Step:
    """Return the step that notes why a party was passed over."""
    actions = [
        WaitingParty.passed.set(reason),
        WaitingParty.passed_at.set(clock.to_iso(now)),
        WaitingParty.version.add(1),
    ]
    return Update(item=item, actions=actions, condition=_as_read(item))


def closing(session: str) -> Step:
    """Return the step that ends a list on which nobody is."""
    return Delete(item=WaitingList(*_head(session)), condition=WaitingList.parties == 0)


def _as_read(item: WaitingParty) -> Any:
    return WaitingParty.version == item.version


def _head(session: str) -> tuple[str, str]:
    return f"WAITING#{session}", "HEAD"
