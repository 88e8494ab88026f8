"""The forms of clinics, observation stations and pharmacies: the contract that OpenAPI shows.

What is asked of somebody (`said`) is sealed as it was sent.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.proposals import State
from functions.healthcode.reports import History, Symptom
from functions.healthcode.rules import Colour
from functions.healthcode.scenes.schemas_gate import VisitToken
from functions.healthcode.scenes.schemas_places import Client
from functions.healthcode.schemas import Address, Celsius, Remark

StayId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Guardian = Annotated[str, Meta(max_length=80, description="家长姓名, for children under 14")]
Symptoms = Annotated[list[Symptom], Meta(max_length=20, description="症状")]
Histories = Annotated[list[History], Meta(max_length=10, description="疫区旅居史或发热人员接触史")]
Opinion = Annotated[str, Meta(max_length=500, description="就诊意见")]
Evidence = Annotated[str, Meta(min_length=1, max_length=500, description="What proves it")]


class Conclusion(StrEnum):
    """What a clinic concludes (病例信息); others than NONE count once staff approved them."""

    NONE = "NONE"
    SUSPECTED = "SUSPECTED"  # 疑似
    CONFIRMED = "CONFIRMED"  # 确诊


class CaseType(StrEnum):
    """Why somebody is observed (病例类型)."""

    CONFIRMED = "CONFIRMED"  # 确诊
    SUSPECTED = "SUSPECTED"  # 疑似
    CARRIER = "CARRIER"  # 无症状感染者
    CONTACT = "CONTACT"  # 密切接触者
    OTHER = "OTHER"


class ClinicVisit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visit to a fever clinic (发热门诊登记); `born` where the document doesn't tell."""

    temperature: Celsius
    address: Address
    symptoms: Symptoms = []
    history: Histories = []
    conclusion: Conclusion = Conclusion.NONE
    born: date | None = None
    guardian: Guardian = ""
    opinion: Opinion = ""
    remark: Remark = ""


class ClinicForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clinic's form about a visitor."""

    client: Client
    visit: VisitToken
    said: ClinicVisit


class Medicine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of what was bought (药品信息)."""

    name: Annotated[str, Meta(min_length=1, max_length=100, description="药品名称")]
    quantity: Annotated[int, Meta(ge=1, le=1000, description="数量")]


class Sale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fever or cough medicine that was bought (购药登记); `patient_phone` where it is for somebody else."""

    temperature: Celsius
    address: Address
    medicines: Annotated[list[Medicine], Meta(min_length=1, max_length=30)]
    history: Histories = []
    patient_phone: Annotated[str, Meta(max_length=20, description="实际患者的手机号")] = ""
    born: date | None = None
    guardian: Guardian = ""
    remark: Remark = ""


class SaleForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pharmacy's form about a buyer."""

    client: Client
    visit: VisitToken
    said: Sale


class Filed(msgspec.Struct, frozen=True):
    """The id of a form, and the colour the person's code shows now."""

    form: str
    colour: Colour


class FormView(msgspec.Struct, frozen=True):
    """A form of the place's own, the person masked; `about` its conclusion, or what was bought."""

    form: str
    at: datetime
    name: str
    temperature: float
    about: list[str]


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day of an observation: 体温、干咳、其他症状."""

    temperature: Celsius
    symptoms: Symptoms = []
    remark: Remark = ""


class Admission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an observation begins (医学观察): `onset` 发病日期, `began` 开始观察日期, `address` 现住址."""

    case_number: Annotated[str, Meta(min_length=1, max_length=40, description="病例编号")]
    case_type: CaseType
    began: date
    address: Address
    evidence: Evidence
    today: Course
    onset: date | None = None
    born: date | None = None
    guardian: Guardian = ""
    opinion: Opinion = ""


class AdmissionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An observation station's form about somebody it admits; red once staff approved it."""

    client: Client
    visit: VisitToken
    said: Admission


class Admitted(msgspec.Struct, frozen=True):
    """The id of an observation."""

    stay: str


class Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What proves that somebody may be released (解除隔离); it counts once staff approved it."""

    evidence: Evidence


class StayView(msgspec.Struct, frozen=True):
    """An observation of the place's own, the person masked."""

    stay: str
    name: str
    case_number: str
    case_type: CaseType
    began: date
    admitted_at: datetime
    release_proposed: bool


class CourseView(msgspec.Struct, frozen=True):
    """A day of an observation's course."""

    day: date
    temperature: float
    symptoms: list[Symptom]
    remark: str


class StayDetails(msgspec.Struct, frozen=True):
    """An observation with its course day by day; `age` in years, `release` what became of the proposal."""

    stay: StayView
    colour: Colour
    age: int | None
    onset: date | None
    opinion: str
    days: list[CourseView]
    release: State | None
