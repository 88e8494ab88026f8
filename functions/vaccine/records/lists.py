"""Records as staff list them (预约记录): by street, filtered, latest day first; and all of them, for a file.

A street's records stand in eight lists, each in order; what is read of them is merged.
"""

import heapq
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

import msgspec
from msgspec import structs

from functions.admin import service as admin
from functions.admin.service import Level
from functions.vaccine.stores.records import SHARDS
from functions.vaccine.tables import Kind, Phase, Record, RecordState

MOST_READ = 1000
"""Records read for one page at most; behind them the next page goes on."""

_PAGE = 200
"""Records of each list in memory while all are read; a whole page of 1 MB would take 10 MB once parsed."""

_FIRST, _LAST = "0", "9"


class Wanted(msgspec.Struct, frozen=True):
    """Which records: those for which everything holds that is said; `since` and `until` are included."""

    kind: Kind | None = None
    vaccine: str | None = None
    dose: int | None = None
    state: RecordState | None = None
    arrived: bool | None = None
    given: bool | None = None
    grid: str | None = None
    since: date | None = None
    until: date | None = None


def fits(item: Record, wanted: Wanted) -> bool:
    """Tell whether a record is wanted."""
    said = (
        (wanted.kind, item.kind),
        (wanted.vaccine, item.vaccine),
        (wanted.dose, int(item.dose)),
        (wanted.state, item.state),
        (wanted.arrived, item.phase is not Phase.EXPECTED),
        (wanted.given, item.phase is Phase.GIVEN),
        (wanted.grid, item.grid),
    )
    return all(value is None or value == held for value, held in said)


def within(wanted: Wanted, grid: str | None) -> Wanted:
    """Return what is wanted, of one grid where there is one."""
    return structs.replace(wanted, grid=grid) if grid else wanted


def page(street: str, wanted: Wanted, before: str, limit: int) -> tuple[list[Record], str]:
    """Return up to `limit` records behind a place, and the place behind which the next page begins.

    The place is empty for the first page and behind the last. A page may be short where few of those
    read were wanted. A moment old at most.
    """
    found: list[Record] = []
    read = 0
    for item in islice(_newest_first(street, wanted, before, limit), MOST_READ):
        read += 1
        if fits(item, wanted):
            found.append(item)
        if len(found) == limit:
            return found, str(item.place_in_list)
    return found, str(item.place_in_list) if read == MOST_READ else ""


def every(street: str, wanted: Wanted) -> Iterator[Record]:
    """Yield all wanted records of a street, the earliest day first, in bounded memory."""
    within = Record.place_in_list.between(*_bounds(wanted))
    lists = (Record.by_list.query(_list(street, shard), within, page_size=_PAGE) for shard in range(SHARDS))
    merged = heapq.merge(*lists, key=_place)
    return (item for item in merged if fits(item, wanted))


def of_region(region: str, wanted: Wanted) -> Iterator[Record]:
    """Yield all wanted records of a grid, a street, or of all streets below a region, deleted ones too."""
    here = admin.within(region, deleted=True)
    if here and here[0].level is Level.GRID:
        return every(str(here[0].parent), within(wanted, region))
    streets = (each.id for each in here if each.level is Level.STREET)
    return chain.from_iterable(every(street, wanted) for street in streets)


def _newest_first(street: str, wanted: Wanted, before: str, limit: int) -> Iterator[Record]:
    low, high = _bounds(wanted)
    within = Record.place_in_list.between(low, before or high)
    lists = (
        Record.by_list.query(_list(street, shard), within, scan_index_forward=False, page_size=limit)
        for shard in range(SHARDS)
    )
    merged = heapq.merge(*lists, key=_place, reverse=True)
    return (item for item in merged if item.place_in_list != before)


def _bounds(wanted: Wanted) -> tuple[str, str]:
    low = wanted.since.isoformat() if wanted.since else _FIRST
    return low, f"{wanted.until.isoformat()}~" if wanted.until else _LAST


def _list(street: str, shard: int) -> str:
    return f"RECORDS#{street}#{shard}"


def _place(item: Record) -> str:
    return str(item.place_in_list)
