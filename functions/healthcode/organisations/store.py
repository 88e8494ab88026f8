"""Organisations, their members and what they declare, in their table."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.healthcode.organisations.errors import NoSuchBatch, NoSuchMember, NoSuchOrganisation
from functions.healthcode.organisations.membership import MemberState, OrganisationState
from functions.healthcode.organisations.sheets import Line, RefusedRow
from functions.healthcode.organisations.tables import Batch, Chunk, Member, Organisation, Refused
from layers import clock, privacy
from layers.i18n import Language
from layers.transaction import Delete, Put, Step, Update, commit, new

_BATCHES = "BATCHES"
_KEPT = timedelta(days=30)
"""How long it can be seen what became of a batch."""

_CHUNK = 50
"""Rows that are written between two notes of how far the batch is."""

_REFUSED = 500


# Organisations


def find(organisation: str) -> Organisation:
    """Return an organisation; raises NoSuchOrganisation."""
    if found := Organisation.find(_partition(organisation), "ORGANISATION"):
        return found
    raise NoSuchOrganisation


def draft(account: str, region: str, now: datetime) -> Organisation:
    """Return an unwritten organisation that waits; name, credit code and address are missing."""
    item = Organisation(_partition(secrets.token_hex(8)), "ORGANISATION", account=account, region=region)
    item.enrolled_at, item.revision = clock.to_iso(now), 1
    item.other, item.place_in_other = _own(account), item.enrolled_at
    _list(item, OrganisationState.WAITING, now)
    return item


def deciding(item: Organisation, state: OrganisationState, now: datetime) -> Step:
    """Return the step that writes an organisation in another state; ConditionFailed where it went on."""
    unmoved = Organisation.revision == item.revision
    item.revision = item.revision + 1
    _list(item, state, now)
    return Put(item=item, condition=unmoved)


def in_state(
    state: OrganisationState, after: dict[str, Any] | None, limit: int
) -> "ResultIterator[Organisation]":
    """Return organisations in a state, the longest in it first, behind a key."""
    return Organisation.by_list.query(f"ORGANISATIONS#{state}", last_evaluated_key=after, limit=limit)


def of_account(account: str) -> list[Organisation]:
    """Return an account's organisations; a moment old at most."""
    return list(Organisation.by_other.query(_own(account)))


# Members


def member(organisation: str, person: str) -> Member:
    """Return how somebody stands to an organisation; raises NoSuchMember."""
    if found := Member.find(_partition(organisation), f"MEMBER#{person}"):
        return found
    raise NoSuchMember


def joining(batch: Batch, person: str, name: str, state: MemberState, now: datetime) -> Step:
    """Return the step that writes somebody whom a batch names; ConditionFailed where they stand there."""
    item = Member(_partition(batch.organisation), f"MEMBER#{person}", state=state, batch=batch.id)
    item.since = clock.to_iso(now)
    item.name = privacy.seal(name, item.owner)
    item.other, item.place_in_other = f"MEMBER#{person}", item.since
    return new(item)


def turning(item: Member, state: MemberState, now: datetime) -> Step:
    """Return the step that changes how somebody stands; ConditionFailed where that changed meanwhile."""
    actions = [Member.state.set(state), Member.since.set(clock.to_iso(now))]
    return Update(item=item, actions=actions, condition=Member.state == item.state)


def removing(item: Member) -> Step:
    """Return the step that removes somebody from a list; ConditionFailed where they stand otherwise now."""
    return Delete(item=item, condition=Member.state == item.state)


def name(item: Member) -> str:
    """Return somebody's name as the organisation wrote it."""
    return privacy.unseal(item.name, item.owner, str)


def members(organisation: str) -> Iterator[Member]:
    """Yield all whom an organisation declared."""
    return iter(Member.query(_partition(organisation), Member.sk.startswith("MEMBER#")))


def page_of_members(organisation: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Member]":
    """Return some of those whom an organisation declared, behind a key."""
    mine = Member.sk.startswith("MEMBER#")
    return Member.query(_partition(organisation), mine, last_evaluated_key=after, limit=limit)


