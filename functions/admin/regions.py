"""The region tree: what everybody asks of it, and how staff change it (网格管理, V1)."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import msgspec
from msgspec import UNSET

from functions.admin import store_regions as store
from functions.admin import tree
from functions.admin.errors import NoSuchRegion, RegionIdTaken, RegionNotEmpty, RootRegion, WrongLevel
from functions.admin.recent import Recent
from functions.admin.schemas import Names, NewRegion, RegionEdit
from functions.admin.tree import Level, Region
from layers.audit import Entry
from layers.changes import apply
from layers.principals import CITY, Staff
from layers.transaction import Step, commit, until_fresh

_known = Recent(store.everything)


def find(region: str) -> Region | None:
    """Return a region; a few seconds old, but never unaware of a region that exists."""
    known = _known().get(region)
    return known if known and not known.deleted else store.find(region)


def exists(region: str) -> bool:
    """Tell whether there is such a region."""
    return find(region) is not None


def covers(ancestor: str, region: str) -> bool:
    """Tell whether a region is `ancestor` or lies below it."""
    return tree.covers(ancestor, region, find)


def path(region: str) -> tuple[Region, ...]:
    """Return the regions from the city down to this one, nothing where it is unknown."""
    return tree.path(region, find)


def district_of(region: str) -> str:
    """Return the district that a region lies in; the city for itself, and for a region that is no more."""
    down = path(region)[:2]
    return down[-1].id if down else CITY


def districts() -> list[str]:
    """Return the city, for what lies in no district, and every district, with those that are no more."""
    return [CITY, *(each.id for each in within(CITY, deleted=True) if each.level is Level.DISTRICT)]


def within(region: str, *, deleted: bool = False) -> list[Region]:
    """Return a region and all below it, each parent before its children; a few seconds old.

    With `deleted` also those that are no more, for whoever sums up what happened in them.
    """
    return tree.within(region, _known().values() if deleted else _there())


def below(region: str) -> list[Region]:
    """Return the regions right below this one in their order; a few seconds old."""
    return [each for each in tree.within(region, _there()) if each.parent == region]


def open_below(region: str) -> list[Region]:
    """Return the enabled regions one level below another, in their order; none below a disabled one."""
    opened = all(each.enabled for each in path(region))
    return [each for each in below(region) if each.enabled] if opened else []


def destinations() -> list[Region]:
    """Return the enabled districts, in their order."""
    everything = tree.within(CITY, _there())
    return [region for region in everything if region.level is Level.DISTRICT and region.enabled]


def is_destination(region: str) -> bool:
    """Tell whether a region is an enabled district."""
    found = find(region)
    return found is not None and found.level is Level.DISTRICT and found.enabled


def names_of(region: Region) -> Names:
    """Return a region's names as the API shows them."""
    return msgspec.convert(region.names, Names)


def listed(caller: Staff) -> list[Region]:
    """Return the caller's region and all below it as they are now."""
    return tree.within(caller.region, _undeleted(store.everything()))


def create(caller: Staff, given: NewRegion) -> str:
    """Create a region below a parent and return its id; raises RegionIdTaken, NoSuchRegion, WrongLevel."""
    parent = _reachable(caller, given.parent)
    level = tree.level_below(parent.level)
    if level is None:
        raise WrongLevel
    region = Region(
        id=secrets.token_hex(6) if given.id is UNSET else given.id,
        parent=parent.id,
        level=level,
        names=msgspec.to_builtins(given.names),
        order=given.order,
        enabled=given.enabled,
        population=given.population,
    )
    _apply(caller, "create", region.id, *store.adding(region), parent=parent.id)
    return region.id


def edit(caller: Staff, region: str, given: RegionEdit) -> None:
    """Change a region's names, order and population (编辑)."""
    names = msgspec.to_builtins(given.names)
    after = replace(_reachable(caller, region), names=names, order=given.order, population=given.population)
    _apply(caller, "edit", region, store.editing(after))


def enable(caller: Staff, region: str, *, enabled: bool) -> None:
    """Enable or disable a region (状态); raises RootRegion."""
    _changeable(caller, region)
    _apply(caller, "status", region, store.enabling(region, enabled=enabled), enabled=enabled)


def delete(caller: Staff, region: str) -> None:
    """Delete a region in which nothing stands (删除); raises RegionNotEmpty, RootRegion."""

    def change() -> None:
        before = _changeable(caller, region)
        if not before.empty:
            raise RegionNotEmpty
        _apply(caller, "delete", region, *store.removing(before))

    until_fresh(change)


def move(caller: Staff, region: str, parent: str) -> None:
    """Put a region with all below it under another parent (移动); raises WrongLevel, RootRegion.

    Levels never change, so a region can't get below itself.
    """

    def change() -> None:
        before, above = _changeable(caller, region), _reachable(caller, parent)
        if tree.level_below(above.level) is not before.level:
            raise WrongLevel
        if parent != before.parent:
            _apply(caller, "move", region, *store.moving(before, parent), parent=parent)

    until_fresh(change)


def attaching(region: str) -> Step:
    """Return the step that makes something stand in a region, so that it can't be deleted."""
    return store.attaching(region)


def detaching(region: str) -> Step:
    """Return the step that takes back `attaching`."""
    return store.detaching(region)


def lay_root(names: Names) -> None:
    """Create the city itself; harmless where it exists."""
    root = Region(id=CITY, parent=None, level=Level.CITY, names=msgspec.to_builtins(names))
    with suppress(RegionIdTaken):
        commit(*store.adding(root))


def forget() -> None:
    """Make the next question read the tree anew."""
    _known.forget()


def _there() -> list[Region]:
    return _undeleted(_known())


def _undeleted(regions: Mapping[str, Region]) -> list[Region]:
    return [region for region in regions.values() if not region.deleted]


def _reachable(caller: Staff, region: str) -> Region:
    """Return a region as it is now; raises NoSuchRegion, OutOfRegion."""
    found = store.find(region)
    if found is None:
        raise NoSuchRegion
    caller.require_region(region)
    return found


def _changeable(caller: Staff, region: str) -> Region:
    """Return a region other than the city itself; raises NoSuchRegion, OutOfRegion, RootRegion."""
    found = _reachable(caller, region)
    if region == CITY:
        raise RootRegion
    return found


def _apply(caller: Staff, action: str, region: str, *steps: Step, **details: object) -> None:
    apply(*steps, record=Entry(caller.id, f"regions.{action}", f"region:{region}", details))
    forget()
