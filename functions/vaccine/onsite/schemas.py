"""Requests and answers about the work at sites: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Names
from functions.vaccine.appointments.schemas import PersonForm, SiteName
from functions.vaccine.catalogue.timetable import SessionState
from functions.vaccine.onsite.entrance import Gate
from functions.vaccine.policies import Texts
from functions.vaccine.schemas import Dose, RegionId, SessionId, SiteId
from functions.vaccine.tables import Kind, Phase, RecordState

UserId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Ending = Annotated[
    str,
    Meta(
        pattern=r"^([0-9A-Za-z]{4}|[0-9A-Za-z]{6})$",
        description="the last 4 or 6 characters of the identity number (身份证后4/6位)",
        examples=["8877"],
    ),
]


class SitePlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A site, with the street it stands in."""

    street: RegionId
    site: SiteId


class Binding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sites at which an account works (核销人员授权), all of them."""

    sites: Annotated[list[SitePlace], Meta(max_length=20)]


class OwnSite(msgspec.Struct, frozen=True):
    """A site at which the caller works."""

    street: str
    site: SiteName


class SiteSession(msgspec.Struct, frozen=True):
    """One of today's sessions at a site: 预约人数, 已登记, 已接种数. `pulse`: it is its time (绿色跳动)."""

    id: str
    kind: Kind
    vaccine: str
    start: str
    end: str
    state: SessionState
    gate: Gate
    pulse: bool
    remaining: int
    booked: int
    arrived: int
    given: int


class EndingLookup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to find by the ending of their identity number (短号核销)."""

    ending: Ending


class SlipScan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the QR code that somebody shows."""

    token: Annotated[str, Meta(min_length=1, max_length=400)]


class UndoForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody's last step is taken back."""

    reason: Annotated[str, Meta(min_length=2, max_length=200)]


class VisitorView(msgspec.Struct, frozen=True):
    """Somebody with an appointment here today, masked; to be compared with the document they show.

    `gate`: whether they are let in now; `pulse`: it is their time (绿色跳动). `observed_until`: the end of
    the observation (留观), once they were injected.
    """

    number: str
    kind: Kind
    state: RecordState
    phase: Phase
    gate: Gate
    pulse: bool
    name: str
    document_type: str
    document_number: str
    vaccine: str
    vaccine_names: Texts
    dose: int
    grid: str
    grid_names: Names
    day: date
    start: str
    end: str
    remark: str
    arrived_at: datetime | None
    injected_at: datetime | None
    observed_until: datetime | None
    given_at: datetime | None


class WalkInForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody without an appointment; `dose_before`: its date, where it was given elsewhere."""

    session: SessionId
    person: PersonForm
    grid: RegionId
    dose: Dose
    dose_before: date | None = None


class WalkInView(msgspec.Struct, frozen=True):
    """The appointment made at the site, and its look-up code (查询码), shown and sent this once."""

    visitor: VisitorView
    code: str


class LookView(msgspec.Struct, frozen=True):
    """That staff looked at a record or did something with it; `site` (`street/site`) where it was at one."""

    at: datetime
    action: str
    site: str


class StaffLookView(msgspec.Struct, frozen=True):
    """The same for staff, with the account, and its person's `name`; empty where it was none of staff."""

    at: datetime
    actor: str
    name: str
    action: str
    site: str
