"""Requests and answers about organisations: the contract that OpenAPI shows."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.organisations.membership import MemberState, OrganisationState
from functions.healthcode.rules import Colour
from functions.healthcode.schemas import DeclarationForm, RegionId
from layers.paging import PageQuery

OrganisationId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
BatchId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
MOST_BYTES = 3 << 20


class EnrolmentForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation (单位机构) as an account enrols it."""

    name: Annotated[str, Meta(min_length=2, max_length=100, description="单位名称")]
    credit_code: Annotated[
        str, Meta(pattern=r"^[0-9A-Z]{18}$", description="统一社会信用代码", examples=["91110000600037341L"])
    ]
    region: RegionId
    address: Annotated[str, Meta(min_length=1, max_length=200, description="单位地址")]


class OwnOrganisation(msgspec.Struct, frozen=True):
    """An organisation to the account that enrolled it; `reason` is what staff said last."""

    organisation: str
    name: str
    credit_code: str
    region: str
    address: str
    state: OrganisationState
    reason: str
    enrolled_at: datetime


class StaffForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People whom an organisation declares, each as they would declare themselves."""

    people: Annotated[list[DeclarationForm], Meta(min_length=1, max_length=20)]


class StaffFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An Excel file of staff, base64."""

    content: Annotated[bytes, Meta(min_length=1, max_length=MOST_BYTES)]


class SheetFile(msgspec.Struct, frozen=True):
    """A file, base64, and how it is called."""

    name: str
    content: bytes


class FaultView(msgspec.Struct, frozen=True):
    """What is wrong in a column of a row."""

    column: str
    heading: str
    code: str
    sentence: str


class RefusedRowView(msgspec.Struct, frozen=True):
    """A row that was not taken."""

    row: int
    faults: list[FaultView]


class BatchView(msgspec.Struct, frozen=True):
    """People declared together: how many there are, and what became of them so far.

    `joined` got their code by this declaration, `invited` had one and are asked first, `known` stood in the
    organisation's list before. What is missing from the total still waits.
    """

    batch: str
    sent_at: datetime
    total: int
    joined: int
    invited: int
    known: int
    refused: int
    done: bool
    refused_rows: list[RefusedRowView]


class MemberView(msgspec.Struct, frozen=True):
    """Somebody whom the organisation declared; colour and whether they may return where they are seen."""

    person: str
    name: str
    state: MemberState
    since: datetime
    colour: Colour | None
    may_return: bool | None


class StandingView(msgspec.Struct, frozen=True):
    """Whether an organisation may reopen: everybody is seen, and green."""

    may_reopen: bool
    members: int
    invited: int
    colours: dict[str, int]


class MembershipView(msgspec.Struct, frozen=True):
    """An organisation that declared somebody, to that person."""

    organisation: str
    name: str
    state: MemberState
    since: datetime


class Consent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a person is seen by an organisation; without consent they leave it."""

    consents: bool


class OrganisationQuery(PageQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which organisations."""

    state: OrganisationState = OrganisationState.WAITING


class StaffOrganisation(OwnOrganisation, frozen=True):
    """An organisation to staff of its region."""

    decided_by: str | None
    decided_at: datetime | None


class OrganisationDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether an organisation is approved, and why."""

    approved: bool
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
