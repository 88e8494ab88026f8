"""Approximate live counts that everybody touches: sharded counters in fixed windows, cheap to read."""

import secrets
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute

from layers.platform import PlatformItem
from layers.transaction import Update, commit

_SHARDS = 8


class Reading(PlatformItem):
    """One shard's count in a window. See `layers.platform` for its key format."""

    number = NumberAttribute()


def add(name: str, window: timedelta, now: datetime) -> None:
    """Count one in the current window. One write, to one of 8 shards."""
    start = _start(window, now)
    item = Reading(f"GAUGE#{name}#{start}", str(secrets.randbelow(_SHARDS)))
    end = datetime.fromtimestamp(start, now.tzinfo) + 3 * window
    commit(Update(item=item, actions=[Reading.number.add(1), Reading.expires_at.set(end)]))


def recent(name: str, window: timedelta, now: datetime) -> int:
    """Return what was counted in the current window and the one before. Two queries of at most 8 items."""
    start = _start(window, now)
    step = int(window.total_seconds())
    return sum(
        int(shard.number) for at in (start, start - step) for shard in Reading.query(f"GAUGE#{name}#{at}")
    )


def _start(window: timedelta, now: datetime) -> int:
    seconds = int(window.total_seconds())
    return int(now.timestamp()) // seconds * seconds
