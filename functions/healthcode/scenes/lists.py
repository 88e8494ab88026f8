"""Pages of lists: places, passes, forms."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from functions.admin import service as admin
from functions.healthcode import areas, listings, store
from functions.healthcode.scenes import store_forms, store_passes, store_places, store_tasks, store_tests
from functions.healthcode.scenes.tables import Form, Pass, Place, Stay, Task, Test
from functions.healthcode.scenes.workers import Post
from layers.paging import Page, PageQuery, cursor, page, start
from layers.principals import Staff

E = TypeVar("E")
V = TypeVar("V")


def waiting(caller: Staff, query: PageQuery, show: Callable[[Place], V]) -> Page[V]:
    """Return a page of the places that wait in the caller's region; may be short with another behind it."""
    place = "places.waiting"
    found = store_places.waiting(start(query.cursor, place), query.limit)
    items = [show(item) for item in found if caller.covers(item.region)]
    after = found.last_evaluated_key
    return Page(items, cursor(after, place) if after else "")


def of_region(caller: Staff, region: str, query: PageQuery, show: Callable[[Place], V]) -> Page[V]:
    """Return a page of a region's places; raises OutOfRegion, StaleCursor."""
    caller.require_region(region)
    place = f"places:{region}"
    return page(store_places.of_region(region, start(query.cursor, place), query.limit), show, place)


def passes(post: Post, day: date, query: PageQuery, show: Callable[[Pass, str], V]) -> Page[V]:
    """Return a page of a gate's passes of a date, each with the masked name; raises StaleCursor."""
    place = f"passes:{post.id}:{day}"
    found = store_passes.of_gate(post.id, day, start(query.cursor, place), query.limit)
    items = list(found)
    return _named(items, list(map(store.person_of, items)), found.last_evaluated_key, place, show)


def forms(post: Post, query: PageQuery, show: Callable[[Form, str], V]) -> Page[V]:
    """Return a page of a place's forms, each with the masked name; raises StaleCursor."""
    place = f"forms:{post.id}"
    found = store_forms.of_place(post.id, start(query.cursor, place), query.limit)
    items = list(found)
    return _named(items, list(map(store.person_of, items)), found.last_evaluated_key, place, show)


def stays(post: Post, query: PageQuery, show: Callable[[Stay, str], V]) -> Page[V]:
    """Return a page of a place's observations, each with the masked name; raises StaleCursor."""
    place = f"stays:{post.id}"
    found = store_forms.stays(post.id, start(query.cursor, place), query.limit)
    items = list(found)
    return _named(items, [item.person for item in items], found.last_evaluated_key, place, show)


def _named(
    items: Sequence[E],
    persons: Sequence[str],
    after: dict[str, Any] | None,
    place: str,
    show: Callable[[E, str], V],
) -> Page[V]:
    names = listings.masked_names(filter(None, persons))
    shown = [show(item, names.get(person, "")) for item, person in zip(items, persons, strict=True)]
    return Page(shown, cursor(after, place) if after else "")


def tests(post: Post, query: PageQuery, show: Callable[[Test, str], V]) -> Page[V]:
    """Return a page of a laboratory's results, each with the masked name; raises StaleCursor."""
    place = f"tests:{post.id}"
    found = store_tests.of_lab(post.id, start(query.cursor, place), query.limit)
    items = list(found)
    return _named(items, list(map(store.person_of, items)), found.last_evaluated_key, place, show)


def tasks(caller: Staff, region: str, query: PageQuery, show: Callable[[Task, str], V]) -> Page[V]:
    """Return a page of the tasks that a region's staff have in hand, each with the masked name.

    Raises OutOfRegion, StaleCursor.
    """
    caller.require_region(region)
    place = f"tasks:{region}"
    found = store_tasks.of_region(region, start(query.cursor, place), query.limit)
    items = list(found)
    return _named(items, _traced(items), found.last_evaluated_key, place, show)


def tasks_within(caller: Staff, region: str, query: PageQuery, show: Callable[[Task, str], V]) -> Page[V]:
    """Return a page of all open tasks that began in a region or below it, in whosever hands.

    It may be short, or empty with another behind it. Raises OutOfRegion, StaleCursor.
    """
    caller.require_region(region)
    place = f"tasks.within:{region}"
    begun = start(query.cursor, place) or {"after": ""}
    found = store_tasks.of_districts(areas.lists_of(region), begun["after"])
    items, after = areas.first(
        found, lambda item: admin.covers(region, item.home), query.limit, store_tasks.place
    )
    return _named(items, _traced(items), {"after": after} if after else None, place, show)


def _traced(items: Sequence[Task]) -> list[str]:
    return [item.person or "" for item in items]
