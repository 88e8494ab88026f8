"""Who looked a person up, where and why: kept for the person to see."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from pynamodb.pagination import ResultIterator

from functions.healthcode import store
from functions.healthcode.tables import LookItem
from layers import clock
from layers.transaction import Step, new

_KEPT = timedelta(days=365)


def noted(person: str, *, by: str, place: str, name: str, reason: str, now: datetime) -> Step:
    """Return the step that notes a look; commit it before anything of the person is shown.

    `by` is an account or a member of staff, `place` what kind of place it is, `name` the place's name.
    """
    at = clock.to_iso(now)
    item = LookItem(store.partition(person), f"LOOK#{at}#{secrets.token_hex(4)}", at=at)
    item.by, item.place, item.name, item.reason = by, place, name, reason
    item.expires_at = now + _KEPT
    return new(item)


def of_person(person: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[LookItem]":
    """Return the looks at a person, the newest first, behind a key."""
    return LookItem.query(
        store.partition(person),
        LookItem.sk.startswith("LOOK#"),
        scan_index_forward=False,
        last_evaluated_key=after,
        limit=limit,
    )
