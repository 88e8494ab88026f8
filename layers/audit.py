"""The log of what staff do: appended with the change itself, sealed so that tampering is found.

Entries stand in 16 chains. Each entry's seal is an HMAC over the entry and the seal before it, each
chain's head counts its entries, and a regular job seals all heads together in a chain of seals of
its own. Whoever changes, removes or reorders entries without the audit key breaks a seal; whoever
restores an older head breaks the next seal of heads. `python -m local.audit verify` checks all of it.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.pagination import ResultIterator

from layers import clock, keys
from layers.keys import DataKey, Purpose
from layers.observability import logger
from layers.platform import PlatformItem
from layers.tables import shard_of
from layers.transaction import ConditionFailed, Put, Step, commit, new

CHAINS = 16
_FIRST_SEAL = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did: ids and codes only, never personal data."""

    actor: str
    action: str
    subject: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """From one ISO instant to another, both included; by default all time."""

    since: str = "0"
    until: str = "A"


class StoredEntry(PlatformItem):
    """An entry as it stands in its chain. `content` is its canonical JSON, the text that is sealed."""

    content = UnicodeAttribute()
    sequence = NumberAttribute()
    key_version = NumberAttribute()
    seal = UnicodeAttribute()


class Head(PlatformItem):
    """A chain's newest entry: how many there are, and the last seal."""

    sequence = NumberAttribute(default=0)
    seal = UnicodeAttribute(default=_FIRST_SEAL)


class HeadsSeal(PlatformItem):
    """All heads at one moment, sealed together with the seal of heads before."""

    content = UnicodeAttribute()
    key_version = NumberAttribute()
    seal = UnicodeAttribute()


class _Raced(Exception):
    """Another entry was appended to the chain in between."""


def append(entry: Entry, *steps: Step) -> None:
    """Write the steps and the entry that tells of them in one transaction.

    Raises what the steps refuse with. An entry lost to a race is appended again behind the winner's.
    """
    while True:
        head = _head(shard_of(entry.actor, CHAINS))
        try:
            return commit(*steps, *_appending(entry, head))
        except _Raced:
            continue


def by_actor(actor: str, span: Span, limit: int, after: dict[str, Any] | None) -> ResultIterator[StoredEntry]:
    """Return an actor's entries in a span of time, newest first, behind a key."""
    return _listed(StoredEntry.by_first, f"ACTOR#{actor}", span, limit, after)


def by_subject(
    subject: str, span: Span, limit: int, after: dict[str, Any] | None
) -> ResultIterator[StoredEntry]:
    """Return the entries about a subject in a span of time, newest first, behind a key."""
    return _listed(StoredEntry.by_second, f"SUBJECT#{subject}", span, limit, after)


def everything(span: Span, limit: int, after: dict[str, Any] | None) -> list[StoredEntry]:
    """Return everybody's entries in a span of time, newest first, behind a `position`.

    Reads up to `limit` entries from each of the 16 chains.
    """
    last = after["sk"] if after else f"{span.until}~"  # behind all sort keys of that instant
    found = [
        entry
        for chain in range(CHAINS)
        for entry in StoredEntry.query(
            f"AUDIT#{chain:02d}",
            StoredEntry.sk.between(span.since, last),
            scan_index_forward=False,
            limit=limit + 1,
            consistent_read=True,
        )
        if after is None or _order(entry) < (after["sk"], after["pk"])
    ]
    return sorted(found, key=_order, reverse=True)[:limit]


def position(entry: StoredEntry) -> dict[str, Any]:
    """Return where an entry stands among everybody's."""
    return {"sk": entry.sk, "pk": entry.pk}


def seal_heads() -> None:
    """Seal all chains' heads together; harmless when another process does the same at the same time."""
    before = _last_heads_seal()
    content = msgspec.json.encode([[head.sequence, head.seal] for head in map(_head, range(CHAINS))]).decode()
    if before and before.content == content:
        return
    key = keys.current(Purpose.AUDIT)
    item = HeadsSeal("AUDITSEAL", f"{int(before.sk) + 1 if before else 1:012d}")
    item.content = content
    item.moment = clock.to_iso(clock.now())
    item.key_version = key.version
    item.seal = _seal(key, before.seal if before else _FIRST_SEAL, content)
    try:
        commit(new(item))
    except ConditionFailed:
        return  # somebody else sealed just now
    # An anchor outside the table: who restores the whole table to an older state can't restore the logs.
    logger.info("audit heads sealed", number=item.sk, seal=item.seal)


def faults() -> Iterator[str]:
    """Yield a sentence for everything that was changed, removed or put back; nothing means untouched.

    What is appended meanwhile is no fault: seals of heads are read before heads, heads before entries.
    """
    seals = list(HeadsSeal.query("AUDITSEAL", consistent_read=True))
    chains: list[list[str]] = []
    for chain in range(CHAINS):
        head = _head(chain)
        entries = list(StoredEntry.query(f"AUDIT#{chain:02d}", StoredEntry.sk < "A", consistent_read=True))
        yield from _chain_faults(chain, entries)
        yield from _head_faults(chain, head, entries)
        chains.append([entry.seal for entry in entries])
    yield from _heads_seal_faults(seals, chains)


