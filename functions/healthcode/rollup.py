"""Tallies summed up the region tree, every few minutes, so that whoever reads them reads one item (H15)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from functions.admin import service as admin
from functions.healthcode import tallies
from functions.healthcode.tables import RollUp
from layers import clock
from layers.principals import CITY
from layers.transaction import Put, commit

_PARTITION = "ROLLUP"

Counts = Mapping[str, int]
"""Numbers by name, those that are 0 left out: colours, `open_clues`; `declared`, `checked_in`, `clues`;
`kind.FEVER`, `proposal.refused` and the like."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers by region, each with all below it, as they were at an instant; `public` ones are the city's."""

    as_of: datetime
    regions: Mapping[str, Counts]
    public: Counts


def roll_up(now: datetime) -> None:
    """Write the sums of the codes as they are, and of today and yesterday, whose last minutes came late.

    The codes as they are now stay, too, as the last that was known of them today.
    """
    regions = [region.id for region in admin.within(CITY)]
    today = clock.local_date(now)
    standing = Sums(now, upwards(tallies.of_regions(regions, tallies.NOW)), {})
    write(tallies.NOW, standing)
    write(colours(today), standing)
    for day in (today - timedelta(days=1), today):
        sums = upwards(tallies.of_regions(regions, day.isoformat()))
        write(day.isoformat(), Sums(now, sums, tallies.public_of(day)))


def now() -> Sums | None:
    """Return the codes by colour as they were at the last roll-up, None before the first. One read."""
    return _read(tallies.NOW)


def of_day(day: date) -> Sums | None:
    """Return what happened on a date, None where nothing was rolled up. One read."""
    return _read(day.isoformat())


def colours(day: date) -> str:
    """Return the name of what is known of the codes as a date left them."""
    return f"COLOURS#{day.isoformat()}"


def read_all(names: Iterable[str]) -> dict[str, Sums]:
    """Return the sums that exist among these: `NOW`, ISO dates, `colours` of dates. One read each."""
    items = RollUp.find_all([(_PARTITION, name) for name in names], consistent=False)
    return {str(item.sk): _sums(item) for item in items}


def upwards(counts: Mapping[str, Counts]) -> dict[str, dict[str, int]]:
    """Return everything a region counted added to itself and to every region above it."""
    sums: dict[str, Counter[str]] = {}
    for region, counted in counts.items():
        for above in _path(region):
            sums.setdefault(above, Counter()).update(counted)
    return {region: dict(total) for region, total in sums.items()}


def _path(region: str) -> Iterable[str]:
    return [each.id for each in admin.path(region)]


def write(name: str, sums: Sums) -> None:
    """Write sums under a name, in place of those before."""
    commit(Put(item=RollUp(_PARTITION, name, content=msgspec.json.encode(sums).decode())))


def _read(sort: str) -> Sums | None:
    item = RollUp.find(_PARTITION, sort, consistent=False)
    return _sums(item) if item else None


def _sums(item: RollUp) -> Sums:
    return msgspec.json.decode(item.content, type=Sums)
