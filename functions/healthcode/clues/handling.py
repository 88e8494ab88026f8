"""Staff answer for clues: read them, report how they go on, close them (H13)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from functions.admin import service as admin
from functions.healthcode import areas, tallies
from functions.healthcode.clues import photos, store
from functions.healthcode.clues.errors import ClueMoved, NoSuchPhoto
from functions.healthcode.clues.matters import NEXT, State
from functions.healthcode.clues.policies import CluePolicy
from functions.healthcode.clues.tables import Clue
from layers import audit, clock, paging, policy
from layers.audit import Entry
from layers.changes import apply
from layers.paging import Page, PageQuery
from layers.principals import Staff


def listed(caller: Staff, region: str, query: PageQuery, *, is_open: bool) -> tuple[Sequence[Clue], str]:
    """Return a page of the clues that a region's staff answer for, and its cursor; raises OutOfRegion."""
    caller.require_region(region)
    place = f"clues:{region}:{is_open}"
    start = paging.start(query.cursor, place)
    found: Page[Clue] = paging.page(
        store.of_region(region, start, query.limit, is_open=is_open), lambda item: item, place
    )
    return found.items, found.next


def listed_within(
    caller: Staff, region: str, query: PageQuery, *, is_open: bool
) -> tuple[Sequence[Clue], str]:
    """Return a page of all clues in a region and below it, whoever answers for them, and its cursor.

    It may be short, or empty with another behind it. Raises OutOfRegion.
    """
    caller.require_region(region)
    place = f"clues.within:{region}:{is_open}"
    begun = paging.start(query.cursor, place) or {"after": ""}
    found = store.of_districts(areas.lists_of(region), begun["after"], is_open=is_open)
    items, after = areas.first(found, lambda item: admin.covers(region, item.place), query.limit, store.place)
    return items, paging.cursor({"after": after}, place) if after else ""


def read(caller: Staff, number: str) -> Clue:
    """Return a clue with all that was told; recorded. Raises NoSuchClue, OutOfRegion."""
    item = _reachable(caller, number)
    audit.append(Entry(caller.id, "clues.read", f"clue:{number}"))
    return item


def photo(caller: Staff, number: str, photo: str) -> bytes:
    """Return a photo of a clue; recorded. Raises NoSuchClue, OutOfRegion, NoSuchPhoto."""
    item = _reachable(caller, number)
    if photo not in (item.photos or ()):
        raise NoSuchPhoto
    content = photos.read(photo)
    audit.append(Entry(caller.id, "clues.photo", f"clue:{number}", {"photo": photo}))
    return content


def report(caller: Staff, number: str, state: State, note: str, now: datetime) -> None:
    """Report how a clue goes on, or close it; raises NoSuchClue, OutOfRegion, ClueMoved."""
    item = _reachable(caller, number)
    if state not in NEXT[State(item.state)]:
        raise ClueMoved
    due = now + timedelta(hours=policy.get(CluePolicy).progress_hours)
    item.state, item.due = state, clock.to_iso(due if state.open else now)
    store.listed(item, item.region)

    closing = [] if state.open else [tallies.closed(item.place, number)]
    record = Entry(caller.id, "clues.report", f"clue:{number}", {"state": state})
    apply(*store.moving(item, state, caller.id, note, now), *closing, record=record)


def _reachable(caller: Staff, number: str) -> Clue:
    """Return a clue; whoever's region holds its place may deal with it, wherever it was sent to since."""
    item = store.find(number)
    caller.require_region(item.place)
    return item
