"""What staff did with somebody's record, and when they looked at it: for staff, and for the person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from functions.vaccine.stores import records as store_records
from layers import audit
from layers.audit import Span
from layers.principals import Staff

_MOST = 100


@dataclass(frozen=True, slots=True)
class Look:
    """One look or action: when, by which account, at which site where it was at one (`street/site`)."""

    at: datetime
    actor: str
    action: str
    site: str


class _Entry(msgspec.Struct, frozen=True):
    actor: str
    action: str
    at: datetime
    details: dict[str, Any]


def of_record(caller: Staff, number: str) -> list[Look]:
    """Return the last hundred of a record of the caller's region; raises NoSuchRecord, OutOfRegion."""
    caller.require_region(store_records.record(number).item.street)
    return at(number)


def at(number: str) -> list[Look]:
    """Return the last hundred looks at a record, the newest first."""
    entries = audit.by_subject(f"record:{number}", Span(), _MOST, None)
    return [_look(msgspec.json.decode(entry.content, type=_Entry)) for entry in entries]


def _look(entry: _Entry) -> Look:
    return Look(entry.at, entry.actor, entry.action, str(entry.details.get("site", "")))
