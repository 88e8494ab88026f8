"""Requests and answers about registrations: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.registrations.plans import Health, Kind, State
from functions.healthcode.reports import Symptom
from functions.healthcode.schemas import Address, RegionId, Remark

RegistrationId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Text = Annotated[str, Meta(max_length=200)]


class RegistrationForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A registration, the only one of its kind that stands.

    `departure` and `isolation_days` are for who comes back, `workplace` for who goes to work.
    """

    kind: Kind
    planned_on: Annotated[date, Meta(description="返琼计划时间")]
    health: Annotated[Health, Meta(description="返琼前健康状况")]
    key_area: Annotated[bool, Meta(description="14天内有无重点疫区旅居史")]
    case_contact: Annotated[bool, Meta(description="14天内有无与确诊或疑似病例接触史")]
    carrier_contact: Annotated[bool, Meta(description="14天内有无与无症状感染者接触史")]
    symptoms: Annotated[list[Symptom], Meta(max_length=20, description="14天内有无发热、干咳等症状")]
    region: RegionId
    address: Annotated[Address, Meta(description="返琼后居住地")]
    departure: Annotated[Text, Meta(description="出发地")] = ""
    isolation_days: Annotated[int, Meta(ge=0, le=60, description="返琼后居家隔离时间")] | None = None
    left_on: Annotated[date, Meta(description="离岛时间")] | None = None
    workplace: Annotated[Text, Meta(description="返岗单位")] = ""
    measures: Annotated[str, Meta(max_length=500, description="身体状况及采取措施")] = ""
    remark: Remark = ""


class RegistrationView(msgspec.Struct, frozen=True):
    """A registration as it was filled in, and how it stands."""

    registration: str
    state: State
    filed_at: datetime
    changed_at: datetime
    form: RegistrationForm
