"""Statistics of regions and of what lies below them (地区统计, 网格统计, 大数据榜单), as of now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from functions.admin import service as admin
from functions.admin.service import Level, Region
from functions.vaccine.catalogue import vaccines
from functions.vaccine.errors import NoSuchRegion
from functions.vaccine.statistics import coverage
from functions.vaccine.statistics.coverage import Area, Course, Given, Line
from functions.vaccine.statistics.policies import plan_per_thousand
from functions.vaccine.stores import counts as store_counts
from functions.vaccine.stores.counts import Reading
from layers.principals import Staff


@dataclass(frozen=True, slots=True)
class Table:
    """A region's own line, and a ranked line for each region of one level below it; regions by their ids."""

    region: Region
    total: Line
    lines: Sequence[Line]
    regions: dict[str, Region]
    courses: Sequence[Course]


def table(caller: Staff, region: str, level: Level | None = None) -> Table:
    """Return a region's statistics: by those right below it, or by all of a level below it.

    Regions out of service or deleted are left out unless doses were given there. One query for each grid
    below. Raises NoSuchRegion, OutOfRegion.
    """
    within = admin.within(region, deleted=True)
    if not within:
        raise NoSuchRegion
    caller.require_region(region)
    grids = [each.id for each in within if each.level is Level.GRID]
    given = given_in(store_counts.read(grids))

    areas = [Area(each.id, each.parent, each.population) for each in within]
    sums = coverage.summed(areas, given)
    people = coverage.populations(areas)
    courses = [
        Course(each.id, each.doses) for each in vaccines.listed() if each.enabled or _is_used(each.id, sums)
    ]

    plan = plan_per_thousand()
    shown = [each for each in _shown(within, level) if each.enabled or sums.get(each.id)]
    (total,) = coverage.lines([_area(within[0], people)], sums, courses, plan)
    lines = coverage.lines([_area(each, people) for each in shown], sums, courses, plan)
    return Table(within[0], total, lines, {each.id: each for each in within}, courses)


def given_in(readings: Iterable[Reading]) -> dict[str, Given]:
    """Return the doses given by grid, vaccine and dose, of all their shards together."""
    found: defaultdict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    for reading in readings:
        place = reading.place
        found[place.grid][place.vaccine, place.dose] += reading.given
    return dict(found)


def _shown(within: Sequence[Region], level: Level | None) -> list[Region]:
    top = within[0]
    return [each for each in within[1:] if (each.level is level if level else each.parent == top.id)]


def _area(region: Region, people: dict[str, int]) -> Area:
    return Area(region.id, region.parent, people[region.id])


def _is_used(vaccine: str, sums: dict[str, Given]) -> bool:
    return any(of == vaccine and number for given in sums.values() for (of, _), number in given.items())
