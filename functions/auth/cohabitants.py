"""Cohabitants (同住人): at most three of the immediate family, with a ground for sharing the room (I8)."""

from datetime import datetime

from functions.auth import ids, store, submissions
from functions.auth import store_households as households
from functions.auth.documents import Document
from functions.auth.errors import (
    CohabitantIsApplicant,
    CohabitantListed,
    ProfileMissing,
    TooManyCohabitants,
)
from functions.auth.household import (
    HouseholdFault,
    Limits,
    Member,
    Sharing,
    joining_fault,
    sharing_faults,
)
from functions.auth.ids import AccountId, CohabitantId
from functions.auth.policies import HouseholdPolicy
from functions.auth.records import CohabitantFields, ProfileFields
from functions.auth.store_households import Stored
from functions.auth.tables import Cohabitant, Profile
from functions.auth.verdicts import Judged
from layers import changes, policy
from layers.errors import Conflict, FieldFault, InvalidInput
from layers.observability import count
from layers.transaction import until_fresh

_CANT_JOIN: dict[HouseholdFault, type[Conflict]] = {
    HouseholdFault.TOO_MANY: TooManyCohabitants,
    HouseholdFault.IS_THE_APPLICANT: CohabitantIsApplicant,
    HouseholdFault.ALREADY_LISTED: CohabitantListed,
}
_ABOUT_RELATION = {HouseholdFault.RELATION_CONTRADICTS_AGES}


def add(account: AccountId, fields: CohabitantFields, now: datetime) -> Cohabitant:
    """Add a cohabitant and return them as they stand after the automatic review.

    Raises CorrectionNeeded, DocumentNeeded, ProfileMissing, HouseholdFrozen, TooManyCohabitants,
    CohabitantIsApplicant, CohabitantListed, and InvalidInput where they can't share the room.
    """
    written = until_fresh(lambda: _write(account, None, fields, now))
    count("cohabitant_added")
    return written


def change(
    account: AccountId, identifier: CohabitantId, fields: CohabitantFields, now: datetime
) -> Cohabitant:
    """Replace what is declared of a cohabitant; raises what `add` does, and NoSuchCohabitant."""
    return until_fresh(lambda: _write(account, identifier, fields, now))


def remove(account: AccountId, identifier: CohabitantId) -> None:
    """Remove a cohabitant; raises NoSuchCohabitant, HouseholdFrozen."""

    def write() -> None:
        stored = households.read(account)
        leaving = households.cohabitant(stored, identifier)
        submissions.require_thawed(stored.account)
        changes.apply(households.edit(stored), *households.removed(leaving))

    until_fresh(write)


def show(account: AccountId) -> tuple[Cohabitant, ...]:
    """Return the household's cohabitants."""
    return households.read(account).cohabitants


def _write(
    account: AccountId, identifier: CohabitantId | None, fields: CohabitantFields, now: datetime
) -> Cohabitant:
    stored = households.read(account)
    profile = _profile(stored)
    before = households.cohabitant(stored, identifier) if identifier else None

    submissions.require_thawed(stored.account)
    _require_may_join(stored, before, fields.document)
    _require_may_share(households.profile_fields(profile), fields, now)
    verdict = submissions.judge(_judged(before), fields.declaration, now)

    person, known = store.person_of(fields.document.type, fields.document.number)
    item = households.cohabitant_item(account, identifier or CohabitantId(ids.fresh()), person, fields)
    queues = submissions.queues(verdict, profile.destination)
    changes.apply(households.edit(stored), *known, *households.judged(item, verdict, before, queues))
    return item


def _profile(stored: Stored) -> Profile:
    submissions.identity(stored)
    if stored.profile is None:
        raise ProfileMissing
    return stored.profile


def _require_may_join(stored: Stored, before: Cohabitant | None, newcomer: Document) -> None:
    applicant = submissions.identity(stored)
    others = [
        households.cohabitant_fields(each).document for each in stored.cohabitants if each is not before
    ]
    maximum = policy.get(HouseholdPolicy).cohabitants
    own = Document(applicant.nationality, applicant.type, applicant.number)
    if fault := joining_fault(newcomer, own, others, maximum):
        raise _CANT_JOIN[fault](maximum=maximum)


def _require_may_share(profile: ProfileFields, fields: CohabitantFields, now: datetime) -> None:
    limits = policy.get(HouseholdPolicy).limits()
    claim = sharing(profile, fields)
    faults = [sharing_faults(claim, day, limits) for day in submissions.entry_days(now)]
    # A birthday in between hinders nobody: one day without faults is enough.
    if all(faults):
        raise InvalidInput([_fault(fault, limits) for fault in faults[-1]])


def sharing(profile: ProfileFields, fields: CohabitantFields) -> Sharing:
    """Return a cohabitant's claim to the applicant's room as the rules take it."""
    applicant, cohabitant = profile.declaration, fields.person
    return Sharing(
        Member(applicant.born, applicant.sex),
        Member(cohabitant.born, cohabitant.sex),
        fields.relation,
        fields.ground,
    )


def _fault(fault: HouseholdFault, limits: Limits) -> FieldFault:
    field = "relation" if fault in _ABOUT_RELATION else "ground"
    ages = (("elderly_from", str(limits.elderly_from)), ("minor_to", str(limits.minor_to)))
    return FieldFault(field, f"household_fault.{fault}", ages)


def _judged(item: Cohabitant | None) -> Judged | None:
    if item is None:
        return None
    return Judged(households.cohabitant_fields(item).declaration, households.verdict(item))
