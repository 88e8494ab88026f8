"""The province at a look, region by region, from sums that jobs make every few minutes (H15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from functions.admin import service as admin
from functions.admin.service import Region
from functions.healthcode import rollup, tallies
from functions.healthcode.dashboard import traffic
from functions.healthcode.dashboard.errors import NoSuchRegion
from functions.healthcode.dashboard.figures import Counts, Figures, figures, withheld
from functions.healthcode.dashboard.policies import DashboardPolicy
from functions.healthcode.rollup import Sums
from layers import clock, policy
from layers.principals import Staff

Shown = tuple[Region, Figures | None]
"""A region and its numbers, None where they are withheld."""

Known = Mapping[str, Sums]
"""Sums by their names."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A region, the way down to it, and what lies right below it; no `as_of` before the first sums."""

    as_of: datetime | None
    path: Sequence[Region]
    whole: Figures | None
    below: Sequence[Shown]


def of_region(caller: Staff, region: str, now: datetime) -> Overview:
    """Return a region's numbers of now and today; raises NoSuchRegion, OutOfRegion. Three reads."""
    path, children, today = _reachable(caller, region), admin.below(region), clock.local_date(now)
    known, least = rollup.read_all([tallies.NOW, *_happened(today)]), policy.get(DashboardPolicy).least_people

    whole = _figures(region, known, tallies.NOW, today)
    parts = {each.id: _figures(each.id, known, tallies.NOW, today) for each in children}
    hidden = withheld(whole.codes, {name: part.codes for name, part in parts.items()}, least)

    below = [(each, None if each.id in hidden else parts[each.id]) for each in children]
    as_of = known[tallies.NOW].as_of if tallies.NOW in known else None
    return Overview(as_of, path, _enough(whole, least), below)


def of_days(caller: Staff, region: str, since: date, until: date) -> Sequence[tuple[date, Figures | None]]:
    """Return a region's numbers of days, for charts; raises NoSuchRegion, OutOfRegion. Three reads a day."""
    _reachable(caller, region)
    days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    known = rollup.read_all(name for day in days for name in (rollup.colours(day), *_happened(day)))
    least = policy.get(DashboardPolicy).least_people
    return [(day, _enough(_figures(region, known, rollup.colours(day), day), least)) for day in days]


def _reachable(caller: Staff, region: str) -> Sequence[Region]:
    """Return the way down to a region, as far as it is the caller's."""
    path = admin.path(region)
    if not path:
        raise NoSuchRegion
    caller.require_region(region)
    return [each for each in path if caller.covers(each.id)]


def _figures(region: str, known: Known, codes: str, day: date) -> Figures:
    happened: dict[str, int] = {}
    for name in _happened(day):
        happened |= _counts(region, known.get(name))
    return figures(_counts(region, known.get(codes)), happened)


def _happened(day: date) -> tuple[str, str]:
    """Return the names of the sums of what happened on a date."""
    return day.isoformat(), traffic.name(day)


def _counts(region: str, sums: Sums | None) -> Counts:
    return sums.regions.get(region, {}) if sums else {}


def _enough(figures: Figures, least: int) -> Figures | None:
    return None if 0 < figures.codes < least else figures
