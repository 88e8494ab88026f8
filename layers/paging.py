"""Lists in pages: an opaque, signed cursor says where the next page begins."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

import msgspec

from layers import clock, tokens
from layers.errors import StaleCursor
from layers.keys import Purpose

if TYPE_CHECKING:
    from pynamodb.pagination import ResultIterator

T = TypeVar("T")
S = TypeVar("S")

_LIFE = timedelta(hours=12)


class PageQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which page: the cursor that the page before gave, and at most how many entries."""

    cursor: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some entries of a list, and the cursor of the next page, empty on the last."""

    items: list[T]
    next: str = ""


def page(found: "ResultIterator[S]", show: Callable[[S], T], place: str) -> Page[T]:
    """Return a limited query's entries, shown, with the cursor behind them.

    `place` names the list, so that a cursor of one list is refused by another.
    """
    items = [show(item) for item in found]
    after = found.last_evaluated_key
    return Page(items, cursor(after, place) if after else "")


def start(given: str, place: str) -> dict[str, Any] | None:
    """Return the key behind which a cursor's page begins, None for the first page; raises StaleCursor."""
    if not given:
        return None
    try:
        claims = tokens.read(Purpose.CURSOR, given, clock.now())
    except tokens.TokenInvalid as error:
        raise StaleCursor from error
    if claims.get("place") != place:
        raise StaleCursor
    return dict(claims["key"])


def cursor(key: dict[str, Any], place: str) -> str:
    """Return the signed cursor of the page that begins behind `key` in the list `place`."""
    return tokens.issue(Purpose.CURSOR, {"key": key, "place": place}, clock.now() + _LIFE)
