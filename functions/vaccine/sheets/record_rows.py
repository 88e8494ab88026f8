"""Records as rows of an Excel file (导出), in a language, with names in place of ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import msgspec

from functions.admin import service as admin
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue import vaccines
from functions.vaccine.persons import Person
from functions.vaccine.sheets import headings
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import Phase, Record
from layers import clock, i18n, masks
from layers.excel_writing import Column, Kind, Sheet, Value
from layers.i18n import Language

_COLUMNS: tuple[tuple[str, Kind, int], ...] = (
    ("record", Kind.TEXT, 16),
    ("kind", Kind.TEXT, 10),
    ("name", Kind.TEXT, 12),
    ("nationality", Kind.TEXT, 10),
    ("number", Kind.TEXT, 22),
    ("phone", Kind.TEXT, 16),
    ("code", Kind.TEXT, 22),
    ("vaccine", Kind.TEXT, 34),
    ("dose", Kind.NUMBER, 6),
    ("day", Kind.DATE, 12),
    ("start", Kind.TEXT, 9),
    ("end", Kind.TEXT, 9),
    ("site", Kind.TEXT, 24),
    ("street", Kind.TEXT, 12),
    ("grid", Kind.TEXT, 14),
    ("state", Kind.TEXT, 8),
    ("arrived", Kind.TEXT, 10),
    ("given", Kind.TEXT, 10),
    ("source", Kind.TEXT, 12),
    ("booked_at", Kind.INSTANT, 18),
    ("arrived_at", Kind.INSTANT, 18),
    ("given_at", Kind.INSTANT, 18),
    ("remark", Kind.TEXT, 30),
)

Names = Mapping[str, str]
"""A name by language."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What ids stand for, each looked up once."""

    vaccine: Callable[[str], tuple[str, str]]
    region: Callable[[str], str]
    site: Callable[[str, str], str]


def sheet(items: Iterable[Record], language: Language, *, full: bool) -> Sheet:
    """Return records as a sheet; persons in full, or masked as in the list."""
    columns = [Column(headings.column(name, language), kind, width) for name, kind, width in _COLUMNS]
    named = _names(language)
    rows = (_row(item, named, language, full=full) for item in items)
    return Sheet(headings.sheet("records", language), columns, rows)


def _row(item: Record, named: _Named, language: Language, *, full: bool) -> list[Value]:
    person = store_records.known(item).person
    code, vaccine = named.vaccine(item.vaccine)
    came, given = item.phase is not Phase.EXPECTED, item.phase is Phase.GIVEN
    return [
        item.number,
        headings.word(f"kind.{item.kind}", language),
        *_person(person, full=full),
        code,
        vaccine,
        int(item.dose),
        date.fromisoformat(item.day),
        _local_time(item.starts_at),
        _local_time(item.ends_at),
        named.site(item.street, item.site) if item.site else "",
        named.region(item.street),
        named.region(item.grid),
        headings.word(f"state.{item.state}", language),
        headings.word(f"arrived.{_yes(came)}", language),
        headings.word(f"given.{_yes(given)}", language),
        headings.word(f"source.{item.source}", language),
        *map(_instant, (item.booked_at, item.arrived_at, item.given_at)),
        person.remark,
    ]


def _person(person: Person, *, full: bool) -> tuple[str, str, str, str]:
    if full:
        return person.name, person.nationality, person.number, person.phone
    phone = masks.phone(person.phone) if person.phone else ""
    return masks.name(person.name), person.nationality, masks.document(person.number), phone


def _names(language: Language) -> _Named:
    known = {each.id: (each.code, msgspec.to_builtins(each.names)) for each in vaccines.listed()}

    def vaccine(identifier: str) -> tuple[str, str]:
        code, names = known.get(identifier, ("", {Language.ZH_HANS: identifier}))
        return code, i18n.name(names, language)

    @cache
    def region(identifier: str) -> str:
        found = admin.find(identifier)
        return i18n.name(found.names, language) if found else identifier

    @cache
    def sites(street: str) -> dict[str, str]:
        return {each.id: i18n.name(catalogue.names_of(each), language) for each in catalogue.sites(street)}

    return _Named(vaccine, region, lambda street, site: sites(street).get(site, site))


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _instant(text: str | None) -> datetime | None:
    return clock.from_iso(text) if text else None


def _local_time(text: str | None) -> str:
    return f"{clock.from_iso(text).astimezone(clock.LOCAL):%H:%M}" if text else ""
