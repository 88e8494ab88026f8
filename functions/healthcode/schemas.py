"""Requests and answers about health codes, for residents and the public: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.service import DocumentType
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.reports import History, Symptom
from functions.healthcode.rules import Colour

PersonId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$", description="A person, as lists name them")]
AccountId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
FactId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
RegionId = Annotated[str, Meta(min_length=1, max_length=40, description="街道或网格")]
Celsius = Annotated[float, Meta(ge=30.0, le=45.0, description="体温 °C", examples=[36.5])]
Address = Annotated[str, Meta(min_length=1, max_length=200, description="目前所在地址")]
Remark = Annotated[str, Meta(max_length=500, description="其他需要反馈上报的问题")]


class CodeQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose code: one of those the account acts for, or by default its own person's."""

    person: PersonId = ""


class CodeView(msgspec.Struct, frozen=True):
    """A code to show (亮码): `token` is what the QR image holds; ask for the next before `expires_at`."""

    colour: Colour
    name: str
    token: str
    qr: str
    issued_at: datetime
    expires_at: datetime


class CodeScan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code as it was scanned."""

    token: Annotated[str, Meta(min_length=1, max_length=2000)]


class ScannedCode(msgspec.Struct, frozen=True):
    """A good code: what it shows, and the colour as it is now."""

    colour: Colour
    name: str
    issued_at: datetime
    expires_at: datetime


class DeclarationForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who somebody is and how they are (个人健康申报); `promise` is the signed 承诺.

    Messages go to `phone`; for somebody without one it is the proxy's.
    """

    name: Annotated[str, Meta(min_length=1, max_length=80, description="姓名")]
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", examples=["CN"])]
    document_type: DocumentType
    number: Annotated[str, Meta(min_length=1, max_length=64, description="证件号码")]
    phone: Annotated[str, Meta(min_length=8, max_length=20, description="手机")]
    region: RegionId
    address: Address
    promise: bool
    temperature: Celsius | None = None
    symptoms: Annotated[list[Symptom], Meta(max_length=20)] = []
    history: Annotated[list[History], Meta(max_length=10)] = []
    remark: Remark = ""


class ReasonView(msgspec.Struct, frozen=True):
    """Why a code is not green: in words, since when, how many days are done, what it still awaits."""

    kind: FactKind
    text: str
    colour: Colour
    fact: str
    since: date
    days: int
    days_done: int
    awaits: list[FactKind]
    earliest_end: date


class VerdictView(msgspec.Struct, frozen=True):
    """A colour with its reasons, and the first date that can be green."""

    colour: Colour
    reasons: list[ReasonView]
    earliest_end: date | None


class DeclaredView(msgspec.Struct, frozen=True):
    """What became of a declaration: no verdict where those who show this person's code are asked first."""

    person: str
    verdict: VerdictView | None


class KeptView(msgspec.Struct, frozen=True):
    """Somebody whose code the account shows, masked; `own` is the account's own person."""

    person: str
    own: bool
    name: str
    colour: Colour
    region: str
    checked_in: bool
    earliest_end: date | None


class PersonView(msgspec.Struct, frozen=True):
    """A code with everything that speaks for its colour, to those who show it."""

    person: str
    own: bool
    name: str
    document_type: str
    document_number: str
    phone: str
    region: str
    declared_at: datetime
    changed_at: datetime
    checked_in: bool
    verdict: VerdictView


class FactView(msgspec.Struct, frozen=True):
    """A fact, by whom in kind only; `withdraws` names the fact it takes back."""

    id: str
    kind: FactKind
    at: datetime
    recorded_at: datetime
    source: Source
    place: str
    withdraws: str


class LookView(msgspec.Struct, frozen=True):
    """That somebody looked the person up: where, and for which reason."""

    at: datetime
    place: str
    name: str
    reason: str


class CheckIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day's check-in (健康打卡)."""

    temperature: Celsius
    address: Address
    symptoms: Annotated[list[Symptom], Meta(max_length=20)] = []
    remark: Remark = ""


class KeeperView(msgspec.Struct, frozen=True):
    """An account that shows a code, or asks to; `since` is when it asked."""

    account: str
    me: bool
    asks: bool
    claims_own: bool
    since: datetime | None


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether an account that asks may show the code."""

    admitted: bool


class AppealForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says against a fact (申诉)."""

    fact: FactId
    words: Annotated[str, Meta(min_length=1, max_length=1000)]


class AppealView(msgspec.Struct, frozen=True):
    """An appeal and what became of it."""

    fact: str
    state: str
    words: str
    answer: str
    filed_at: datetime
    decided_at: datetime | None


class CauseView(msgspec.Struct, frozen=True):
    """A kind of fact that gives a colour: its name, and what ends it."""

    kind: FactKind
    colour: Colour
    text: str
    days: int
    released_by: list[FactKind]


class RulesView(msgspec.Struct, frozen=True):
    """The colour rules in force, for everybody to read; version 0 is the manuals' own."""

    version: int
    since: datetime | None
    causes: list[CauseView]


class DayOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A local date."""

    day: date


class CountsView(msgspec.Struct, frozen=True):
    """Codes by colour at `as_of`; what happened on the day: causes, decisions, alarms and so on."""

    as_of: datetime | None
    colours: dict[str, int]
    day: date
    happened: dict[str, int]
