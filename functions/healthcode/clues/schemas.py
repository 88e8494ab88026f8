"""Requests and answers about clues and public reports: the contract that OpenAPI shows."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.service import CaptchaAnswer
from functions.healthcode.clues.matters import Matter, Situation, State
from functions.healthcode.schemas import RegionId
from layers.paging import PageQuery

ClueNumber = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$", description="By which a clue is followed")]
PhotoId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]


class PhotoUpload(msgspec.Struct, frozen=True):
    """Where a photo is sent: as `multipart/form-data` with these fields, the file last, called `file`."""

    photo: str
    address: str
    fields: dict[str, str]
    most_bytes: int
    seconds: int


class ClueForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clue about a patient (疫情线索: name and situations), or a report (群众监督举报: description)."""

    matter: Annotated[Matter, Meta(description="疫情线索，或上报类型")]
    region: Annotated[RegionId, Meta(description="所在地：街道或网格")]
    address: Annotated[str, Meta(min_length=1, max_length=200, description="所在地")]
    name: Annotated[str, Meta(max_length=80, description="姓名")] = ""
    situations: Annotated[list[Situation], Meta(max_length=4, description="身体状况")] = []
    description: Annotated[str, Meta(max_length=1000, description="情况描述")] = ""
    photos: Annotated[list[PhotoId], Meta(max_length=3)] = []


class AnonymousClue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clue from somebody who isn't signed in."""

    clue: ClueForm
    captcha: CaptchaAnswer


class FiledClue(msgspec.Struct, frozen=True):
    """The number by which the clue is followed; nobody else is told it."""

    clue: str


class ClueStep(msgspec.Struct, frozen=True):
    """Something that happened to a clue: a state, or `escalated`."""

    what: str
    at: datetime


class ClueProgress(msgspec.Struct, frozen=True):
    """How far a clue is, for whoever has its number; nothing of what was told."""

    clue: str
    matter: Matter
    state: State
    filed_at: datetime
    steps: list[ClueStep]


class OwnClue(msgspec.Struct, frozen=True):
    """A clue of the account."""

    clue: str
    matter: Matter
    state: State
    filed_at: datetime


class ClueQuery(PageQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which clues: those for which a region's staff answer; `within`: all of the region and below it."""

    region: RegionId
    within: bool = False
    open: bool = True


class StaffClue(msgspec.Struct, frozen=True):
    """A clue in a list; `sendings` counts to how many regions it was sent."""

    clue: str
    matter: Matter
    state: State
    place: str
    region: str
    filed_at: datetime
    due: datetime
    overdue: bool
    sendings: int


class StaffClueStep(msgspec.Struct, frozen=True):
    """Something that happened to a clue, by whom and what they noted; by a region's id where it escalated."""

    what: str
    at: datetime
    by: str
    note: str


class StaffClueDetails(msgspec.Struct, frozen=True):
    """A clue with all that was told."""

    clue: StaffClue
    name: str
    address: str
    situations: list[Situation]
    description: str
    signed_in: bool
    photos: list[str]
    steps: list[StaffClueStep]


class ClueReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a clue goes on."""

    state: State
    note: Annotated[str, Meta(min_length=1, max_length=1000)]


class PhotoView(msgspec.Struct, frozen=True):
    """A photo, JPEG in base64."""

    content: bytes
