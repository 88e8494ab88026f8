"""Requests and answers about groups and booking addresses: the contract that OpenAPI shows."""

from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Names
from functions.vaccine.schemas import Pdf, Svg

GroupId = Annotated[str, Meta(pattern=r"^[0-9a-f]{12}$")]
GroupToken = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9_-]{22}$", description="what stands behind # in a group's address")
]


class GroupForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group: an employer, a school, people with special needs."""

    names: Names


class GroupState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the group's address may be used."""

    enabled: bool


class GroupView(msgspec.Struct, frozen=True):
    """A group; `renewals` counts how often its address was renewed."""

    id: str
    names: Names
    enabled: bool
    renewals: int


class NewGroup(msgspec.Struct, frozen=True):
    """The id of a group that was made."""

    id: str


class AddressView(msgspec.Struct, frozen=True):
    """Where people book (预约地址), and the same as QR code (二维码)."""

    address: str
    qr: Svg


class PosterView(msgspec.Struct, frozen=True):
    """A poster to print."""

    pdf: Pdf


class GroupAsking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The token of a group's address."""

    group: GroupToken


class GroupWelcome(msgspec.Struct, frozen=True):
    """Whose group address it is; its sessions are listed by street and group."""

    id: str
    street: str
    names: Names
