"""Lists of everything in a region: kept district by district, read in one order, so many entries at most."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from functions.admin import service as admin
from layers.principals import CITY

E = TypeVar("E")

MOST_READ = 500
"""Entries of a district that a page of one of its regions reads at most; behind them the next page begins."""

PAGE_READ = 25
"""Entries that are read at a time of each list."""


def lists_of(region: str) -> Sequence[str]:
    """Return the districts whose lists have whatever lies in a region."""
    return admin.districts() if region == CITY else [admin.district_of(region)]


def first(
    found: Iterable[E], belongs: Callable[[E], bool], limit: int, place: Callable[[E], str]
) -> tuple[list[E], str]:
    """Return the first entries that belong, and the place behind which to go on, empty at the end.

    There may be fewer than `limit`, or none, with others behind them.
    """
    shown: list[E] = []
    for read, item in enumerate(found, start=1):
        if belongs(item):
            shown.append(item)
        if len(shown) == limit or read == MOST_READ:
            return shown, place(item)
    return shown, ""
