"""Counts of codes and clues, kept in the transaction of each change (H3, H15)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from pynamodb.expressions.update import Action

from functions.healthcode.facts import FactKind
from functions.healthcode.rules import Colour
from functions.healthcode.tables import PublicCount, Tally
from layers.tables import shard_of
from layers.transaction import Step, Update

SHARDS = 4
"""Into how many parts a region's counts are cut."""

_PUBLIC_SHARDS = 8

NOW = "NOW"

_NAMES = (*Colour, "open_clues", "declared", "checked_in", "clues")


Standing = tuple[str, Colour]
"""A region, and the colour of a code that is counted there."""


def added(person: str, region: str, colour: Colour) -> Step:
    """Return the step that counts a new code among those of its region and colour."""
    return Update(item=_tally(region, person, NOW), actions=[getattr(Tally, colour).add(1)])


def moved(person: str, before: Standing, after: Standing) -> list[Step]:
    """Return the steps that count a code elsewhere or as of another colour, none where it stays."""
    if before == after:
        return []
    by_region: dict[str, list[Action]] = {before[0]: [], after[0]: []}
    for (region, colour), change in ((before, -1), (after, 1)):
        by_region[region].append(getattr(Tally, colour).add(change))
    return [
        Update(item=_tally(region, person, NOW), actions=actions) for region, actions in by_region.items()
    ]


def declared(region: str, person: str, day: date) -> Step:
    """Return the step that counts a new code."""
    return Update(item=_tally(region, person, day.isoformat()), actions=[Tally.declared.add(1)])


def checked_in(region: str, person: str, day: date) -> Step:
    """Return the step that counts a day's check-in."""
    return Update(item=_tally(region, person, day.isoformat()), actions=[Tally.checked_in.add(1)])


def filed(region: str, clue: str, day: date) -> list[Step]:
    """Return the steps that count a clue, and that it is open."""
    of_day = Update(item=_tally(region, clue, day.isoformat()), actions=[Tally.clues.add(1)])
    return [of_day, Update(item=_tally(region, clue, NOW), actions=[Tally.open_clues.add(1)])]


def closed(region: str, clue: str) -> Step:
    """Return the step that counts a clue as open no longer."""
    return Update(item=_tally(region, clue, NOW), actions=[Tally.open_clues.add(-1)])


def caused(person: str, day: date, kinds: Iterable[FactKind]) -> list[Step]:
    """Return the steps that count what made a colour worse, for the public."""
    return [public(person, day, f"kind.{kind}") for kind in sorted(set(kinds))]


def public(person: str, day: date, name: str) -> Step:
    """Return the step that counts something the public is told of, such as `decision.refused`."""
    item = PublicCount(f"PUBLIC#{day.isoformat()}#{shard_of(person, _PUBLIC_SHARDS)}", name)
    return Update(item=item, actions=[PublicCount.number.add(1)])


def of_regions(regions: Iterable[str], sort: str) -> dict[str, dict[str, int]]:
    """Return what regions counted now or on a date; what is left out is 0. 4 reads a region."""
    keys = [(f"TALLY#{region}#{shard}", sort) for region in regions for shard in range(SHARDS)]
    sums: dict[str, Counter[str]] = {}
    for item in Tally.find_all(keys, consistent=False):
        region = item.pk.split("#")[1]
        sums.setdefault(region, Counter()).update({name: int(getattr(item, name)) for name in _NAMES})
    return {region: dict(+counted) for region, counted in sums.items()}


def public_of(day: date) -> dict[str, int]:
    """Return what the public is told of a date. 8 queries."""
    total: Counter[str] = Counter()
    for shard in range(_PUBLIC_SHARDS):
        for item in PublicCount.query(f"PUBLIC#{day.isoformat()}#{shard}"):
            total[item.sk] += int(item.number)
    return dict(total)


def _tally(region: str, counted: str, sort: str) -> Tally:
    return Tally(f"TALLY#{region}#{shard_of(counted, SHARDS)}", sort)
