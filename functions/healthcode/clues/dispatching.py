"""Who answers for a clue: its grid's staff, told by SMS; unanswered in time, those of the region above."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from functions.admin import service as admin
from functions.healthcode.clues import store
from functions.healthcode.clues.errors import ClueMoved
from functions.healthcode.clues.matters import State
from functions.healthcode.clues.policies import CluePolicy
from functions.healthcode.clues.tables import Clue
from layers import clock, i18n, policy
from layers.changes import apply
from layers.outbox import Contact, notice
from layers.principals import CITY
from layers.transaction import Step

HANDLE = "clues.handle"
"""The permission of those who answer for clues."""

_AT_ONCE = 100


def send(item: Clue, region: str, now: datetime) -> Sequence[Step]:
    """Make the nearest staff from a region upwards answer for a clue, and return the messages to them."""
    responsible, contacts = admin.on_duty(region, HANDLE)
    due = now + timedelta(hours=policy.get(CluePolicy).answer_hours)
    item.due = clock.to_iso(due)
    store.listed(item, responsible)
    return [_message(item, number, contact) for number, contact in enumerate(contacts)]


def escalate(now: datetime) -> int:
    """Send clues that nobody answered in time to the region above, each once; returns how many."""
    return sum(_escalated(item, now) for item in store.overdue(now, _AT_ONCE))


def _escalated(item: Clue, now: datetime) -> bool:
    if not State(item.state).open or item.region == CITY or item.due > clock.to_iso(now):
        return False  # answered since the list was read
    before = item.region
    item.sendings += 1
    messages = send(item, _above(before), now)
    with suppress(ClueMoved):
        apply(*store.moving(item, store.ESCALATED, before, "", now), tell=messages)
        return True
    return False


def _above(region: str) -> str:
    found = admin.find(region)
    return (found.parent if found else None) or CITY


def _message(item: Clue, number: int, contact: Contact) -> Step:
    found = admin.find(item.place)
    return notice(
        f"clue:{item.number}:{int(item.sendings)}:{number}",
        "health_clue",
        contact,
        number=item.number,
        matter=i18n.say(f"clue.{item.matter}", contact.language),
        place=i18n.name(found.names, contact.language) if found else item.place,
        due=clock.from_iso(item.due),
    )
