"""The daily check-in (健康打卡) and its reminders (H4)."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime

from functions.healthcode import keepers, recording, reports, store
from functions.healthcode.errors import AlreadyCheckedIn
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.policies import HealthPolicy
from functions.healthcode.recording import Origin, Outcome, Stated
from functions.healthcode.records import Said
from functions.healthcode.tables import Holder, Once, Progress
from layers import clock, masks, policy
from layers.changes import apply
from layers.outbox import Already, notice
from layers.transaction import Put, commit


def check_in(account: str, person: str, said: Said, found: Sequence[FactKind], now: datetime) -> Outcome:
    """Check a person in for today; raises NoCode for others' people, AlreadyCheckedIn."""
    keepers.kept(account, person)
    first, *others = reports.checked_in(found)
    stated = [
        Stated(kind=first, at=now, details=said),
        *(Stated(kind=kind, at=now) for kind in others),
    ]
    outcome = recording.record(person, _origin(account, clock.local_date(now)), stated, now)
    if outcome.repeated:
        raise AlreadyCheckedIn
    return outcome


def checked_in(persons: Iterable[str], day: date) -> frozenset[str]:
    """Return which of these people checked in on a date themselves, or through a proxy. One read each."""
    submission = _origin("", day).submission
    found = Once.find_all((store.partition(person), f"ONCE#{submission}") for person in persons)
    return frozenset(store.person_of(item) for item in found)


def remind(now: datetime) -> int:
    """Remind those whose run of days would break tonight, from the policy's time on; returns how many.

    Safe to kill and to run twice: each message has an id of its own for the day.
    """
    today = clock.local_date(now)
    if now < clock.at_local(today, policy.get(HealthPolicy).reminder_at):
        return 0
    return sum(_remind(shard, today) for shard in range(store.SHARDS))


def _remind(shard: int, today: date) -> int:
    progress = Progress.find("SWEEP#reminders", f"{shard:02d}")
    if progress and progress.done == today.isoformat():
        return 0
    people = list(store.not_green(shard))
    missing = set(people) - checked_in(people, today)
    for holder in store.holders(missing):
        _tell(holder, today)
    commit(Put(item=Progress("SWEEP#reminders", f"{shard:02d}", done=today.isoformat())))
    return len(missing)


def _tell(holder: Holder, today: date) -> None:
    details = store.details(holder)
    message_id = f"check-in:{store.person_of(holder)}:{today}"
    with suppress(Already):  # told by an earlier run that was cut short
        apply(tell=[notice(message_id, "health_check_in", details.contact, name=masks.name(details.name))])


def _origin(account: str, day: date) -> Origin:
    return Origin(source=Source.SELF, recorder=account, client=f"check-in:{day.isoformat()}")
