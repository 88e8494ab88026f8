"""Requests and answers about profiles and cohabitants: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.documents import DocumentType, Sex
from functions.auth.household import Ground, Relation
from functions.auth.review import ReviewState
from functions.auth.schemas import DocumentNumber, MobileNumber, Nationality

Name = Annotated[str, Meta(min_length=1, max_length=60, description="姓名, as on the document")]
RegionId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{2,40}$", description="最终目的地", examples=["futian"])]
Place = Annotated[str, Meta(min_length=1, max_length=100, description="本次旅居始发地")]


class Validity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which day to which a document is valid, both included; no end means for good (长期)."""

    since: date
    until: date | None = None


class IdentityCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity card (身份证) and its validity."""

    number: DocumentNumber
    validity: Validity


class ProfileForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The profile (填报个人信息); one of the two mobile numbers at least."""

    name: Name
    sex: Sex
    born: date
    document_validity: Validity
    departure: Place
    destination: RegionId
    consent: bool
    hong_kong_mobile: MobileNumber = ""
    mainland_mobile: MobileNumber = ""
    identity_card: IdentityCard | None = None


class CohabitantForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cohabitant (同住人), with the ground for sharing a room."""

    nationality: Nationality
    document_type: DocumentType
    number: DocumentNumber
    name: Name
    sex: Sex
    born: date
    document_validity: Validity
    relation: Relation
    ground: Ground
    identity_card: IdentityCard | None = None


class RemarkView(msgspec.Struct, frozen=True):
    """A field that the review has something against or left to staff, and why, in words."""

    field: str
    label: str
    reason: str
    explanation: str


class ReviewView(msgspec.Struct, frozen=True):
    """How the review (审核) stands, since when."""

    state: ReviewState
    label: str
    since: datetime
    remarks: list[RemarkView]


class PersonView(msgspec.Struct, frozen=True):
    """What is declared of a person."""

    nationality: str
    document_type: DocumentType
    number: str
    name: str
    sex: Sex
    born: date
    document_validity: Validity
    identity_card: IdentityCard | None


class ProfileView(msgspec.Struct, frozen=True):
    """My profile; mobile numbers in E.164."""

    person: PersonView
    hong_kong_mobile: str
    mainland_mobile: str
    departure: str
    destination: str
    review: ReviewView


class CohabitantView(msgspec.Struct, frozen=True):
    """One of my cohabitants."""

    id: str
    person: PersonView
    relation: Relation
    ground: Ground
    review: ReviewView


class CohabitantList(msgspec.Struct, frozen=True):
    """My cohabitants, and how many there may be."""

    cohabitants: list[CohabitantView]
    maximum: int
