"""Households in the identity table: one account's profile and cohabitants, and the review queues."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from pynamodb.pagination import ResultIterator

from functions.auth import store
from functions.auth.errors import NoSuchAccount, NoSuchCohabitant, NoSuchReview
from functions.auth.ids import AccountId, CohabitantId, PersonId
from functions.auth.records import CohabitantFields, ProfileFields, Remark
from functions.auth.review import Declaration, ReviewState
from functions.auth.tables import Account, Cohabitant, HouseholdItem, Member, Profile, Reviewed, ReviewEntry
from functions.auth.verdicts import Verdict
from layers import clock, privacy
from layers.i18n import Language
from layers.outbox import Contact
from layers.transaction import Delete, Put, Step, Update

PROFILE = "PROFILE"


@dataclass(frozen=True, slots=True)
class Stored:
    """A household as it stands in the table; cohabitants in an order that stays the same."""

    account: Account
    profile: Profile | None
    cohabitants: tuple[Cohabitant, ...]

    @property
    def id(self) -> AccountId:
        """The household's account."""
        return store.account_id(self.account)

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody's declarations, the applicant's first."""
        return (self.profile, *self.cohabitants) if self.profile else self.cohabitants


def find(account: AccountId) -> Stored | None:
    """Return a household, or None where there is no such account. One query of at most 5 items."""
    partition = store.account_key(account)[0]
    items = list(HouseholdItem.query(partition, consistent_read=True))
    accounts = [item for item in items if isinstance(item, Account)]
    profiles = [item for item in items if isinstance(item, Profile)]
    cohabitants = [item for item in items if isinstance(item, Cohabitant)]
    if not accounts:
        return None
    return Stored(accounts[0], profiles[0] if profiles else None, tuple(cohabitants))


def read(account: AccountId) -> Stored:
    """Return a household; raises NoSuchAccount."""
    if stored := find(account):
        return stored
    raise NoSuchAccount


def member_id(item: Member) -> str:
    """Return PROFILE or the cohabitant's id."""
    return str(item.sk).removeprefix("COHABITANT#")


def cohabitant(stored: Stored, identifier: CohabitantId) -> Cohabitant:
    """Return one of the household's cohabitants; raises NoSuchCohabitant."""
    for item in stored.cohabitants:
        if member_id(item) == identifier:
            return item
    raise NoSuchCohabitant


def member(stored: Stored, identifier: str) -> Member:
    """Return one of the household's declarations; raises NoSuchReview."""
    for item in stored.members:
        if member_id(item) == identifier:
            return item
    raise NoSuchReview


def profile_fields(item: Profile) -> ProfileFields:
    """Return what the applicant declared."""
    return privacy.unseal(item.fields, item.owner, ProfileFields)


def cohabitant_fields(item: Cohabitant) -> CohabitantFields:
    """Return what was declared of a cohabitant."""
    return privacy.unseal(item.fields, item.owner, CohabitantFields)


def declaration(item: Member) -> Declaration:
    """Return what is reviewed of somebody."""
    if isinstance(item, Profile):
        return profile_fields(item).declaration
    return cohabitant_fields(item).declaration


def contact(stored: Stored) -> Contact:
    """Return how the applicant is reached: the profile's phone, else the one that signs in."""
    phone = profile_fields(stored.profile).phone if stored.profile else store.phone(stored.account)
    return Contact(Language(stored.account.language), phone)


def verdict(item: Member) -> Verdict:
    """Return how the review stands."""
    remarks = msgspec.json.decode(item.remarks, type=tuple[Remark, ...])
    since = clock.from_iso(item.submitted_at)
    return Verdict(ReviewState(item.review), remarks, since, item.reviewer)


def profile(account: AccountId, fields: ProfileFields, destination: str) -> Profile:
    """Return a new profile item, without its review."""
    item = Profile(store.account_key(account)[0], PROFILE, destination=destination)
    item.fields = privacy.seal(fields, item.owner)
    return item


def cohabitant_item(
    account: AccountId, identifier: CohabitantId, person: PersonId, fields: CohabitantFields
) -> Cohabitant:
    """Return a new cohabitant item, without its review."""
    item = Cohabitant(store.account_key(account)[0], f"COHABITANT#{identifier}", person=person)
    item.fields = privacy.seal(fields, item.owner)
    return item


