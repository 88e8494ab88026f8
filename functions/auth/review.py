"""Automatic review (审核) of what a person declares, be it the profile or a cohabitant."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from functions.auth.documents import (
    Document,
    DocumentFault,
    DocumentType,
    Sex,
    born_and_sex,
    canonical,
    check,
    identity_card_type,
    normalise,
)
from functions.auth.household import NEEDS_PROOF, Ground
from layers.ages import age_on


class ReviewState(StrEnum):
    """How far the review of a person has come."""

    UNVERIFIED = "UNVERIFIED"  # 未认证
    PENDING = "PENDING"  # 审核中
    APPROVED = "APPROVED"  # 审核通过
    REJECTED = "REJECTED"  # 审核未通过


class ReviewField(StrEnum):
    """What is reviewed: a change to any of these sends the person back to review."""

    NAME = "NAME"
    SEX = "SEX"
    BORN = "BORN"
    NATIONALITY = "NATIONALITY"
    DOCUMENT_TYPE = "DOCUMENT_TYPE"
    DOCUMENT_NUMBER = "DOCUMENT_NUMBER"
    DOCUMENT_VALIDITY = "DOCUMENT_VALIDITY"
    IDENTITY_NUMBER = "IDENTITY_NUMBER"
    IDENTITY_VALIDITY = "IDENTITY_VALIDITY"
    GROUND = "GROUND"


class ReviewReason(StrEnum):
    """What was found. The first three are `DocumentFault`'s, under the same values."""

    WRONG_TYPE_FOR_NATIONALITY = "WRONG_TYPE_FOR_NATIONALITY"
    BAD_FORMAT = "BAD_FORMAT"
    BAD_CHECKSUM = "BAD_CHECKSUM"
    NAME_IMPLAUSIBLE = "NAME_IMPLAUSIBLE"
    BORN_IN_FUTURE = "BORN_IN_FUTURE"
    BORN_TOO_LONG_AGO = "BORN_TOO_LONG_AGO"
    BORN_DIFFERS_FROM_CARD = "BORN_DIFFERS_FROM_CARD"
    SEX_DIFFERS_FROM_CARD = "SEX_DIFFERS_FROM_CARD"
    IDENTITY_NUMBER_DIFFERS = "IDENTITY_NUMBER_DIFFERS"
    IDENTITY_CARD_MISSING = "IDENTITY_CARD_MISSING"
    VALIDITY_MISSING = "VALIDITY_MISSING"
    VALIDITY_REVERSED = "VALIDITY_REVERSED"
    NOT_YET_VALID = "NOT_YET_VALID"
    EXPIRES_BEFORE_ENTRY = "EXPIRES_BEFORE_ENTRY"
    CHILD_WITHOUT_IDENTITY_CARD = "CHILD_WITHOUT_IDENTITY_CARD"
    TYPE_NEEDS_A_PERSON = "TYPE_NEEDS_A_PERSON"
    GROUND_NEEDS_PROOF = "GROUND_NEEDS_PROOF"


NEEDS_A_PERSON = frozenset(
    {
        ReviewReason.CHILD_WITHOUT_IDENTITY_CARD,
        ReviewReason.TYPE_NEEDS_A_PERSON,
        ReviewReason.GROUND_NEEDS_PROOF,
    }
)
"""Reasons that decide nothing but that staff must look; every other reason fails the review."""

# Resident Identity Card Law, article 2: citizens of 16 have to apply for one, younger ones may.
_IDENTITY_CARD_FROM_AGE = 16

_OLDEST = 120
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Validity:
    """The days a document or card is valid, both included; no `until` means for good (长期)."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """The reviewed fields as a person declares them; only cohabitants have a `ground`."""

    name: str
    sex: Sex
    born: date
    nationality: str
    document_type: DocumentType
    document_number: str
    document_validity: Validity
    identity_number: str | None = None
    identity_validity: Validity | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One field with something the matter."""

    field: ReviewField
    reason: ReviewReason


def findings(
    person: Declaration,
    today: date,
    through: date,
    manual_types: Collection[DocumentType] = (),
) -> tuple[Finding, ...]:
    """Return everything found about a person who may enter on any day from `today` to `through`.

    `manual_types` are the document types that policy leaves to staff.
    """
    found = (
        *_of_name(person),
        *_of_birth(person, today),
        *_of_document(person, manual_types),
        *_of_validity(ReviewField.DOCUMENT_VALIDITY, person.document_validity, today, through),
        *_of_identity_card(person, today, through),
        *_of_ground(person),
    )
    # A card that is both document and identity card says everything twice.
    return tuple(dict.fromkeys(found))


def decide(found: Iterable[Finding]) -> ReviewState:
    """Return REJECTED if any finding fails, else PENDING if any needs a person, else APPROVED."""
    reasons = {finding.reason for finding in found}
    if reasons - NEEDS_A_PERSON:
        return ReviewState.REJECTED
    return ReviewState.PENDING if reasons else ReviewState.APPROVED


