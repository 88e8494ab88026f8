"""Refused tries, counted by date, way, partner and reason: all that is kept of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from functions.healthcode.exchange.errors import Refused
from functions.healthcode.exchange.tables import Attempt
from layers import clock
from layers.observability import count
from layers.transaction import Update, commit

_KEPT = timedelta(days=90)


class Way(StrEnum):
    """Which way somebody travels."""

    OUTWARD = "outward"
    INWARD = "inward"


@dataclass(frozen=True, slots=True)
class Tries:
    """How many tries were refused for one reason; `partner` is empty where none was known."""

    way: Way
    partner: str
    code: str
    number: int


@contextmanager
def counted(way: Way, now: datetime) -> Iterator[None]:
    """Count what is refused within the block."""
    try:
        yield
    except Refused as refusal:
        _note(way, refusal, now)
        raise


def of_day(day: date) -> list[Tries]:
    """Return what was refused on a local date. One query."""
    found = Attempt.query(_partition(day))
    return [Tries(Way(way), partner, code, number) for way, partner, code, number in map(_read, found)]


def _note(way: Way, refusal: Refused, now: datetime) -> None:
    partner = refusal.details.get("partner", "")
    item = Attempt(_partition(clock.local_date(now)), f"{way}#{partner}#{refusal.code}")
    commit(Update(item=item, actions=[Attempt.number.add(1), Attempt.expires_at.set(now + _KEPT)]))
    count("exchange_refused")


def _read(item: Attempt) -> tuple[str, str, str, int]:
    way, partner, code = str(item.sk).split("#")
    return way, partner, code, int(item.number)


def _partition(day: date) -> str:
    return f"EXCHANGE#{day.isoformat()}"
