"""Counts made anew from the records (V11), while doses go on being given.

Every count is read first, then all records, street by street; what differs is replaced only where the count
is still the one that was read. So nothing that happens meanwhile is lost: a count that moves is left, and
so is one that moved so shortly before that the lists of records may not show it yet.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.admin import service as admin
from functions.admin.service import Level
from functions.vaccine.stores import counts as store_counts
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.counts import Place, Reading
from functions.vaccine.tables import Record
from layers import clock
from layers.principals import CITY
from layers.transaction import ConditionFailed, commit

UNSETTLED = timedelta(minutes=1)
"""How long after a change the lists may not show it; in practice it is less than a second."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A count that was not what the records say."""

    place: Place
    counted: int
    recorded: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was put right, and how many places differed but moved meanwhile and were left."""

    corrected: list[Difference]
    left: int


def readings() -> dict[Place, Reading]:
    """Return every count of every grid, deleted ones too, as it is before the records are read."""
    grids = [each.id for each in admin.within(CITY, deleted=True) if each.level is Level.GRID]
    return {reading.place: reading for reading in store_counts.read(grids)}


def streets() -> list[str]:
    """Return all streets, in service, out of it, or deleted."""
    return [each.id for each in admin.within(CITY, deleted=True) if each.level is Level.STREET]


def recorded(street: str) -> Counter[Place]:
    """Return the doses that a street's records say were given, by where they count."""
    return Counter(_place(item) for item in _records(street) if item.given_at)


def correct(before: Mapping[Place, Reading], found: Mapping[Place, int], since: datetime) -> Outcome:
    """Make counts what the records say, where they have stood still since before `since` until now.

    `since`: when reading the records began. Making them right twice changes nothing.
    """
    settled = clock.to_iso(since - UNSETTLED)
    corrected, left = [], 0
    for difference, reading in _differences(before, found):
        if reading.changed_at > settled or not _replaced(reading, difference.recorded):
            left += 1
        else:
            corrected.append(difference)
    return Outcome(corrected, left)


def _differences(
    before: Mapping[Place, Reading], found: Mapping[Place, int]
) -> Iterator[tuple[Difference, Reading]]:
    for place in sorted(before.keys() | found.keys()):
        reading = before.get(place, Reading(place, 0))
        if reading.given != found.get(place, 0):
            yield Difference(place, reading.given, found.get(place, 0)), reading


def _replaced(reading: Reading, given: int) -> bool:
    with suppress(ConditionFailed):
        commit(store_counts.correcting(reading, given))
        return True
    return False


def _records(street: str) -> Iterable[Record]:
    for shard in range(store_records.SHARDS):
        yield from store_records.of_street(street, shard, "0", "9", None, None)


def _place(item: Record) -> Place:
    return store_counts.place(item.grid, item.vaccine, int(item.dose), item.number)
