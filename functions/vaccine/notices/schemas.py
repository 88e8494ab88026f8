"""Requests and answers about notices to people (短信通知): the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.vaccine.notices.store import NoticeState, TextState
from functions.vaccine.policies import VaccineId
from functions.vaccine.schemas import Dose, RegionId, SessionId
from functions.vaccine.tables import Kind, RecordState
from layers.i18n import Language
from layers.paging import PageQuery

TextId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
NoticeId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Title = Annotated[str, Meta(min_length=1, max_length=60, description="what staff choose it by")]
Wording = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        description="placeholders: {name} {number} {vaccine} {dose} {day} {start} {end} {site}",
        examples=["您 {day} {start} 的接种改在二楼进行。"],
    ),
]


class NoticeWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a notice says in the three languages; everybody gets theirs."""

    zh_hans: Wording = msgspec.field(name=Language.ZH_HANS.value)
    zh_hant: Wording = msgspec.field(name=Language.ZH_HANT.value)
    en: Wording


class NoticeTextForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wording (模板) to be reviewed by somebody else."""

    title: Title
    texts: NoticeWording


class NoticeTextView(msgspec.Struct, frozen=True):
    """A wording; only approved ones are sent."""

    id: str
    title: str
    texts: NoticeWording
    state: TextState
    by: str
    at: datetime
    decided_by: str


class NoticeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A notice to the people of a session, or of a region and below; everything that is said must hold.

    Exactly one of `session` and `region`. Those whose appointment was cancelled are told only where
    `state` says so.
    """

    text: TextId
    session: SessionId | None = None
    region: RegionId | None = None
    kind: Kind | None = None
    vaccine: VaccineId | None = None
    dose: Dose | None = None
    state: RecordState = RecordState.BOOKED
    arrived: bool | None = None
    given: bool | None = None
    since: date | None = None
    until: date | None = None


class NewNotice(msgspec.Struct, frozen=True):
    """The id of a notice, or of a wording, that was made."""

    id: str


class NoticeQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose notices: of one region, not of those below it."""

    region: RegionId


class NoticeDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a notice that somebody else asked for may go, and why."""

    approved: bool
    reason: Annotated[str, Meta(min_length=2, max_length=500)]


class NoticeView(msgspec.Struct, frozen=True):
    """A notice and how far it is; names instead of accounts.

    READY: its `people` are known, with how many `without_phone` are left out, and `preview` is what the
    first of them gets in each language, masked; `second_person`: only somebody else can let it go.
    `written`: messages on their way, of which `delivered` were sent and `failed` given up so far.
    """

    id: str
    region: str
    session: str | None
    text: str
    texts: NoticeWording
    state: NoticeState
    by: str
    at: datetime
    people: int
    without_phone: int
    second_person: bool
    preview: NoticeWording | None
    written: int
    delivered: int
    failed: int
    released_by: str
    released_at: datetime | None
    done_at: datetime | None
    reason: str
    fault: str
