"""Requests and answers about places and who works there: the contract that OpenAPI shows."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.scenes.kinds import CheckpointKind, PlaceKind, PlaceState, Role
from functions.healthcode.schemas import RegionId
from functions.healthcode.schemas_staff import Why
from layers.paging import PageQuery

PlaceId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
WorkerId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Phone = Annotated[str, Meta(min_length=8, max_length=20, description="手机", examples=["13812341234"])]
Client = Annotated[
    str,
    Meta(pattern=r"^[0-9A-Za-z-]{8,64}$", description="The device's own id: sent again, it is the same"),
]


class PlaceForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place (关口信息 and the like); `gate` (关口类型) for checkpoints, `contact` who answers for it."""

    kind: PlaceKind
    name: Annotated[str, Meta(min_length=1, max_length=80, description="名称")]
    region: RegionId
    address: Annotated[str, Meta(min_length=1, max_length=200, description="详细地址")]
    contact: Annotated[str, Meta(min_length=1, max_length=80, description="负责人姓名")]
    gate: CheckpointKind | None = None


class NewPlace(msgspec.Struct, frozen=True):
    """The id of a place that now waits for staff."""

    place: str


class MyPlace(msgspec.Struct, frozen=True):
    """A place of the account, without `role` where it is only invited; `reason` is what staff said."""

    place: str
    kind: PlaceKind
    gate: CheckpointKind | None
    name: str
    region: str
    address: str
    state: PlaceState
    reason: str
    role: Role | None


class WorkerInvitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose phone is invited."""

    phone: Phone


class WorkerView(msgspec.Struct, frozen=True):
    """Who works at a place, or is invited and has not accepted; the phone is masked."""

    worker: str
    role: Role
    phone: str
    accepted: bool
    invited_at: datetime


class StaffPlaceQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose places: of one region, not of those below it."""

    region: RegionId


class StaffPlace(msgspec.Struct, frozen=True):
    """A place as staff see it, who answers for it masked."""

    place: str
    kind: PlaceKind
    gate: CheckpointKind | None
    name: str
    region: str
    address: str
    contact: str
    state: PlaceState
    reason: str
    enrolled_at: datetime


class PlaceDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Into which state staff bring a place, and why; its keeper is told."""

    state: PlaceState
    reason: Why
