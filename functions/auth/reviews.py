"""What staff decide about people the rules can't judge (I7): see the queue, look, approve or reject."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.auth import store_households as households
from functions.auth.errors import NoSuchReview, ReviewChanged
from functions.auth.ids import AccountId
from functions.auth.records import Remark
from functions.auth.review import Declaration, ReviewField, ReviewState
from functions.auth.store_households import Stored
from functions.auth.tables import Cohabitant, Member
from functions.auth.verdicts import Verdict
from layers import audit, changes, clock, masks, outbox
from layers.audit import Entry
from layers.observability import count
from layers.paging import Page, PageQuery, page, start
from layers.principals import Staff
from layers.transaction import ConditionFailed, Put

COUNTED = 1000
"""At most so many of a queue are counted."""


class StaffReason(StrEnum):
    """Why staff reject a field."""

    DIFFERS_FROM_DOCUMENT = "DIFFERS_FROM_DOCUMENT"
    UNREADABLE = "UNREADABLE"
    PROOF_MISSING = "PROOF_MISSING"
    PROOF_INSUFFICIENT = "PROOF_INSUFFICIENT"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"


@dataclass(frozen=True, slots=True)
class Case:
    """A declaration under review, with what the rules left open; `relation` is a cohabitant's."""

    account: AccountId
    member: str
    revision: int
    verdict: Verdict
    declaration: Declaration
    destination: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What staff say of a declaration at one revision; no failures means approved."""

    revision: int
    failures: Sequence[tuple[ReviewField, StaffReason]]


def waiting(staff: Staff, region: str, query: PageQuery) -> Page[Member]:
    """Return who waits for review in a region and below, the longest waiting first; raises OutOfRegion."""
    staff.require_region(region)
    place = f"reviews:{region}"
    entries = page(
        households.queue(region, start(query.cursor, place), query.limit), lambda entry: entry, place
    )
    return Page(households.waiting(entries.items), entries.next)


def number_waiting(staff: Staff, region: str) -> int:
    """Return how many wait for review in a region and below, `COUNTED` at most; raises OutOfRegion."""
    staff.require_region(region)
    return households.queue_length(region, COUNTED)


def show(staff: Staff, account: AccountId, member: str) -> Case:
    """Return a case, to be shown masked; raises NoSuchReview, OutOfRegion, ReviewChanged."""
    return _case(*_waiting(staff, account, member))


def reveal(staff: Staff, account: AccountId, member: str, reason: str) -> Case:
    """Return a case, to be shown in full; that is recorded. Raises what `show` does."""
    case = show(staff, account, member)
    details = {"member": member, "reason": reason}
    audit.append(Entry(staff.id, "reviews.reveal", f"account:{account}", details))
    return case


def decide(staff: Staff, account: AccountId, member: str, decision: Decision) -> None:
    """Approve or reject what was read at a revision, and tell the resident.

    Raises NoSuchReview, OutOfRegion, and ReviewChanged where it was edited or decided since.
    """
    stored, item = _waiting(staff, account, member)
    if item.revision != decision.revision:
        raise ReviewChanged

    remarks = tuple(Remark(field, reason) for field, reason in decision.failures)
    state = ReviewState.REJECTED if remarks else ReviewState.APPROVED
    verdict = Verdict(state, remarks, clock.from_iso(item.submitted_at), staff.id)
    details = {"member": member, "revision": decision.revision, "state": state}
    details["failures"] = [f"{remark.field}:{remark.reason}" for remark in remarks]
    record = Entry(staff.id, "reviews.decide", f"account:{account}", details)

    try:
        changes.apply(
            *households.decided(item, verdict),
            households.touch(stored),
            tell=[_notice(stored, item, verdict)],
            record=record,
        )
    except ConditionFailed as error:
        raise ReviewChanged from error
    count(f"review_{state.lower()}")


def _waiting(staff: Staff, account: AccountId, member: str) -> tuple[Stored, Member]:
    stored = households.find(account)
    if stored is None or stored.profile is None:
        raise NoSuchReview
    staff.require_region(stored.profile.destination)
    item = households.member(stored, member)
    if item.review != ReviewState.PENDING:
        raise ReviewChanged
    return stored, item


def _case(stored: Stored, item: Member) -> Case:
    relation = households.cohabitant_fields(item).relation if isinstance(item, Cohabitant) else ""
    return Case(
        account=stored.id,
        member=households.member_id(item),
        revision=int(item.revision),
        verdict=households.verdict(item),
        declaration=households.declaration(item),
        destination=stored.profile.destination if stored.profile else "",
        relation=relation,
    )


def _notice(stored: Stored, item: Member, said: Verdict) -> Put:
    template = "review_approved" if said.state is ReviewState.APPROVED else "review_rejected"
    name = masks.name(households.declaration(item).name)
    message = f"review-{stored.id}-{households.member_id(item)}-{int(item.revision)}"
    return outbox.notice(message, template, households.contact(stored), name=name)
