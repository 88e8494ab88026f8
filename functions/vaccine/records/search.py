"""Staff's search for records (搜索): one text, taken for whatever it can be."""

import re
from collections.abc import Iterator

from functions.admin import service as admin
from functions.admin.service import Level
from functions.auth import service as auth
from functions.auth.service import DocumentType
from functions.vaccine import persons
from functions.vaccine.errors import NoSuchRegion
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.finds import ENDING, By
from functions.vaccine.stores.records import Known
from layers.principals import Staff

MOST = 50
"""Records shown for one search; whoever finds so many has to say more."""

_RECORD = re.compile(r"[0-9]{13}")
_ENDING = re.compile(r"[0-9]{3,7}[0-9A-Z]")
_DOCUMENT = re.compile(r"(?=.*[0-9])[0-9A-Z]{5,20}")


def search(caller: Staff, region: str, text: str) -> list[Known]:
    """Return a region's records that a text may mean, the latest day first, at most 50 of them.

    The text is a record's number, an identity number or its last four to eight characters, a phone or a
    whole name. Raises NoSuchRegion, OutOfRegion.
    """
    within = {each.id: each for each in admin.within(region)}
    if not within:
        raise NoSuchRegion
    caller.require_region(region)
    streets = [each.id for each in within.values() if each.level is Level.STREET] or [
        str(within[region].parent)
    ]
    found = [
        known
        for known in store_records.records(set(_numbers(text, streets)))
        if not within.keys().isdisjoint((known.item.street, known.item.grid)) and _means(text, known)
    ]
    return sorted(found, key=_day, reverse=True)[:MOST]


def _numbers(text: str, streets: list[str]) -> Iterator[str]:
    """Yield the numbers of the records that a text may mean; of endings, too many."""
    plain = auth.normalise_number(text)
    if _RECORD.fullmatch(plain):
        yield plain
    if _DOCUMENT.fullmatch(plain):
        for document_type in DocumentType:
            yield from store_finds.numbers(By.IDENTITY, persons.identity(document_type, plain))
    if phone := auth.any_mobile(text):
        yield from store_finds.numbers(By.PHONE, phone)
    for street in streets:
        if _ENDING.fullmatch(plain):
            yield from store_finds.numbers(By.ENDING, street, plain[-ENDING:])
        elif not _DOCUMENT.fullmatch(plain):
            yield from store_finds.numbers(By.NAME, street, text)


def _means(text: str, known: Known) -> bool:
    """Tell whether a record is meant by the whole text, not only by the ending that it was found by."""
    plain, person = auth.normalise_number(text), known.person
    by_number = plain and (known.item.number == plain or person.number.endswith(plain))
    same_name = persons.same_text(person.name) == persons.same_text(text)
    return bool(by_number or same_name or (person.phone and person.phone == auth.any_mobile(text)))


def _day(known: Known) -> str:
    return str(known.item.place_in_list)
