"""Requests and answers of gates, and of looking people up at a place: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.rules import Colour
from functions.healthcode.scenes.kinds import CheckpointKind, LookReason
from functions.healthcode.scenes.passes import Outcome
from functions.healthcode.scenes.passing import ClockSource, Direction, Errand, Result, Stop
from functions.healthcode.scenes.schemas_places import Client, Phone
from functions.healthcode.schemas import Celsius
from layers.paging import PageQuery
from layers.validation import Instant

MOST_PASSES = 100
"""Passes of one upload: each is a transaction, and all must fit one call."""

Token = Annotated[str, Meta(min_length=1, max_length=2000, description="What the QR image holds")]
VisitToken = Annotated[str, Meta(min_length=1, max_length=1000, description="From the look-up before")]


class GateSheet(msgspec.Struct, frozen=True):
    """What a gate works with offline, beside the keys: refuse when those are older than `key_hours`.

    `server_time` sets the device's clock. Fever begins at `fever_celsius`; at most `upload_rows` passes
    are uploaded at once, none older than `upload_days`.
    """

    place: str
    name: str
    gate: CheckpointKind | None
    address: str
    server_time: datetime
    fever_celsius: float
    key_hours: int
    upload_rows: int
    upload_days: int
    trail_days: int


class Scan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scanned code and why it is looked up; the person sees that it was."""

    token: Token
    reason: LookReason


class Find(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phone of somebody who acts for who stands here (代申领), and why they are looked up."""

    phone: Phone
    reason: LookReason


class VisitorBasics(msgspec.Struct, frozen=True):
    """Somebody who was looked up, filled in as far as the place's form asks for it, masked beyond.

    `visit` names them in the forms that follow.
    """

    visit: str
    colour: Colour
    name: str
    document_type: str
    document_number: str
    phone: str
    address: str


class TrailAsking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose passes are looked at (关口记录), and why."""

    visit: VisitToken
    reason: LookReason


class TrailView(msgspec.Struct, frozen=True):
    """A pass of somebody, at whichever gate."""

    at: datetime
    name: str
    direction: Direction
    errand: Errand
    result: Result
    against: list[Stop]


class PassRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pass (通行登记) as the device noted it: of a scanned `token`, or of a `visit` that began online.

    `at` by which `clock`; `result` is what the person was told; `suspicion` reports them (上报).
    """

    client: Client
    at: Instant
    clock: ClockSource
    direction: Direction
    errand: Errand
    temperature: Celsius
    result: Result
    token: Token = ""
    visit: VisitToken = ""
    plate: Annotated[str, Meta(max_length=20, description="车牌")] = ""
    suspicion: Annotated[str, Meta(max_length=500, description="可疑情况")] = ""


class PassUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some passes; each stands by itself."""

    passes: Annotated[list[PassRow], Meta(min_length=1, max_length=MOST_PASSES)]


class RowAnswer(msgspec.Struct, frozen=True):
    """What became of a row: `code` and `detail` tell of a refusal. AGAIN is to be sent once more."""

    client: str
    outcome: Outcome
    code: str
    detail: str


class PassQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The passes of which date."""

    day: date


class PassView(msgspec.Struct, frozen=True):
    """A pass of the place's own, the person masked; `against` is what spoke against it."""

    at: datetime
    received_at: datetime
    clock: ClockSource
    name: str
    direction: Direction
    errand: Errand
    temperature: float
    plate: str
    colour: Colour
    result: Result
    against: list[Stop]
    reported: bool
