"""What time and new rules do to colours: found by a sweep, applied once, told once (H2)."""

from datetime import datetime

from functions.healthcode import recording, rulebook, store
from functions.healthcode.colours import Verdict, colour
from functions.healthcode.rulebook import Ruling
from functions.healthcode.rules import Colour
from functions.healthcode.showing import next_look, shown
from functions.healthcode.tables import Holder
from layers import clock
from layers.changes import apply
from layers.transaction import until_fresh


def sweep(now: datetime) -> int:
    """Look again at everybody whose colour can end by today; returns how many it changed.

    Safe to kill and to run twice: a code changes by a condition on its revision, and leaves the date's list.
    """
    today = clock.local_date(now)
    return sum(refresh(person, now) for shard in range(store.SHARDS) for person in store.due(shard, today))


def refresh(person: str, now: datetime) -> bool:
    """Let a code show what its facts say now; tells whether that is another colour."""
    return until_fresh(lambda: _refresh(store.holder(person), now))


def current(holder: Holder, ruling: Ruling, now: datetime) -> Verdict:
    """Return what the facts behind a code say now."""
    settled = store.verdict(holder).settled if holder.rules == ruling.version else None
    return colour(store.facts(store.person_of(holder), settled), ruling.rules, clock.local_date(now))


def _refresh(holder: Holder, now: datetime) -> bool:
    before, ruling = Colour(holder.colour), rulebook.in_force(now)

    verdict = current(holder, ruling, now)
    if _shows(holder, verdict, ruling, now):
        return False
    follows = shown(holder, verdict, ruling, now)
    colours = before, verdict.colour
    entry = recording.recoloured("sweep", store.person_of(holder), colours, ruling.version)

    apply(*follows.steps, tell=follows.tell, record=entry)
    return verdict.colour is not before


def _shows(holder: Holder, verdict: Verdict, ruling: Ruling, now: datetime) -> bool:
    due = next_look(verdict, now)
    listed = holder.due == (due.isoformat() if due else None)
    return listed and verdict == store.verdict(holder) and holder.rules == ruling.version
