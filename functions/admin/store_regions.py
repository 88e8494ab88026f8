"""Regions in their table: reads, and the steps that change them."""

from collections.abc import Sequence

import msgspec
from pynamodb.expressions.update import Action

from functions.admin.errors import NoSuchRegion, RegionIdTaken
from functions.admin.tables import RegionItem
from functions.admin.tree import Level, Region
from layers.transaction import Put, Step, Update

_PARTITION = "REGIONS"
_THERE = RegionItem.pk.exists() & RegionItem.deleted.does_not_exist()


def everything() -> dict[str, Region]:
    """Return the whole tree by region id, deleted regions too, in one consistent query."""
    found = RegionItem.query(_PARTITION, consistent_read=True)
    return {region.id: region for region in map(_region, found)}


def find(region: str) -> Region | None:
    """Return a region as it is now, None where it is deleted."""
    item = RegionItem.find(_PARTITION, region)
    return _region(item) if item and not item.deleted else None


def adding(region: Region) -> list[Step]:
    """Return the steps that create a region below its parent; refuse with RegionIdTaken, NoSuchRegion."""
    item = RegionItem(_PARTITION, region.id)
    item.parent, item.level = region.parent, region.level
    item.names = _json(region)
    item.order, item.enabled, item.population = region.order, region.enabled, region.population
    free = RegionItem.pk.does_not_exist() | RegionItem.deleted.exists()
    return [Put(item=item, condition=free, otherwise=RegionIdTaken()), *_one_child_more(region.parent)]


def editing(region: Region) -> Step:
    """Return the step that writes names, order and population."""
    actions = [
        RegionItem.names.set(_json(region)),
        RegionItem.order.set(region.order),
        RegionItem.population.set(region.population),
    ]
    return _update(region.id, actions)


def enabling(region: str, *, enabled: bool) -> Step:
    """Return the step that enables or disables a region."""
    return _update(region, [RegionItem.enabled.set(enabled)])


def removing(region: Region) -> list[Step]:
    """Return the steps that delete a region that was read as empty, if it still is and lies where it did."""
    unmoved = RegionItem.parent == region.parent
    empty = (RegionItem.children == 0) & (RegionItem.attached == 0)
    gone = [RegionItem.deleted.set(True), RegionItem.enabled.set(False), RegionItem.population.set(0)]
    step = Update(item=RegionItem(_PARTITION, region.id), actions=gone, condition=unmoved & empty & _THERE)
    return [step, *_one_child_less(region.parent)]


def moving(region: Region, parent: str) -> list[Step]:
    """Return the steps that put a region below another parent, if it still lies where it was read."""
    item = RegionItem(_PARTITION, region.id)
    unmoved = RegionItem.parent == region.parent
    step = Update(item=item, actions=[RegionItem.parent.set(parent)], condition=unmoved & _THERE)
    return [step, *_one_child_less(region.parent), *_one_child_more(parent)]


def attaching(region: str) -> Step:
    """Return the step that counts something more standing in a region; refuses with NoSuchRegion."""
    return _update(region, [RegionItem.attached.add(1)])


def detaching(region: str) -> Step:
    """Return the step that counts something less standing in a region; refuses with NoSuchRegion."""
    return _update(region, [RegionItem.attached.add(-1)])


def _one_child_more(parent: str | None) -> list[Step]:
    return [_update(parent, [RegionItem.children.add(1)])] if parent else []


def _one_child_less(parent: str | None) -> list[Step]:
    return [_update(parent, [RegionItem.children.add(-1)])] if parent else []


def _update(region: str, actions: Sequence[Action]) -> Step:
    item = RegionItem(_PARTITION, region)
    return Update(item=item, actions=actions, condition=_THERE, otherwise=NoSuchRegion())


def _json(region: Region) -> str:
    return msgspec.json.encode(region.names).decode()


def _region(item: RegionItem) -> Region:
    return Region(
        id=item.sk,
        parent=item.parent,
        level=Level(item.level),
        names=msgspec.json.decode(item.names),
        order=int(item.order),
        enabled=item.enabled,
        population=int(item.population),
        children=int(item.children),
        attached=int(item.attached),
        deleted=bool(item.deleted),
    )
