"""Residents as they stand after registration, profile and review, written without all of these.

A person is named by a word, which also makes the document: whoever is named in two households is the
same person in both.
"""

import zlib
from datetime import UTC, date, datetime

from functions.auth import ids, store
from functions.auth import store_households as households
from functions.auth.documents import Document, DocumentType, Sex
from functions.auth.household import Ground, Relation
from functions.auth.ids import AccountId, CohabitantId, PersonId
from functions.auth.records import CohabitantFields, Identity, Person, ProfileFields
from functions.auth.review import ReviewState, Validity
from functions.auth.tables import Account, Cohabitant, Member, Profile
from functions.auth.verdicts import Verdict
from layers.transaction import Step, commit, new

_SINCE = datetime(2022, 7, 1, tzinfo=UTC)
_VALID = Validity(date(2019, 1, 1), None)
_TYPE = DocumentType.HOME_RETURN_PERMIT


def household(applicant: str, *cohabitants: str, account: str = "", approved: bool = True) -> str:
    """Write a household of these people and return its account; cohabitants are the applicant's parents."""
    account_id = AccountId(account or ids.fresh())
    item = Account(*store.account_key(account_id), person=applicant, language="en")
    item.created_at = _SINCE.isoformat()
    parents = [_cohabitant(account_id, each) for each in cohabitants]
    members: list[Member] = [_profile(account_id, applicant), *parents]
    state = ReviewState.APPROVED if approved else ReviewState.PENDING
    commit(new(item), *(step for member in members for step in _reviewed(member, state)))
    return account_id


def known(person: str) -> None:
    """Write a person's document, by which the port finds them."""
    identity = Identity("HK", _TYPE, document_number(person))
    _, steps = store.claim_document(identity, AccountId("none"), PersonId(person))
    commit(*steps)


def document_number(person: str) -> str:
    """Return the number of a person's travel document."""
    return f"H{zlib.crc32(person.encode()) % 10**8:08d}"


def _profile(account: AccountId, person: str) -> Profile:
    declared = _person(person, date(1980, 5, 1)).declare("HK", _TYPE, document_number(person))
    fields = ProfileFields(declared, "", f"+86138{zlib.crc32(account.encode()) % 10**8:08d}", "香港")
    return households.profile(account, fields, "futian")


def _cohabitant(account: AccountId, person: str) -> Cohabitant:
    document = Document("HK", _TYPE, document_number(person))
    declared = _person(person, date(1950, 5, 1))
    fields = CohabitantFields(declared, document, Relation.PARENT, Ground.CHRONIC_ILLNESS)
    return households.cohabitant_item(account, CohabitantId(person), PersonId(person), fields)


def _person(name: str, born: date) -> Person:
    return Person(name, Sex.FEMALE, born, _VALID)


def _reviewed(member: Member, state: ReviewState) -> list[Step]:
    return households.judged(member, Verdict(state, (), _SINCE), None, [])
