"""Failed tries at a secret: the first few are free, then they slow down, then the subject is locked.

Counted for what was tried, whether it exists or not, so that the answer tells nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from layers import clock, policy, privacy
from layers.errors import TooMany
from layers.platform import PlatformItem
from layers.transaction import Put, commit

Tries = Annotated[int, msgspec.Meta(ge=1, le=100)]
LockMinutes = Annotated[int, msgspec.Meta(ge=1, le=24 * 60)]

_FORGOTTEN = timedelta(days=1)


class LockedOut(TooMany, code="locked_out"):
    """Too many failed tries; the next is possible after `retry_after` seconds."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many failures are free, how many lock, and for how long."""

    free: int
    lock_after: int
    lock: timedelta


class PatiencePolicy(policy.Policy, frozen=True):
    """Base of groups about a secret: how many wrong tries are free, how many lock, for how many minutes."""

    free_tries: Tries = 3
    tries_until_lock: Tries = 10
    lock_minutes: LockMinutes = 30

    def patience(self) -> Patience:
        """Return the three as `take` wants them."""
        return Patience(self.free_tries, self.tries_until_lock, timedelta(minutes=self.lock_minutes))


class Attempts(PlatformItem):
    """A subject's failures. See `layers.platform` for its key format."""

    failures = NumberAttribute()
    last = UnicodeAttribute()


def pause(failures: int, patience: Patience) -> timedelta:
    """Return how long after the last failure the next try must wait: nothing, 1, 2, 4 … s, the lock."""
    if failures >= patience.lock_after:
        return patience.lock
    if failures < patience.free:
        return timedelta()
    return timedelta(seconds=1 << (failures - patience.free))


def take(kind: str, subject: str, patience: Patience, now: datetime) -> None:
    """Count a try as failed before it is made; `forget` takes that back when it succeeds.

    Raises LockedOut while the subject has to wait. Of tries at the same moment one goes through, so
    that sending many at once is no way around the waiting. A day without a try forgets them all.
    """
    key = _key(kind, subject)
    stored = Attempts.find(*key)
    failures = int(stored.failures) if stored else 0
    again = clock.from_iso(stored.last) + pause(failures, patience) if stored else now
    if now < again:
        raise LockedOut(retry_after=int((again - now).total_seconds()) + 1)
    item = Attempts(*key, failures=failures + 1, last=clock.to_iso(now), expires_at=now + _FORGOTTEN)
    unmoved = Attempts.failures == failures if stored else Attempts.pk.does_not_exist()
    commit(Put(item=item, condition=unmoved, otherwise=LockedOut(retry_after=1)))


def forget(kind: str, subject: str) -> None:
    """Forget the subject's failures, after it got in or staff unlocked it."""
    Attempts(*_key(kind, subject)).delete()


def _key(kind: str, subject: str) -> tuple[str, str]:
    return f"ATTEMPTS#{kind}#{privacy.lookup_hash('attempts', subject)}", "ATTEMPTS"
