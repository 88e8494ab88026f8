"""The region tree (地区): city → district → street → grid (网格), and what lies within what."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Level(StrEnum):
    """How far down a region stands; a region's level never changes."""

    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region; `names` by language, `population` residents (常住人口).

    `children` regions and `attached` staff accounts and sites stand in it. A `deleted` one is only for sums.
    """

    id: str
    parent: str | None
    level: Level
    names: Mapping[str, str]
    order: int = 0
    enabled: bool = True
    population: int = 0
    children: int = 0
    attached: int = 0
    deleted: bool = False

    @property
    def empty(self) -> bool:
        """Tell whether nothing stands in it."""
        return not (self.children or self.attached)


LookUp = Callable[[str], Region | None]
"""Finds a region by its id."""

_BELOW = dict(pairwise(Level))


def level_below(level: Level) -> Level | None:
    """Return the level of a region's children, None below a grid."""
    return _BELOW.get(level)


def path(region: str, find: LookUp) -> tuple[Region, ...]:
    """Return the regions from the root down to this one; nothing where it is unknown."""
    upwards = []
    here = find(region)
    while here:
        upwards.append(here)
        here = find(here.parent) if here.parent else None
    return tuple(reversed(upwards))


def covers(ancestor: str, region: str, find: LookUp) -> bool:
    """Tell whether a region is `ancestor` or lies below it; an unknown region does not."""
    return any(each.id == ancestor for each in path(region, find))


def within(ancestor: str, regions: Collection[Region]) -> list[Region]:
    """Return `ancestor` and all below it, each parent before its children, siblings by `order`."""
    children = defaultdict(list)
    for region in sorted(regions, key=lambda each: (each.order, each.id), reverse=True):
        children[region.parent].append(region)
    waiting = [region for region in regions if region.id == ancestor]
    found = []
    while waiting:
        found.append(waiting.pop())
        waiting += children[found[-1].id]
    return found
