"""Pages of lists: what is kept about a person, and what waits for staff."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from functions.healthcode import looks, store
from functions.healthcode.tables import Appeal, Asking, FactItem, LookItem, Proposal
from layers import masks
from layers.paging import Page, PageQuery, cursor, page, start
from layers.principals import Staff

if TYPE_CHECKING:
    from pynamodb.pagination import ResultIterator

V = TypeVar("V")
W = TypeVar("W", Proposal, Appeal, Asking)


def facts(person: str, query: PageQuery, show: Callable[[FactItem], V]) -> Page[V]:
    """Return a page of a person's facts, the newest first; raises StaleCursor."""
    place = f"health.facts:{person}"
    return page(store.page_of_facts(person, start(query.cursor, place), query.limit), show, place)


def looked(person: str, query: PageQuery, show: Callable[[LookItem], V]) -> Page[V]:
    """Return a page of the looks at a person, the newest first; raises StaleCursor."""
    place = f"health.looks:{person}"
    return page(looks.of_person(person, start(query.cursor, place), query.limit), show, place)


def waiting(
    find: "Callable[[dict[str, Any] | None, int], ResultIterator[W]]",
    query: PageQuery,
    caller: Staff,
    show: Callable[[W, str], V],
) -> Page[V]:
    """Return a page of what waits in the caller's region, each shown with the masked name; StaleCursor.

    A page may be short, or empty with another behind it: what waits elsewhere is left out.
    """
    place = f"health.{find.__module__}"
    found = find(start(query.cursor, place), query.limit)
    items = [item for item in found if caller.covers(item.region)]
    names = masked_names(item.person for item in items)
    after = found.last_evaluated_key
    shown = [show(item, names.get(item.person, "")) for item in items]
    return Page(shown, cursor(after, place) if after else "")


def masked_names(persons: Iterable[str]) -> Mapping[str, str]:
    """Return the masked names of people with codes. One batch read."""
    found = store.holders(set(persons))
    return {store.person_of(holder): masks.name(store.details(holder).name) for holder in found}
