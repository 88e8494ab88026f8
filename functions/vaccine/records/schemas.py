"""Requests and answers about records, for staff: the contract that OpenAPI shows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from functions.auth.service import DocumentType
from functions.vaccine.policies import VaccineId
from functions.vaccine.schemas import (
    DocumentNumber,
    Dose,
    Nationality,
    PersonName,
    PhoneNumber,
    RecordNumber,
    RegionId,
    Remark,
)
from functions.vaccine.tables import EndedBy, Kind, Phase, RecordState, Source
from layers.paging import PageQuery

Why = Annotated[str, Meta(min_length=2, max_length=500)]


class RecordQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A street's or grid's records: 类型, 针数, 登记, 接种, 状态, and days, both included."""

    region: RegionId
    kind: Kind | None = None
    vaccine: VaccineId | None = None
    dose: Dose | None = None
    state: RecordState | None = None
    arrived: bool | None = None
    given: bool | None = None
    since: date | None = None
    until: date | None = None


class RecordExport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which records of a region and below shall be in the file; everything that is said must hold."""

    region: RegionId
    kind: Kind | None = None
    vaccine: VaccineId | None = None
    dose: Dose | None = None
    state: RecordState | None = None
    arrived: bool | None = None
    given: bool | None = None
    since: date | None = None
    until: date | None = None


class RecordSearch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for in a region and below: number, identity number or its ending, phone, or name."""

    region: RegionId
    text: Annotated[str, Meta(min_length=2, max_length=100)]


class StaffRecord(msgspec.Struct, frozen=True):
    """A record in the staff's list, masked, then without `born`.

    `start` and `end` are local times, empty for imported doses.
    """

    number: str
    kind: Kind
    source: Source
    name: str
    nationality: str
    document_type: DocumentType
    document_number: str
    born: date | None
    phone: str
    vaccine: str
    dose: int
    day: date
    start: str
    end: str
    street: str
    site: str | None
    session: str | None
    grid: str
    state: RecordState
    ended_by: EndedBy | None
    reason: str
    phase: Phase
    booked_at: datetime
    arrived_at: datetime | None
    given_at: datetime | None
    remark: str
    version: int


class RecordLookReason(StrEnum):
    """Why somebody looks at a person in full; it is recorded."""

    CONTACT = "contact"
    VERIFICATION = "verification"
    CORRECTION = "correction"
    COMPLAINT = "complaint"


class RecordLook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the person is looked at in full."""

    reason: RecordLookReason


class RecordEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to change of a record made from `version` (修改); fields left out stay as they are."""

    version: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    name: PersonName | UnsetType = UNSET
    nationality: Nationality | UnsetType = UNSET
    document_type: DocumentType | UnsetType = UNSET
    number: DocumentNumber | UnsetType = UNSET
    born: date | UnsetType = UNSET
    phone: PhoneNumber | UnsetType = UNSET
    remark: Remark | UnsetType = UNSET


class GridChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Records that get another grid of their street (修改网格)."""

    records: Annotated[list[RecordNumber], Meta(min_length=1, max_length=100)]
    grid: RegionId


class RefusedRecord(msgspec.Struct, frozen=True):
    """A record that was not changed, and why."""

    number: str
    code: str
    detail: str


class GridChanged(msgspec.Struct, frozen=True):
    """How many records have the grid now, and which were refused."""

    moved: int
    refused: list[RefusedRecord]


class RecordReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why staff do what they do; it is recorded."""

    reason: Why


class RecordList(msgspec.Struct, frozen=True):
    """What a search found."""

    items: list[StaffRecord]
