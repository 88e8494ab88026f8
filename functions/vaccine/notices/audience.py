"""Whom a notice is for (短信通知): the people of a session, or of a region, for whom a filter holds (N3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue import vaccines
from functions.vaccine.notices.wording import Placeholder
from functions.vaccine.records import lists
from functions.vaccine.records.lists import Wanted
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import Phase, Record
from layers import i18n
from layers.clock import LOCAL, from_iso
from layers.i18n import Language
from layers.outbox import Contact

NOTHING = "—"
"""What stands for a time or site where there is none."""


class Audience(msgspec.Struct, frozen=True):
    """Records of a region, or of one session of it, for which the filter holds."""

    region: str
    wanted: Wanted
    session: str | None = None


class Recipient(msgspec.Struct, frozen=True):
    """Somebody who gets a message, and what the placeholders stand for in their language."""

    contact: Contact
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class People:
    """The people of an audience, each once; `example`: what placeholders stand for, of the first of them."""

    recipients: list[Recipient]
    without_phone: int
    example: dict[Language, dict[str, str]]


class TooMany(Exception):
    """More people than one notice may reach."""


def people(audience: Audience, most: int) -> People:
    """Return an audience's people, each with their first record that has a phone; raises TooMany."""
    reached: dict[str, Known] = {}
    others: set[str] = set()
    for known in map(store_records.known, _records(audience)):
        identity = known.person.identity
        if not known.person.phone:
            others.add(identity)
        elif reached.setdefault(identity, known) is known and len(reached) > most:
            raise TooMany
    told = _teller()
    found = [Recipient(each.contact, told(each, each.contact.language)) for each in reached.values()]
    first = next(iter(reached.values()), None)
    example = {language: told(first, language) for language in i18n.WHOLE} if first else {}
    return People(found, len(others - reached.keys()), example)


def _records(audience: Audience) -> Iterator[Record]:
    if audience.session is None:
        return lists.of_region(audience.region, audience.wanted)
    session = catalogue.session(audience.session)
    return (
        item
        for part in range(int(session.parts))
        for phase in Phase
        for item in store_records.at_session(session.id, part, phase)
        if lists.fits(item, audience.wanted)
    )


def _teller() -> Callable[[Known, Language], dict[str, str]]:
    """Return what says what placeholders stand for; vaccines and sites are looked up once."""

    @cache
    def vaccine(identifier: str) -> Mapping[str, str]:
        found: Mapping[str, str] = msgspec.to_builtins(vaccines.find(identifier).names)
        return found

    @cache
    def site(street: str, identifier: str) -> Mapping[str, str]:
        return catalogue.names_of(catalogue.site(street, identifier))

    def told(known: Known, language: Language) -> dict[str, str]:
        item = known.item
        at = site(item.street, item.site) if item.site else {}
        return {
            Placeholder.NAME: known.person.name,
            Placeholder.NUMBER: item.number,
            Placeholder.VACCINE: i18n.name(vaccine(item.vaccine), language),
            Placeholder.DOSE: str(item.dose),
            Placeholder.DAY: item.day,
            Placeholder.START: _local_time(item.starts_at),
            Placeholder.END: _local_time(item.ends_at),
            Placeholder.SITE: i18n.name(at, language) if at else NOTHING,
        }

    return told


def _local_time(instant: str | None) -> str:
    return f"{from_iso(instant).astimezone(LOCAL):%H:%M}" if instant else NOTHING
