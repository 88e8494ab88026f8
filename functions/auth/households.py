"""Households as other folders see them: who travels together, and holding them still while that matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.auth import store, tables
from functions.auth import store_households as households
from functions.auth.cohabitants import sharing
from functions.auth.documents import DocumentType, canonical
from functions.auth.errors import HouseholdChanged, NoSuchAccount, ProfileMissing
from functions.auth.household import Ground, Relation, Sharing, sharing_faults
from functions.auth.ids import AccountId, PersonId
from functions.auth.policies import HouseholdPolicy
from functions.auth.review import ReviewState
from functions.auth.tables import Account
from layers import policy
from layers.outbox import Contact
from layers.transaction import Step, Update


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household. The applicant has neither relation nor ground.

    `valid_until` is the last day of the travel document, None where it has none.
    """

    person: PersonId
    name: str
    document_type: DocumentType
    document_number: str
    nationality: str
    birth_date: date
    sex: str
    approved: bool
    valid_until: date | None
    relation: Relation | str = ""
    ground: Ground | str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """An account's people at one version; `hold` is empty where nothing was ever held."""

    account: AccountId
    version: int
    applicant: Member
    cohabitants: tuple[Member, ...]
    claims: tuple[Sharing, ...]
    destination: str
    contact: Contact
    disabled: bool
    needs_correction: bool
    hold: str

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody, the applicant first."""
        return (self.applicant, *self.cohabitants)

    @property
    def approved(self) -> bool:
        """Whether everybody's review ended well."""
        return all(member.approved for member in self.members)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a document is: a person, and the account it signs in to, where there is one."""

    person: PersonId
    account: AccountId | None


def household(account: str) -> Household:
    """Return an account's household; raises NoSuchAccount, ProfileMissing. One query."""
    stored = households.read(AccountId(account))
    if stored.profile is None:
        raise ProfileMissing
    fields = households.profile_fields(stored.profile)
    theirs = [(item, households.cohabitant_fields(item)) for item in stored.cohabitants]
    return Household(
        account=stored.id,
        version=int(stored.account.household_version),
        applicant=_member(stored.account.person, stored.profile),
        cohabitants=tuple(_member(item.person, item, each.relation, each.ground) for item, each in theirs),
        claims=tuple(sharing(fields, each) for _, each in theirs),
        destination=stored.profile.destination,
        contact=households.contact(stored),
        disabled=stored.account.disabled is not None,
        needs_correction=stored.account.needs_correction,
        hold=stored.account.hold or "",
    )


def hindrances(household: Household, day: date) -> Sequence[tuple[PersonId, str]]:
    """Return who can't enter with the household on `day`, each with the key of the sentence that says why."""
    limits = policy.get(HouseholdPolicy).limits()
    expired = [
        (member.person, "review_reason.EXPIRES_BEFORE_ENTRY")
        for member in household.members
        if member.valid_until and member.valid_until < day
    ]
    unfit = [
        (member.person, f"household_fault.{fault}")
        for member, claim in zip(household.cohabitants, household.claims, strict=True)
        for fault in sharing_faults(claim, day, limits)
    ]
    return [*expired, *unfit]


def contact(account: str) -> Contact:
    """Return how an account's holder is reached; raises NoSuchAccount."""
    return households.contact(households.read(AccountId(account)))


def freeze(household: Household, hold: str) -> Step:
    """Return the step that lets a hold freeze the household; it refuses with HouseholdChanged."""
    version = Account.household_version == household.version
    free = Account.hold == household.hold if household.hold else Account.hold.does_not_exist()
    return Update(
        item=_account(household.account),
        actions=[Account.hold.set(hold)],
        condition=version & free & Account.disabled.does_not_exist(),
        otherwise=HouseholdChanged(),
    )


def unfreeze(account: str, hold: str) -> Step:
    """Return the step that takes a hold off the household; it refuses with HouseholdChanged."""
    held = Account.hold == hold
    return Update(
        item=_account(account),
        actions=[Account.hold.remove()],
        condition=held,
        otherwise=HouseholdChanged(),
    )


def disable(account: str, reason: str) -> Step:
    """Return the step that disables an account, its sessions too; `reason` is a code."""
    actions = [Account.disabled.set(reason), Account.generation.add(1)]
    return Update(
        item=_account(account),
        actions=actions,
        condition=Account.pk.exists(),
        otherwise=NoSuchAccount(),
    )


def enable(account: str) -> Step:
    """Return the step that lifts an account's disabling; harmless where it is enabled."""
    return Update(
        item=_account(account),
        actions=[Account.disabled.remove()],
        condition=Account.pk.exists(),
        otherwise=NoSuchAccount(),
    )


def person_of_account(account: str) -> PersonId:
    """Return the person an account belongs to; raises NoSuchAccount."""
    return PersonId(store.account(AccountId(account)).person)


def is_disabled(account: str) -> bool:
    """Tell whether an account is disabled; raises NoSuchAccount."""
    return store.account(AccountId(account)).disabled is not None


def holder(document_type: str, number: str) -> Holder | None:
    """Return whose document this is, however it was typed, or None."""
    if document_type not in DocumentType.__members__:
        return None
    kind = DocumentType(document_type)
    known = store.find_document(kind, canonical(kind, number))
    if known is None:
        return None
    return Holder(PersonId(known.person), AccountId(known.account) if known.account else None)


def person_of_document(document_type: str, number: str) -> PersonId | None:
    """Return the person whose document this is, however it was typed, or None."""
    found = holder(document_type, number)
    return found.person if found else None


def birth_date(account: str, person: str) -> date | None:
    """Return the birth date that an account's household declared of a person, or None. One query."""
    try:
        members = household(account).members
    except ProfileMissing:
        return None
    return next((member.birth_date for member in members if member.person == person), None)


def _account(account: str) -> Account:
    return Account(*store.account_key(AccountId(account)))


def _member(
    person: str, item: tables.Member, relation: Relation | str = "", ground: Ground | str = ""
) -> Member:
    declared = households.declaration(item)
    return Member(
        person=PersonId(person),
        name=declared.name,
        document_type=declared.document_type,
        document_number=declared.document_number,
        nationality=declared.nationality,
        birth_date=declared.born,
        sex=declared.sex,
        approved=item.review == ReviewState.APPROVED,
        valid_until=declared.document_validity.until,
        relation=relation,
        ground=ground,
    )
