"""Passes of gates in their table: keys, reads, and the steps that write them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.healthcode import store
from functions.healthcode.scenes.passing import Direction, Result
from functions.healthcode.scenes.tables import Pass, Traffic
from layers import clock, privacy
from layers.tables import shard_of
from layers.transaction import Put, Step, Update

KEPT = timedelta(days=30)

_SHARDS = 16
_MOST = 200
"""Passes of a person that are shown at once."""


class Said(msgspec.Struct, frozen=True):
    """What is sealed in a pass: plate, and what looked suspicious."""

    plate: str
    suspicion: str


def draft(person: str, identifier: str, at: datetime, now: datetime) -> Pass:
    """Return an unwritten pass of a person."""
    item = Pass(store.partition(person), f"PASS#{clock.to_iso(at)}#{identifier}")
    item.at, item.received_at = clock.to_iso(at), clock.to_iso(now)
    item.expires_at = at + KEPT
    return item


def list_at(item: Pass, place: str, at: datetime, identifier: str) -> None:
    """Let an unwritten pass stand in its gate's list of the day."""
    item.list = f"GATE#{place}#{clock.local_date(at).isoformat()}"
    item.place_in_list = f"{clock.to_iso(at)}#{identifier}"


def adding(item: Pass) -> Step:
    """Return the step that writes a pass."""
    return Put(item=item)


def said(item: Pass) -> Said:
    """Return what is sealed in a pass."""
    return privacy.unseal(item.said, item.owner, Said)


def of_person(person: str, since: str) -> Sequence[Pass]:
    """Return a person's passes from an ISO instant on, the newest first."""
    span = Pass.sk.between(f"PASS#{since}", "PASS#~")
    found = Pass.query(store.partition(person), span, scan_index_forward=False, limit=_MOST)
    return list(found)


def of_gate(place: str, day: date, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Pass]":
    """Return a gate's passes of a date, the newest first, behind a key; a moment old at most."""
    return Pass.by_list.query(
        f"GATE#{place}#{day.isoformat()}",
        scan_index_forward=False,
        last_evaluated_key=after,
        limit=limit,
    )


def counted(place: str, region: str, item: Pass) -> Step:
    """Return the step that counts a pass among those of its gate and date."""
    day = clock.local_date(clock.from_iso(item.at)).isoformat()
    traffic = Traffic(f"TRAFFIC#{day}#{shard_of(place, _SHARDS):02d}", place)
    way = Traffic.came if item.direction == Direction.IN else Traffic.left
    number = Traffic.stopped if item.result == Result.STOP else way
    return Update(item=traffic, actions=[number.add(1), Traffic.region.set(region)])


def traffic(day: date) -> dict[str, Counter[str]]:
    """Return by region how many passed its gates on a date (came, left, stopped). 16 queries."""
    sums: dict[str, Counter[str]] = {}
    for shard in range(_SHARDS):
        for item in Traffic.query(f"TRAFFIC#{day.isoformat()}#{shard:02d}"):
            ways = {"came": int(item.came), "left": int(item.left), "stopped": int(item.stopped)}
            sums.setdefault(item.region, Counter()).update(ways)
    return sums
