"""The applicant's profile (填报个人信息): reviewed as it is submitted, by staff where rules can't say."""

from dataclasses import dataclass
from datetime import datetime

from functions.admin import service as admin
from functions.auth import store_households as store
from functions.auth import submissions
from functions.auth.errors import ProfileMissing
from functions.auth.ids import AccountId
from functions.auth.records import Person, ProfileFields
from functions.auth.review import ReviewState, needs_review
from functions.auth.store_households import Stored
from functions.auth.tables import Profile
from functions.auth.verdicts import Judged
from layers import changes
from layers.errors import FieldFault, InvalidInput
from layers.observability import count
from layers.transaction import Step, until_fresh


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in profile; the mobile numbers are E.164 or empty, `destination` is a region's id."""

    person: Person
    hong_kong_mobile: str
    mainland_mobile: str
    departure: str
    destination: str


def submit(account: AccountId, form: Form, now: datetime) -> Profile:
    """Write a profile and return it as it stands after the automatic review.

    Raises CorrectionNeeded, DocumentNeeded, InvalidInput for a destination that is none, and
    HouseholdFrozen for reviewed fields between application and publication.
    """
    if not admin.is_destination(form.destination):
        raise InvalidInput([FieldFault("destination", "not_a_destination")])
    written = until_fresh(lambda: _submit(account, form, now))
    count(f"profile_{written.review.lower()}")
    return written


def show(account: AccountId) -> Profile:
    """Return the profile; raises ProfileMissing."""
    if profile := store.read(account).profile:
        return profile
    raise ProfileMissing


def _submit(account: AccountId, form: Form, now: datetime) -> Profile:
    stored = store.read(account)
    identity = submissions.identity(stored)
    before = _judged(stored.profile)

    declared = form.person.declare(identity.nationality, identity.type, identity.number)
    if before is None or needs_review(before.declaration, declared):
        submissions.require_thawed(stored.account)
    verdict = submissions.judge(before, declared, now)
    fields = ProfileFields(declared, form.hong_kong_mobile, form.mainland_mobile, form.departure)

    profile = store.profile(account, fields, form.destination)
    queues = submissions.queues(verdict, form.destination)
    written = store.judged(profile, verdict, stored.profile, queues)
    changes.apply(store.edit(stored), *written, *_following(stored, form.destination))
    return profile


def _judged(profile: Profile | None) -> Judged | None:
    if profile is None:
        return None
    return Judged(store.profile_fields(profile).declaration, store.verdict(profile))


def _following(stored: Stored, destination: str) -> list[Step]:
    """Return the steps that move waiting cohabitants to the queues of another destination."""
    if stored.profile is None or stored.profile.destination == destination:
        return []
    waiting = [each for each in stored.cohabitants if each.review == ReviewState.PENDING]
    queues = submissions.responsible(destination)
    return [step for each in waiting for step in store.requeued(each, queues)]
