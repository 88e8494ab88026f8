"""What submitting a profile and submitting a cohabitant have in common (I6, I7, I8)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from functions.admin import service as admin
from functions.auth import store
from functions.auth.errors import CorrectionNeeded, DocumentNeeded, HouseholdFrozen
from functions.auth.policies import ReviewPolicy
from functions.auth.records import Identity
from functions.auth.review import Declaration, ReviewState, findings
from functions.auth.store_households import Stored
from functions.auth.tables import Account
from functions.auth.verdicts import Judged, Verdict, on_submission
from layers import clock, holds, policy


def identity(stored: Stored) -> Identity:
    """Return the applicant's travel document; raises CorrectionNeeded, DocumentNeeded."""
    if stored.account.needs_correction:
        raise CorrectionNeeded
    if found := store.identity(stored.account):
        return found
    raise DocumentNeeded


def frozen(account: Account) -> bool:
    """Tell whether a hold that stands now freezes the household."""
    return account.hold is not None and holds.stands(account.hold)


def require_thawed(account: Account) -> None:
    """Raise HouseholdFrozen where a hold that stands now freezes the household."""
    if frozen(account):
        raise HouseholdFrozen


def entry_days(now: datetime) -> Sequence[date]:
    """Return the local dates for which people may enter that are reviewed now, today first."""
    today = clock.local_date(now)
    return [today + timedelta(days=days) for days in range(policy.get(ReviewPolicy).days_ahead + 1)]


def judge(before: Judged | None, declared: Declaration, now: datetime) -> Verdict:
    """Return the verdict on a declaration submitted now."""
    days = entry_days(now)
    manual_types = policy.get(ReviewPolicy).manual_types
    found = findings(declared, days[0], days[-1], manual_types)
    return on_submission(before, declared, found, now)


def queues(said: Verdict, destination: str) -> list[str]:
    """Return the regions in whose queues a declaration with this verdict stands."""
    if said.state is not ReviewState.PENDING:
        return []
    return responsible(destination)


def responsible(destination: str) -> list[str]:
    """Return the destination and the regions above it, whose staff review who goes there."""
    return [region.id for region in admin.path(destination)]
