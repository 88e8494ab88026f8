"""Facts that one person proposes and another decides on: what makes red, what releases, what takes back (H3).

Each is about one person and names its evidence. There is no way to propose or decide many at once.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any

from pynamodb.pagination import ResultIterator

from functions.healthcode import recording, store, tallies
from functions.healthcode.errors import (
    AlreadyWithdrawn,
    NoSuchFact,
    NoSuchProposal,
    NotYours,
    ProposalDecided,
)
from functions.healthcode.facts import KINDS_OF, Fact, FactKind, Source, counts
from functions.healthcode.recording import NOTHING, Extra, Origin, Outcome, Second, Stated
from functions.healthcode.second_person import require_another
from functions.healthcode.tables import Proposal
from layers import clock, privacy
from layers.audit import Entry
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.principals import Staff
from layers.transaction import Step, Update, new

LIST = "PROPOSALS"


class State(StrEnum):
    """A proposal waits, then ends in one of the others."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    RETRACTED = "retracted"


def propose(
    person: str, origin: Origin, stated: Stated, now: datetime, *, withdraws: str = "", extra: Extra = NOTHING
) -> str:
    """Propose a fact about a person and return the proposal's id; a repetition returns the first one's.

    Raises NoCode, NotYours, InvalidInput without evidence, and for what is to be withdrawn NoSuchFact,
    AlreadyWithdrawn.
    """
    if stated.kind not in KINDS_OF[origin.source]:
        raise NotYours
    if not stated.evidence.strip():
        raise InvalidInput([FieldFault("evidence", "required")])
    holder = store.holder(person)
    if withdraws or stated.kind is FactKind.WITHDRAWAL:
        require_standing(store.facts(person), withdraws)

    item = _item(person, origin, stated, now)
    item.region, item.withdraws = holder.region, withdraws
    entry = Entry(
        origin.recorder,
        "health.propose",
        f"person:{person}",
        {"proposal": identifier(item), "kind": stated.kind, "withdraws": withdraws},
    )
    with suppress(store.Recorded):
        apply(new(item, store.Recorded), *extra.steps, tell=extra.tell, record=extra.entry or entry)
    return identifier(item)


def decide(proposal: str, caller: Staff, now: datetime, *, approved: bool, reason: str) -> None:
    """Approve or refuse a proposal; raises NoSuchProposal, OutOfRegion, ProposalDecided.

    Raises SamePerson for the proposer, and for whoever keeps the code that it is about.
    """
    item = find(proposal)
    caller.require_region(item.region)
    if item.state != State.OPEN:
        raise ProposalDecided
    require_another(caller, {item.proposer, *(store.holder(item.person).keepers or ())})
    if approved:
        _approve(item, caller.id, reason, now)
    else:
        _close(item, State.REFUSED, caller.id, reason, now)


def retract(proposal: str, caller: Staff, now: datetime) -> None:
    """Take a proposal back; raises NoSuchProposal, OutOfRegion, ProposalDecided."""
    item = find(proposal)
    caller.require_region(item.region)
    _close(item, State.RETRACTED, caller.id, "", now)


def find(proposal: str) -> Proposal:
    """Return a proposal; raises NoSuchProposal."""
    if found := Proposal.find(f"PROPOSAL#{proposal}", "PROPOSAL"):
        return found
    raise NoSuchProposal


def identifier(item: Proposal) -> str:
    """Return a proposal's id."""
    return str(item.pk).removeprefix("PROPOSAL#")


def waiting(after: dict[str, Any] | None, limit: int) -> "ResultIterator[Proposal]":
    """Return the proposals that wait, the longest waiting first, behind a key."""
    return Proposal.by_list.query(LIST, last_evaluated_key=after, limit=limit)


def require_standing(facts: Sequence[Fact], identifier: str) -> Fact:
    """Return the fact that is to be taken back; raises NoSuchFact, AlreadyWithdrawn."""
    found = [fact for fact in facts if fact.id == identifier]
    if not found:
        raise NoSuchFact
    withdrawn = {fact.withdraws for fact in facts if counts(fact)}
    if found[0].id in withdrawn or found[0].kind is FactKind.WITHDRAWAL:
        raise AlreadyWithdrawn
    return found[0]


def _item(person: str, origin: Origin, stated: Stated, now: datetime) -> Proposal:
    # The same submission is the same proposal, however often a device sends it.
    digest = hashlib.sha256(f"{person}|{origin.submission}|{stated.kind}".encode()).hexdigest()
    item = Proposal(f"PROPOSAL#{digest[:32]}", "PROPOSAL", person=person)
    item.kind, item.at, item.evidence = stated.kind, clock.to_iso(stated.at), stated.evidence
    item.source, item.place, item.listing = origin.source, origin.place, origin.listing
    item.proposer, item.proposed_at = origin.recorder, clock.to_iso(now)
    item.state, item.list, item.place_in_list = State.OPEN, LIST, item.proposed_at
    if stated.details is not None:
        item.details = privacy.seal(stated.details, item.owner)
    return item


def _approve(item: Proposal, approver: str, reason: str, now: datetime) -> None:
    outcome = _recorded(item, approver, reason, now)
    if outcome.repeated:
        raise ProposalDecided


def _recorded(item: Proposal, approver: str, reason: str, now: datetime) -> Outcome:
    kind = FactKind(item.kind)
    at = now if kind is FactKind.WITHDRAWAL else clock.from_iso(item.at)
    details = privacy.unseal(item.details, item.owner, Any) if item.details else None
    origin = Origin(
        source=Source(item.source),
        recorder=item.proposer,
        client=f"proposal:{identifier(item)}",
        place=item.place,
        listing=item.listing,
    )
    return recording.record(
        item.person,
        origin,
        [Stated(kind=kind, at=at, evidence=item.evidence, details=details)],
        now,
        extra=Extra(
            [*_closing(item, State.APPROVED, approver, reason, now)],
            entry=_entry(item, State.APPROVED, approver),
        ),
        second=Second(approver, item.withdraws),
    )


def _close(item: Proposal, state: State, by: str, reason: str, now: datetime) -> None:
    apply(*_closing(item, state, by, reason, now), record=_entry(item, state, by))


def _closing(item: Proposal, state: State, by: str, reason: str, now: datetime) -> list[Step]:
    actions = [
        Proposal.state.set(state),
        Proposal.decided_by.set(by),
        Proposal.decided_at.set(clock.to_iso(now)),
        Proposal.reason.set(reason),
        Proposal.list.remove(),
        Proposal.place_in_list.remove(),
    ]
    still_open = Proposal.state == State.OPEN
    return [
        Update(item=item, actions=actions, condition=still_open, otherwise=ProposalDecided()),
        tallies.public(item.person, clock.local_date(now), f"proposal.{state}"),
    ]


def _entry(item: Proposal, state: State, by: str) -> Entry:
    details = {"proposal": identifier(item), "kind": item.kind, "withdraws": item.withdraws}
    return Entry(by, f"health.{state}", f"person:{item.person}", details)