def size() -> tuple[int, int]:
    """Return how many entries there are, and in how many chains."""
    heads = [int(_head(chain).sequence) for chain in range(CHAINS)]
    return sum(heads), sum(1 for head in heads if head)


def _chain_faults(chain: int, entries: list[StoredEntry]) -> Iterator[str]:
    before = _FIRST_SEAL
    for number, entry in enumerate(entries, 1):
        if entry.sequence != number:
            yield f"chain {chain}: entry {number} is missing, entry {entry.sequence} stands in its place"
            return
        if not (_sealed(entry, before) and _filed(entry)):
            yield f"chain {chain}: entry {number} ({entry.sk}) was changed"
        before = entry.seal


def _head_faults(chain: int, head: Head, entries: list[StoredEntry]) -> Iterator[str]:
    count = int(head.sequence)
    if count and [entry.seal for entry in entries[count - 1 : count]] != [head.seal]:
        yield f"chain {chain}: its head counts {count} entries, the last of which is gone or was replaced"
    elif int(_head(chain).sequence) < len(entries):
        yield f"chain {chain}: its head counts fewer than the {len(entries)} entries that are there"


def _heads_seal_faults(seals: list[HeadsSeal], chains: list[list[str]]) -> Iterator[str]:
    before = _FIRST_SEAL
    for number, stored in enumerate(seals, 1):
        if int(stored.sk) != number or not _sealed(stored, before):
            yield f"seal of heads {number} is missing or was changed"
            return
        before = stored.seal
        for chain, (count, seal) in enumerate(msgspec.json.decode(stored.content)):
            if count and chains[chain][count - 1 : count] != [seal]:
                yield f"chain {chain}: entry {count}, sealed at {stored.moment}, is gone or was replaced"


def _listed(
    index: Any, key: str, span: Span, limit: int, after: dict[str, Any] | None
) -> ResultIterator[StoredEntry]:
    within = StoredEntry.moment.between(span.since, span.until)
    found: ResultIterator[StoredEntry] = index.query(
        key, within, scan_index_forward=False, limit=limit, last_evaluated_key=after
    )
    return found


def _order(entry: StoredEntry) -> tuple[str, str]:
    return entry.sk, entry.pk


def _head(chain: int) -> Head:
    key = (f"AUDIT#{chain:02d}", "HEAD")
    return Head.find(*key) or Head(*key)


def _last_heads_seal() -> HeadsSeal | None:
    return next(
        iter(HeadsSeal.query("AUDITSEAL", scan_index_forward=False, limit=1, consistent_read=True)),
        None,
    )


def _appending(entry: Entry, head: Head) -> list[Step]:
    # A chain's instants never go back, even where two machines' clocks differ: order is sequence.
    at = max(clock.to_iso(clock.now()), head.moment or "")
    sequence = int(head.sequence) + 1
    key = keys.current(Purpose.AUDIT)
    stored = StoredEntry(head.pk, f"{at}#{sequence:012d}")
    stored.content = msgspec.json.encode({**asdict(entry), "at": at}, order="deterministic").decode()
    stored.sequence, stored.moment, stored.key_version = sequence, at, key.version
    stored.first, stored.second = f"ACTOR#{entry.actor}", f"SUBJECT#{entry.subject}"
    stored.seal = _seal(key, head.seal, stored.content)
    after = Head(head.pk, head.sk, sequence=sequence, seal=stored.seal, moment=at)
    unmoved = Head.seal == head.seal if head.sequence else Head.pk.does_not_exist()
    return [Put(item=after, condition=unmoved, otherwise=_Raced), new(stored, _Raced)]


def _seal(key: DataKey, before: str, content: str) -> str:
    return hmac.new(key.secret, f"{before}\n{content}".encode(), hashlib.sha256).hexdigest()


def _sealed(stored: StoredEntry | HeadsSeal, before: str) -> bool:
    try:
        key = keys.of_version(Purpose.AUDIT, int(stored.key_version))
    except KeyError:
        return False
    return hmac.compare_digest(stored.seal, _seal(key, before, stored.content))


def _filed(entry: StoredEntry) -> bool:
    """Tell whether an entry stands under the keys that its content says, where a search finds it."""
    content = msgspec.json.decode(entry.content)
    at, actor, subject = content["at"], content["actor"], content["subject"]
    expected = (f"{at}#{int(entry.sequence):012d}", at, f"ACTOR#{actor}", f"SUBJECT#{subject}")
    return (entry.sk, entry.moment, entry.first, entry.second) == expected
