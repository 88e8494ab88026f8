"""Requests and answers of people who book: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Names
from functions.auth.service import CaptchaAnswer, DocumentType
from functions.vaccine.catalogue.timetable import SessionState
from functions.vaccine.numbers import CODE_LENGTH
from functions.vaccine.policies import Question, QuestionId, Texts
from functions.vaccine.schemas import (
    Address,
    DocumentNumber,
    Dose,
    Nationality,
    PersonName,
    PhoneNumber,
    RegionId,
    Remark,
    SessionId,
)
from functions.vaccine.tables import EndedBy, Kind, Phase, RecordState

HoldToken = Annotated[str, Meta(min_length=20, max_length=400)]
Code = Annotated[
    str,
    Meta(min_length=CODE_LENGTH, max_length=CODE_LENGTH + 4, description="查询码", examples=["7KMP2XQ9"]),
]


class GridName(msgspec.Struct, frozen=True):
    """A grid (网格) that somebody can live in."""

    id: str
    names: Names


class StreetName(msgspec.Struct, frozen=True):
    """A street that takes appointments, with its district."""

    id: str
    names: Names
    district: str
    district_names: Names


class StreetView(msgspec.Struct, frozen=True):
    """A street's booking page: its grids, and the notice (预约须知) to read before booking."""

    id: str
    names: Names
    district_names: Names
    grids: list[GridName]
    notice: Texts


class VaccineView(msgspec.Struct, frozen=True):
    """A vaccine as people choose it: doses, days between them, ages, questions before booking."""

    id: str
    code: str
    names: Texts
    doses: int
    intervals: list[int]
    min_age: int
    max_age: int
    questions: list[Question]


class SiteName(msgspec.Struct, frozen=True):
    """A site (接种地点) where it is only named."""

    id: str
    names: Names
    address: Address


class SessionView(msgspec.Struct, frozen=True):
    """A session as people choose it; `remaining` (剩余预约) places anybody can take."""

    id: str
    kind: Kind
    vaccine: str
    site: SiteName
    day: date
    start: str
    end: str
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
    remark: str
    remaining: int
    state: SessionState


class Availability(msgspec.Struct, frozen=True):
    """A street's sessions in order of time; what they say of places was so at `as_of`."""

    sessions: list[SessionView]
    as_of: datetime


class HoldAsking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The session of which a place shall be held; a group's takes the token of the group's address."""

    session: SessionId
    group: Annotated[str, Meta(max_length=100)] = ""


class HeldPlace(msgspec.Struct, frozen=True):
    """A place that is nobody else's until an instant, and the token by which its holder books it."""

    token: str
    until: datetime


class HoldRelease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The held place that is not wanted any more."""

    hold: HoldToken


class PersonForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is to be vaccinated; `born` where the document's number doesn't state it."""

    name: PersonName
    number: DocumentNumber
    phone: PhoneNumber
    nationality: Nationality = "CN"
    document_type: DocumentType = DocumentType.RESIDENT_ID
    born: date | None = None
    remark: Remark = ""


class BookingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A filled-in booking of a held place; `dose_before`: its date, where it was given elsewhere.

    `answers` to the vaccine's questions, all of them; `consent`: the notice (预约须知) was read.
    """

    hold: HoldToken
    person: PersonForm
    grid: RegionId
    dose: Dose
    answers: Annotated[dict[QuestionId, bool], Meta(max_length=20)]
    consent: bool
    captcha: CaptchaAnswer
    dose_before: date | None = None


class AppointmentView(msgspec.Struct, frozen=True):
    """An appointment to whoever has its look-up code: 预约状态, 登记状态, 接种状态; the person masked.

    `next_dose_from`: the first day for the next dose, once this one was given.
    """

    number: str
    kind: Kind
    state: RecordState
    ended_by: EndedBy | None
    phase: Phase
    name: str
    document_number: str
    phone: str
    vaccine: str
    vaccine_names: Texts
    dose: int
    grid: str
    grid_names: Names
    street: str
    day: date
    start: str
    end: str
    site: SiteName | None
    remark: str
    cancellable: bool
    changeable: bool
    next_dose_from: date | None


class BookedView(msgspec.Struct, frozen=True):
    """A new appointment, and its look-up code (查询码), shown and sent this once."""

    appointment: AppointmentView
    code: str


class LookupForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what a person finds an appointment: document number and look-up code."""

    number: DocumentNumber
    code: Code
    document_type: DocumentType = DocumentType.RESIDENT_ID


class LostCodeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose look-up codes are to be sent again, to the phone of each appointment."""

    number: DocumentNumber
    captcha: CaptchaAnswer
    document_type: DocumentType = DocumentType.RESIDENT_ID


class DetailsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cancelled appointment's details as they shall be (修改资料), found as `appointment` says."""

    appointment: LookupForm
    person: PersonForm
    grid: RegionId