def of_person(person: str) -> list[Member]:
    """Return how somebody stands to organisations; a moment old at most."""
    return list(Member.by_other.query(f"MEMBER#{person}"))


# Batches


def add_batch(
    organisation: str, language: Language, good: Sequence[Line], refused: Sequence[RefusedRow], now: datetime
) -> Batch:
    """Write people declared together, the batch itself last, so that it is never seen in part."""
    item = Batch(_partition(organisation), f"BATCH#{secrets.token_hex(8)}", language=language)
    item.sent_at, item.expires_at = clock.to_iso(now), now + _KEPT
    item.total, item.refused = len(good) + len(refused), len(refused)
    some = [good[start : start + _CHUNK] for start in range(0, len(good), _CHUNK)]
    item.chunks = len(some)
    for number, lines in enumerate(some):
        chunk = Chunk(item.pk, f"{item.sk}#{number:05d}", expires_at=item.expires_at)
        chunk.rows = privacy.seal(lines, chunk.owner)
        commit(Put(item=chunk))
    for start in range(0, len(refused), _REFUSED):
        commit(_refusing(item, f"{start:05d}", refused[start : start + _REFUSED]))
    if some:
        item.list, item.place_in_list = _BATCHES, f"{item.sent_at}#{item.id}"
    commit(new(item))
    return item


def find_batch(organisation: str, batch: str) -> Batch:
    """Return a batch as it is now; raises NoSuchBatch."""
    if found := Batch.find(_partition(organisation), f"BATCH#{batch}"):
        return found
    raise NoSuchBatch


def waiting(limit: int) -> list[Batch]:
    """Return batches that aren't done, the longest waiting first."""
    found = Batch.by_list.query(_BATCHES, limit=limit)
    return Batch.find_all((str(item.pk), str(item.sk)) for item in found)


def lines(batch: Batch) -> list[Line]:
    """Return the rows of a batch that are next."""
    chunk = Chunk.find(*_next(batch))
    return privacy.unseal(chunk.rows, chunk.owner, list[Line]) if chunk else []


def advancing(batch: Batch, counted: dict[str, int], refused: Sequence[RefusedRow]) -> list[Step]:
    """Return the steps that note what became of a batch's next rows; ConditionFailed where that is noted."""
    actions = [Batch.chunk.add(1), *(getattr(Batch, what).add(number) for what, number in counted.items())]
    if batch.chunk + 1 >= batch.chunks:
        actions += [Batch.list.remove(), Batch.place_in_list.remove()]
    here = Batch.chunk == batch.chunk
    late = [_refusing(batch, f"late-{int(batch.chunk):05d}", refused)] if refused else []
    return [
        Update(item=batch, actions=actions, condition=here),
        Delete(item=Chunk(*_next(batch))),
        *late,
    ]


def dropping(batch: Batch) -> Step:
    """Return the step after which nobody goes on with a batch; its rows end with its time."""
    return Update(item=batch, actions=[Batch.list.remove(), Batch.place_in_list.remove()])


def refused(batch: Batch) -> Iterable[RefusedRow]:
    """Return a batch's rows that were not taken, in order of their numbers."""
    parts = Refused.query(batch.pk, Refused.sk.startswith(f"{batch.sk}#REFUSED#"))
    rows = [row for part in parts for row in msgspec.json.decode(part.rows, type=list[RefusedRow])]
    return sorted(rows, key=lambda row: row.row)


def _refusing(batch: Batch, part: str, rows: Sequence[RefusedRow]) -> Step:
    item = Refused(batch.pk, f"{batch.sk}#REFUSED#{part}", expires_at=batch.expires_at)
    item.rows = msgspec.json.encode(rows).decode()
    return Put(item=item)


def _next(batch: Batch) -> tuple[str, str]:
    return str(batch.pk), f"{batch.sk}#{int(batch.chunk):05d}"


def _list(item: Organisation, state: OrganisationState, now: datetime) -> None:
    item.state = state
    item.list, item.place_in_list = f"ORGANISATIONS#{state}", f"{clock.to_iso(now)}#{item.id}"


def _partition(organisation: str) -> str:
    return f"ORGANISATION#{organisation}"


def _own(account: str) -> str:
    return f"ACCOUNT#{account}"
