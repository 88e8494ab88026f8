"""Alarms about a recorder, place or list that makes suspiciously many people's colour worse (H3)."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from pynamodb.pagination import ResultIterator

from functions.healthcode import tallies, turns
from functions.healthcode.errors import AlarmAcknowledged, NoSuchAlarm
from functions.healthcode.policies import AlarmPolicy
from functions.healthcode.second_person import require_another
from functions.healthcode.tables import Alarm
from functions.healthcode.turns import By
from layers import clock, policy
from layers.audit import Entry
from layers.changes import apply
from layers.i18n import Language
from layers.outbox import Contact, notice
from layers.principals import Staff
from layers.transaction import Update, new

_PARTITION = "ALARMS"


class _Raised(Exception):
    """The alarm was raised before."""


def check(now: datetime) -> int:
    """Raise what is to be raised, each once a date; returns how many.

    Every change counts in its own transaction, so that nothing is missed by a check that comes late.
    """
    rules, today = policy.get(AlarmPolicy), clock.local_date(now)
    limits = {By.RECORDER: rules.by_recorder, By.PLACE: rules.by_place, By.LISTING: rules.by_listing}
    found = turns.sums(today, rules.days)
    many = {each: number for each, number in found.items() if number >= limits[each[0]]}
    return sum(_raised(by, subject, number, today, now) for (by, subject), number in many.items())


def listed(after: dict[str, Any] | None, limit: int) -> "ResultIterator[Alarm]":
    """Return alarms, the newest first, behind a key."""
    return Alarm.query(_PARTITION, scan_index_forward=False, last_evaluated_key=after, limit=limit)


def acknowledge(alarm: str, caller: Staff, note: str, now: datetime) -> None:
    """Note what somebody found out about an alarm; raises NoSuchAlarm, AlarmAcknowledged, SamePerson."""
    item = Alarm.find(_PARTITION, alarm)
    if item is None:
        raise NoSuchAlarm
    require_another(caller, {item.subject})
    actions = [
        Alarm.acknowledged_by.set(caller.id),
        Alarm.acknowledged_at.set(clock.to_iso(now)),
        Alarm.note.set(note),
    ]
    first = Alarm.acknowledged_by.does_not_exist()
    step = Update(item=item, actions=actions, condition=first, otherwise=AlarmAcknowledged())
    details = {"by": item.by, "subject": item.subject}
    apply(step, record=Entry(caller.id, "health.alarm", f"alarm:{alarm}", details))


def _raised(by: By, subject: str, number: int, today: date, now: datetime) -> bool:
    digest = hashlib.sha256(f"{by}#{subject}".encode()).hexdigest()[:16]
    name = f"{today.isoformat()}-{digest}"
    item = Alarm(_PARTITION, name, by=by, subject=subject, number=number, raised_at=clock.to_iso(now))
    told = notice(f"alarm:{name}", "health_alarm", _duty(), **_values(by, subject, number))
    with suppress(_Raised):
        apply(new(item, _Raised), tallies.public(subject, today, f"alarm.{by}"), tell=[told])
        return True
    return False


def _duty() -> Contact:
    return Contact(Language.ZH_HANS, "", policy.get(AlarmPolicy).mail)


def _values(by: By, subject: str, number: int) -> Mapping[str, object]:
    return {"by": by, "subject": subject, "number": number}
