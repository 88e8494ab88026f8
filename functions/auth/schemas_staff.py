"""What staff ask and are told about residents: the contract that OpenAPI shows."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from functions.auth.documents import DocumentType, Sex
from functions.auth.resets import Answer, Verification
from functions.auth.review import ReviewField
from functions.auth.reviews import StaffReason
from functions.auth.schemas_household import RegionId, RemarkView, ReviewView, Validity
from layers.paging import PageQuery

MemberId = Annotated[str, Meta(pattern=r"^(PROFILE|[0-9a-f]{32})$", examples=["PROFILE"])]
ResetId = Annotated[str, Meta(pattern=r"^[0-9]{13}-[0-9a-f]{32}$")]


class QueueQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which region's queue, the caller's own where none is named."""

    region: RegionId | None = None


class RegionQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which region is asked about, the caller's own where none is named."""

    region: RegionId | None = None


class Waiting(msgspec.Struct, frozen=True):
    """How many wait for staff; counting ends at `up_to`."""

    number: int
    up_to: int


class RevealReason(StrEnum):
    """Why staff have to see a resident's personal data in full."""

    REVIEW = "review"
    VERIFICATION = "verification"
    COMPLAINT = "complaint"


class CaseLook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why personal data is looked at; it is recorded."""

    reason: RevealReason


class CaseSummary(msgspec.Struct, frozen=True):
    """Somebody in the review queue, masked; `member` is PROFILE or a cohabitant's id."""

    account: str
    member: str
    name: str
    since: datetime
    remarks: list[RemarkView]


class CasePerson(msgspec.Struct, frozen=True):
    """Who is under review; in full, or with name, numbers and birth date masked."""

    nationality: str
    document_type: DocumentType
    number: str
    name: str
    sex: Sex
    born: str
    document_validity: Validity
    identity_number: str
    identity_validity: Validity | None


class CaseView(msgspec.Struct, frozen=True):
    """A case to decide; masked, or in full where that was asked for."""

    account: str
    member: str
    revision: int
    person: CasePerson
    relation: str
    ground: str
    destination: str
    review: ReviewView


class Failure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field that staff reject, and why."""

    field: ReviewField
    reason: StaffReason


class ReviewDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Approval, or rejection with at least one failing field, of what was read at a revision."""

    revision: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    approve: bool
    failures: Annotated[list[Failure], Meta(max_length=20)] = []


class ResetView(msgspec.Struct, frozen=True):
    """A request for a new password; masked, or in full where that was asked for."""

    id: str
    asked_at: datetime
    document_type: DocumentType
    number: str
    contact: str
    message: str
    has_account: bool


class ResetDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to send, and how the writer was verified."""

    answer: Answer
    verified: Verification


class LegacyImport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Accounts of the older system: nationality, document_type, number, password_hash (Argon2id), name."""

    rows: Annotated[list[Any], Meta(min_length=1, max_length=200)]


class RowFault(msgspec.Struct, frozen=True):
    """What is wrong with a field of a row."""

    field: str
    code: str
    detail: str


class RefusedRow(msgspec.Struct, frozen=True):
    """A row that was not imported; the first is row 1."""

    row: int
    faults: list[RowFault]


class ImportReport(msgspec.Struct, frozen=True):
    """What an import did; doing it again changes nothing."""

    imported: int
    already_there: int
    refused: list[RefusedRow]
