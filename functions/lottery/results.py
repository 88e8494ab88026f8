"""The public list of winners (摇号结果公示): masked rows, written once, at publication (L8)."""

import msgspec

from functions.booking.service import Party
from functions.lottery import store
from functions.lottery.draw import Draw
from layers import masks, objects

CHUNK = 500
"""Rows in one object; pages of any size are cut from these."""


class Row(msgspec.Struct, frozen=True):
    """One winner: application number, name and document number, masked, and the date won."""

    number: str
    name: str
    document: str
    day: str


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
    rows = [
        row
        for (day, _), number, party in sorted(winners, key=lambda won: won[0])
        for row in _rows(number, day, party)
    ]
    for start in range(0, len(rows), CHUNK):
        content = msgspec.json.encode(rows[start : start + CHUNK])
        objects.write(_name(period, start // CHUNK), content, "application/json")
    return len(rows)


def read(period: str, first: int, number: int) -> list[Row]:
    """Return `number` rows from the row `first` (counted from 0) on; fewer at the end."""
    chunks = range(first // CHUNK, (first + number - 1) // CHUNK + 1)
    rows = [row for chunk in chunks for row in _chunk(period, chunk)]
    skipped = first - chunks.start * CHUNK
    return rows[skipped : skipped + number]


def _rows(number: str, day: str, party: Party) -> list[Row]:
    masked = masks.application_number(number)
    return [
        Row(masked, masks.name(each.name), masks.document(each.document_number), day)
        for each in party.travellers
    ]


def _chunk(period: str, chunk: int) -> list[Row]:
    content = objects.read(_name(period, chunk))
    return msgspec.json.decode(content, type=list[Row]) if content else []


def _name(period: str, chunk: int) -> str:
    return f"lottery/{period}/results-{chunk:05d}.json"