def judged(item: Member, said: Verdict, before: Member | None, queues: Sequence[str]) -> list[Step]:
    """Return the steps that write a declaration with its verdict and list it in these regions' queues.

    It replaces `before`, which leaves its queues.
    """
    item.review, item.reviewer = said.state, said.reviewer
    item.remarks = msgspec.json.encode(said.remarks).decode()
    item.submitted_at = clock.to_iso(said.since)
    item.revision = int(before.revision) + 1 if before else 1
    item.queued_in = set(queues) or None
    return [Put(item=item), *_queue_moves(_entries(before) if before else [], _entries(item))]


def requeued(item: Member, queues: Sequence[str]) -> list[Step]:
    """Return the steps that list a waiting declaration in these regions' queues instead.

    It gets another revision, so that staff of the old ones, who have just read it, can't decide any more.
    """
    before = _entries(item)
    item.queued_in = set(queues)
    actions = [Reviewed.queued_in.set(item.queued_in), Reviewed.revision.add(1)]
    return [Update(item=item, actions=actions), *_queue_moves(before, _entries(item))]


def decided(item: Member, said: Verdict) -> list[Step]:
    """Return the steps that end a declaration's waiting; they refuse with ConditionFailed if it moved."""
    unmoved = (Reviewed.revision == item.revision) & (Reviewed.review == ReviewState.PENDING)
    actions = [
        Reviewed.review.set(said.state),
        Reviewed.reviewer.set(said.reviewer),
        Reviewed.remarks.set(msgspec.json.encode(said.remarks).decode()),
        Reviewed.revision.set(int(item.revision) + 1),
        Reviewed.queued_in.remove(),
    ]
    return [Update(item=item, actions=actions, condition=unmoved), *_queue_moves(_entries(item), [])]


def removed(item: Member) -> list[Step]:
    """Return the steps that remove a declaration, from its queues too."""
    return [Delete(item=item), *_queue_moves(_entries(item), [])]


def edit(stored: Stored) -> Step:
    """Return the step that counts a change by the resident.

    It refuses with ConditionFailed where the household was changed, held or disabled since it was read.
    """
    account = stored.account
    version = Account.household_version == account.household_version
    hold = Account.hold == account.hold if account.hold else Account.hold.does_not_exist()
    enabled = Account.disabled.does_not_exist()
    return Update(
        item=account, actions=[Account.household_version.add(1)], condition=version & hold & enabled
    )


def touch(stored: Stored) -> Step:
    """Return the step that counts a change by staff, whatever else happened to the household."""
    return Update(
        item=stored.account, actions=[Account.household_version.add(1)], condition=Account.pk.exists()
    )


def queue(region: str, after: dict[str, dict[str, str]] | None, limit: int) -> ResultIterator[ReviewEntry]:
    """Return what waits for review in a region and below, the longest waiting first."""
    return ReviewEntry.query(f"REVIEWS#{region}", last_evaluated_key=after, limit=limit, consistent_read=True)


def queue_length(region: str, at_most: int) -> int:
    """Return how many wait for review in a region and below; counting ends at `at_most`."""
    return ReviewEntry.count(f"REVIEWS#{region}", limit=at_most)


def waiting(entries: Sequence[ReviewEntry]) -> list[Member]:
    """Return the declarations that queue entries point to, in their order. One batch read."""
    keys = [(store.account_key(AccountId(entry.account))[0], _sort_key(entry.member)) for entry in entries]
    found = {(item.pk, item.sk): item for item in HouseholdItem.find_all(keys)}
    return [item for key in keys if isinstance(item := found.get(key), Member)]


def _sort_key(member: str) -> str:
    return PROFILE if member == PROFILE else f"COHABITANT#{member}"


def _entries(item: Member) -> list[ReviewEntry]:
    account, member = store.account_id(item), member_id(item)
    place = f"{item.submitted_at}#{account}#{member}"
    return [
        ReviewEntry(f"REVIEWS#{region}", place, account=account, member=member)
        for region in sorted(item.queued_in or ())
    ]


def _queue_moves(before: Sequence[ReviewEntry], after: Sequence[ReviewEntry]) -> list[Step]:
    # One transaction may name a key once only: what stays is written, not removed and written.
    staying = {(entry.pk, entry.sk) for entry in after}
    leaving = [entry for entry in before if (entry.pk, entry.sk) not in staying]
    return [*(Put(item=entry) for entry in after), *(Delete(item=entry) for entry in leaving)]
