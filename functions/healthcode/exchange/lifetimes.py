"""From when until when each of our keys is good: announced, in use, still accepted, gone (X5). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Made:
    """When a key was made, and when it was withdrawn."""

    at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """From when a key is used here, until when what was made with it is accepted, when it was withdrawn."""

    since: datetime
    until: datetime | None
    withdrawn_at: datetime | None

    def accepted(self, now: datetime) -> bool:
        """Tell whether what was made with the key is accepted, by who knows it before it is used, too."""
        return self.withdrawn_at is None and (self.until is None or now < self.until)

    def used(self, now: datetime) -> bool:
        """Tell whether the key may be used now."""
        return self.since <= now and self.accepted(now)


def lifetimes(keys: Sequence[Made], announced: timedelta, overlap: timedelta) -> list[Lifetime]:
    """Return the lifetimes of keys in the order in which they were made.

    A key is used once it was `announced` for so long; the first at once, and so is the next where the one
    in use is withdrawn. What was made with the one before is accepted for the `overlap` after that.
    """
    begins: list[datetime] = []
    came: list[int] = []
    for place, key in enumerate(keys):
        begin = _begin(key, keys[came[-1]] if came else None, announced)
        begins.append(begin)
        if key.withdrawn_at is None or key.withdrawn_at > begin:
            came.append(place)
    ends = {before: begins[after] + overlap for before, after in pairwise(came)}
    return [
        Lifetime(begin, ends.get(place), key.withdrawn_at)
        for place, (begin, key) in enumerate(zip(begins, keys, strict=True))
    ]


def _begin(key: Made, before: Made | None, announced: timedelta) -> datetime:
    """Return when a key is used for the first time, where `before` was in use before it."""
    if before is None:
        return key.at
    begin = key.at + announced
    return begin if before.withdrawn_at is None else max(key.at, min(begin, before.withdrawn_at))
