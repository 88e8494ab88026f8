"""What a submission does to a review: judged anew where something reviewed changed, else as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.auth.records import Remark
from functions.auth.review import Declaration, Finding, ReviewState, decide, needs_review


@dataclass(frozen=True, slots=True)
class Verdict:
    """A review's state, what was found, since when, and the member of staff who decided, if one did."""

    state: ReviewState
    remarks: tuple[Remark, ...]
    since: datetime
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A declaration with the verdict it had."""

    declaration: Declaration
    verdict: Verdict


def on_submission(
    before: Judged | None, declared: Declaration, found: Sequence[Finding], now: datetime
) -> Verdict:
    """Return the verdict on a declaration in which `found` was found.

    One that says nothing new keeps its approval, its place in the queue, or what staff decided.
    """
    if before and not needs_review(before.declaration, declared) and _lasts(before.verdict):
        return before.verdict
    remarks = tuple(Remark(finding.field, finding.reason) for finding in found)
    return Verdict(decide(found), remarks, now)


def _lasts(verdict: Verdict) -> bool:
    return bool(verdict.reviewer) or verdict.state in {ReviewState.APPROVED, ReviewState.PENDING}