def needs_review(before: Declaration, after: Declaration) -> bool:
    """Tell whether a reviewed field changed; writing the same number otherwise is no change."""
    return _as_compared(before) != _as_compared(after)


def _as_compared(person: Declaration) -> Declaration:
    identity = person.identity_number
    return replace(
        person,
        name=" ".join(person.name.split()),
        document_number=canonical(person.document_type, person.document_number),
        identity_number=identity and canonical(identity_card_type(person.nationality), identity),
    )


def _of_name(person: Declaration) -> Iterator[Finding]:
    name = person.name.strip()
    has_letters = any(map(str.isalpha, name))
    if not has_letters or len(name) > _LONGEST_NAME or not all(map(_belongs_in_a_name, name)):
        yield Finding(ReviewField.NAME, ReviewReason.NAME_IMPLAUSIBLE)


def _belongs_in_a_name(character: str) -> bool:
    # Letters of any script with their marks, and what joins the parts of names on documents.
    return unicodedata.category(character)[0] in "LM" or character in " ·•・'’.,-/()（）"


def _of_birth(person: Declaration, today: date) -> Iterator[Finding]:
    if person.born > today:
        yield Finding(ReviewField.BORN, ReviewReason.BORN_IN_FUTURE)
    elif age_on(person.born, today) > _OLDEST:
        yield Finding(ReviewField.BORN, ReviewReason.BORN_TOO_LONG_AGO)


def _of_document(person: Declaration, manual_types: Collection[DocumentType]) -> Iterator[Finding]:
    checked = check(person.nationality, person.document_type, person.document_number)
    if checked is DocumentFault.WRONG_TYPE_FOR_NATIONALITY:
        yield Finding(ReviewField.DOCUMENT_TYPE, ReviewReason(checked))
    elif isinstance(checked, DocumentFault):
        yield Finding(ReviewField.DOCUMENT_NUMBER, ReviewReason(checked))
    else:
        yield from _against_card(person, checked)
    if person.document_type in manual_types:
        yield Finding(ReviewField.DOCUMENT_TYPE, ReviewReason.TYPE_NEEDS_A_PERSON)


def _of_identity_card(person: Declaration, today: date, through: date) -> Iterator[Finding]:
    if person.identity_number is None:
        yield from _of_missing_card(person, today)
    else:
        yield from _of_given_card(person, person.identity_number)
    if person.identity_validity is not None:
        yield from _of_validity(ReviewField.IDENTITY_VALIDITY, person.identity_validity, today, through)


def _of_missing_card(person: Declaration, today: date) -> Iterator[Finding]:
    if person.document_type is not DocumentType.MAINLAND_PERMIT_HK_MO:
        return
    if age_on(person.born, today) < _IDENTITY_CARD_FROM_AGE:
        yield Finding(ReviewField.IDENTITY_NUMBER, ReviewReason.CHILD_WITHOUT_IDENTITY_CARD)
    else:
        yield Finding(ReviewField.IDENTITY_NUMBER, ReviewReason.IDENTITY_CARD_MISSING)


def _of_given_card(person: Declaration, number: str) -> Iterator[Finding]:
    card_type = identity_card_type(person.nationality)
    card = check(person.nationality, card_type, number)
    if isinstance(card, DocumentFault):
        yield Finding(ReviewField.IDENTITY_NUMBER, ReviewReason(card))
    else:
        yield from _against_card(person, card)
        if person.document_type is card_type and card.number != normalise(person.document_number):
            yield Finding(ReviewField.IDENTITY_NUMBER, ReviewReason.IDENTITY_NUMBER_DIFFERS)
    if person.identity_validity is None:
        yield Finding(ReviewField.IDENTITY_VALIDITY, ReviewReason.VALIDITY_MISSING)


def _against_card(person: Declaration, card: Document) -> Iterator[Finding]:
    stated = born_and_sex(card)
    if stated is None:
        return
    born, sex = stated
    if person.born != born:
        yield Finding(ReviewField.BORN, ReviewReason.BORN_DIFFERS_FROM_CARD)
    if person.sex is not sex:
        yield Finding(ReviewField.SEX, ReviewReason.SEX_DIFFERS_FROM_CARD)


def _of_validity(field: ReviewField, validity: Validity, today: date, through: date) -> Iterator[Finding]:
    if validity.until is not None and validity.until <= validity.since:
        yield Finding(field, ReviewReason.VALIDITY_REVERSED)
    elif validity.since > today:
        yield Finding(field, ReviewReason.NOT_YET_VALID)
    elif validity.until is not None and validity.until < through:
        yield Finding(field, ReviewReason.EXPIRES_BEFORE_ENTRY)


def _of_ground(person: Declaration) -> Iterator[Finding]:
    if person.ground in NEEDS_PROOF:
        yield Finding(ReviewField.GROUND, ReviewReason.GROUND_NEEDS_PROOF)
