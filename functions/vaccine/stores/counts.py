"""Doses given, counted for each grid in the transaction that gives them (V11).

Each change of a count also raises its `version`, so that counts made anew from the records replace only
what did not change meanwhile (`rebuilding`).
"""

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from functions.vaccine.tables import Count
from layers import clock
from layers.tables import shard_of
from layers.transaction import Put, Step, Update

SHARDS = 4
"""Items over which a grid's counts are spread: several sites may vaccinate its residents at once."""

_READERS = 8


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a dose counts: one of the four shards of its grid, by the number of its record."""

    grid: str
    shard: int
    vaccine: str
    dose: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A count as it was read; version 0: nothing was ever counted there. `changed_at` is an ISO instant."""

    place: Place
    given: int
    version: int = 0
    changed_at: str = ""


def place(grid: str, vaccine: str, dose: int, number: str) -> Place:
    """Return where a record's dose counts."""
    return Place(grid, shard_of(number, SHARDS), vaccine, dose)


def counted(grid: str, vaccine: str, dose: int, number: str, by: int) -> Step:
    """Return the step that counts a record's dose of a grid's resident: 1, or -1 to take it back."""
    return _adding(place(grid, vaccine, dose, number), by)


def all_counted(given: Mapping[Place, int]) -> list[Step]:
    """Return the steps that count several records' doses, one for each place."""
    return [_adding(where, by) for where, by in given.items()]


def read(grids: Collection[str]) -> list[Reading]:
    """Return all counts of these grids, read consistently. One query a grid; of many, eight at a time."""
    if len(grids) <= _READERS:
        return [reading for grid in grids for reading in _of_grid(grid)]
    with ThreadPoolExecutor(_READERS) as pool:
        return [reading for found in pool.map(_of_grid, grids) for reading in found]


def correcting(before: Reading, given: int) -> Step:
    """Return the step that replaces a count, if it is still the one that was read."""
    unmoved = Count.version == before.version if before.version else Count.pk.does_not_exist()
    item = _item(before.place)
    item.given, item.version, item.changed_at = given, before.version + 1, clock.to_iso(clock.now())
    return Put(item=item, condition=unmoved)


def _of_grid(grid: str) -> list[Reading]:
    return [_reading(item) for item in Count.query(f"COUNTS#{grid}", consistent_read=True)]


def _adding(where: Place, by: int) -> Step:
    now = clock.to_iso(clock.now())
    actions = [Count.given.add(by), Count.version.add(1), Count.changed_at.set(now)]
    return Update(item=_item(where), actions=actions)


def _item(where: Place) -> Count:
    return Count(f"COUNTS#{where.grid}", f"{where.shard}#{where.vaccine}#{where.dose}")


def _reading(item: Count) -> Reading:
    shard, vaccine, dose = item.sk.split("#")
    where = Place(item.pk.removeprefix("COUNTS#"), int(shard), vaccine, int(dose))
    return Reading(where, int(item.given), int(item.version), item.changed_at)
