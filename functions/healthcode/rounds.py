"""Jobs that go round everybody with a code, a part at a time, and know how far they have come."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec

from functions.healthcode import store
from functions.healthcode.tables import Progress
from layers.transaction import ConditionFailed, Put, commit

_PART = 100
"""How many people are looked at before it is noted how far it has come."""

_RUN = 500
"""How many people one run looks at, about: a minute's schedule must not overtake itself."""

Work = Callable[[Sequence[str]], Counter[str]]
"""Looks at some people and counts something; doing it twice for the same people must be harmless."""


def go_on(name: str, work: Work) -> int:
    """Do some more parts of a round; returns how many people were looked at, 0 once it is done.

    What a part counts is written with how far it has come, so that a part done twice counts once.
    """
    looked_at = 0
    for shard in range(store.SHARDS):
        while looked_at < _RUN and (people := _part(name, shard, work)) is not None:
            looked_at += people
    return looked_at


def counted(name: str) -> tuple[Counter[str], bool]:
    """Return what a round has counted so far, and whether it is done. One query."""
    shards = list(Progress.query(name, consistent_read=True))
    total: Counter[str] = Counter()
    for item in shards:
        total.update(_read(item))
    return total, len(shards) == store.SHARDS and all(item.done for item in shards)


def _part(name: str, shard: int, work: Work) -> int | None:
    """Do the next part of a shard; returns how many people it had, None where none is left."""
    before = Progress.find(name, f"{shard:02d}")
    if before and before.done:
        return None
    last = before.last if before else ""
    people = store.people(shard, last, _PART)
    so_far = (_read(before) if before else Counter()) + work(people)
    after = Progress(name, f"{shard:02d}", last=people[-1] if people else last)
    after.counted = msgspec.json.encode(so_far).decode()
    after.done = "yes" if len(people) < _PART else ""
    unmoved = Progress.last == last if before else Progress.pk.does_not_exist()
    with suppress(ConditionFailed):  # another run did this part
        commit(Put(item=after, condition=unmoved))
    return len(people)


def _read(item: Progress) -> Counter[str]:
    return Counter(msgspec.json.decode(item.counted, type=dict[str, int]))
