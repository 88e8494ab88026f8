"""The public list of winners (摇号结果公示): masked rows, written once, at publication (L8)."""

import msgspec

from functions.booking.service import Party
from functions.lottery import store
from functions.lottery.draw import Draw
from layers import masks, objects

CHUNK = 500
"""Rows in one object; pages of any size are cut from these."""

_DIGITS = 2
"""Winners whose application numbers begin with the same digits stand in one object, to be found by number."""


class Row(msgspec.Struct, frozen=True):
    """One winner: application number, name and document number, masked, and the date won."""

    number: str
    name: str
    document: str
    day: str


class Found(msgspec.Struct, frozen=True):
    """A winning household's rows; `place` is that of the first in the public list, counted from 1."""

    place: int
    rows: list[Row]


def write(period: str, result: Draw) -> int:
    """Write the winners' rows in order of date and rank; returns how many people won."""
    rank: dict[str, tuple[str, int]] = {
        ticket: (day, place) for day, won in result.winners.items() for place, ticket in enumerate(won)
    }
    winners = [
        (rank[entry.ticket], entry.number, store.party(entry))
        for shard in range(store.SHARDS)
        for entry in store.entries(period, shard)
        if entry.ticket in rank
    ]
    rows: list[Row] = []
    found: dict[str, dict[str, Found]] = {}
    for (day, _), number, party in sorted(winners, key=lambda won: won[0]):
        theirs = _rows(number, day, party)
        found.setdefault(number[:_DIGITS], {})[number] = Found(len(rows) + 1, theirs)
        rows += theirs
    for start in range(0, len(rows), CHUNK):
        _write(_name(period, start // CHUNK), rows[start : start + CHUNK])
    for digits, group in found.items():
        _write(_finder(period, digits), group)
    return len(rows)


def read(period: str, first: int, number: int) -> list[Row]:
    """Return `number` rows from the row `first` (counted from 0) on; fewer at the end."""
    chunks = range(first // CHUNK, (first + number - 1) // CHUNK + 1)
    rows = [row for chunk in chunks for row in _chunk(period, chunk)]
    skipped = first - chunks.start * CHUNK
    return rows[skipped : skipped + number]


def find(period: str, number: str) -> Found | None:
    """Return the rows of the application with this number, None where it is not among the winners."""
    content = objects.read(_finder(period, number[:_DIGITS]))
    return msgspec.json.decode(content, type=dict[str, Found]).get(number) if content else None


def _rows(number: str, day: str, party: Party) -> list[Row]:
    masked = masks.application_number(number)
    return [
        Row(masked, masks.name(each.name), masks.document(each.document_number), day)
        for each in party.travellers
    ]


def _write(name: str, content: object) -> None:
    objects.write(name, msgspec.json.encode(content), "application/json")


def _chunk(period: str, chunk: int) -> list[Row]:
    content = objects.read(_name(period, chunk))
    return msgspec.json.decode(content, type=list[Row]) if content else []


def _name(period: str, chunk: int) -> str:
    return f"lottery/{period}/results-{chunk:05d}.json"


def _finder(period: str, digits: str) -> str:
    return f"lottery/{period}/results-of-{digits}.json"
