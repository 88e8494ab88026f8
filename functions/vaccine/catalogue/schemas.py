"""Requests and answers about sites, vaccines and sessions, for staff."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Names
from functions.vaccine.catalogue.timetable import SessionState
from functions.vaccine.policies import Vaccine, VaccineId
from functions.vaccine.schemas import Address, RegionId, SiteId
from functions.vaccine.tables import Kind
from layers.paging import PageQuery
from layers.validation import Instant

MOST_SESSIONS = 200
"""Sessions that a template makes in one call."""

Quota = Annotated[int, Meta(ge=1, le=20_000, description="限定名额")]
SiteOrder = Annotated[int, Meta(ge=0, le=9999, description="排序")]
Grace = Annotated[int, Meta(ge=1, le=1440, description="minutes after the start; who has not come by then")]
Version = Annotated[int, Meta(ge=0, le=1_000_000_000)]
SessionRemark = Annotated[str, Meta(max_length=255, description="备注说明", examples=["请带好身份证件"])]
LocalTime = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:00"])]
Weekday = Annotated[int, Meta(ge=1, le=7, description="1 = Monday")]
SessionGroup = Annotated[str, Meta(pattern=r"^[0-9a-f]{12}$", description="团体")]
ChangeReason = Annotated[str, Meta(min_length=2, max_length=500)]


class NewId(msgspec.Struct, frozen=True):
    """The id of what was created."""

    id: str


class SiteForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A site (接种点) as it shall be."""

    names: Names
    address: Address
    order: SiteOrder = 0


class NewSite(SiteForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A site to be created (新增)."""

    enabled: bool = True


class Enabling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """启用 or 停用."""

    enabled: bool


class SiteView(msgspec.Struct, frozen=True):
    """A site in the staff's list; one with `sessions` can't be deleted."""

    id: str
    street: str
    names: Names
    address: Address
    order: int
    enabled: bool
    sessions: int


class VaccineList(msgspec.Struct, frozen=True):
    """All vaccines, and the version that a change is made from."""

    version: int
    vaccines: list[Vaccine]


class VaccineChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vaccine as it shall be, made from `version` of the list; the reason is recorded."""

    vaccine: Vaccine
    version: Version
    reason: ChangeReason


class SessionSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time of the day (具体时间) and how many people it takes (限定名额)."""

    start: LocalTime
    end: LocalTime
    quota: Quota


class SessionKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a session is but for day and time (预约类型, 疫苗类型, 接种地点); `group` for a group's.

    Without `opens_at` it can be booked at once, without `grace` the policy's minutes count.
    """

    kind: Kind = Kind.INDIVIDUAL
    vaccine: VaccineId
    street: RegionId
    site: SiteId
    remark: SessionRemark = ""
    enabled: bool = True
    opens_at: Instant | None = None
    grace: Grace | None = None
    group: SessionGroup | None = None


class NewSession(SessionKind, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session to be opened (新增)."""

    day: date
    slot: SessionSlot


class SessionSeries(SessionKind, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sessions to be opened from a template: every slot on every such weekday between two days."""

    first: date
    last: date
    weekdays: Annotated[list[Weekday], Meta(min_length=1, max_length=7)]
    slots: Annotated[list[SessionSlot], Meta(min_length=1, max_length=24)]


class SeriesMade(msgspec.Struct, frozen=True):
    """The ids of the sessions that were opened now, and of those that existed before."""

    created: list[str]
    existed: list[str]


class SessionEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A session as it shall be, made from `version`; kind, vaccine, site, day and time stay (修改)."""

    version: Version
    quota: Quota
    opens_at: Instant
    remark: SessionRemark = ""
    grace: Grace | None = None


class SessionQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A street's sessions between two days, both included; by default from today on."""

    first: date | None = None
    last: date | None = None


class StaffSession(msgspec.Struct, frozen=True):
    """A session to staff: 限定名额, 剩余名额, held, kept for who waits, 预约人数, checked in, 已接种数."""

    id: str
    kind: Kind
    vaccine: str
    street: str
    site: str
    group: str | None
    day: date
    start: str
    end: str
    opens_at: datetime
    remark: str
    enabled: bool
    grace: int | None
    quota: int
    remaining: int
    held: int
    kept: int
    booked: int
    arrived: int
    given: int
    state: SessionState
    version: int
