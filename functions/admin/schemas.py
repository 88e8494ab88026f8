"""Requests and answers about accounts, roles and regions: the contract that OpenAPI shows."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from functions.admin.accounts import State
from functions.admin.tree import Level
from layers.i18n import Language
from layers.paging import PageQuery
from layers.passwords import GivenPassword, NewPassword
from layers.principals import CITY

UserId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
RoleId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{2,40}$", examples=["reviewer"])]
RegionId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{2,40}$", examples=["futian"])]
Username = Annotated[
    str, Meta(min_length=2, max_length=64, pattern=r"^\S+$", description="账号", examples=["钟楼区北港街道"])
]
PersonName = Annotated[str, Meta(max_length=64, description="昵称")]
Phone = Annotated[str, Meta(pattern=r"^(\+[0-9]{8,15})?$", description="E.164", examples=["+8613800138000"])]
Mail = Annotated[str, Meta(max_length=200, pattern=r"^([^@\s]+@[^@\s]+)?$")]
Permission = Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z]+$", max_length=60, examples=["staff.view"])]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Translation = Annotated[str, Meta(max_length=60)]
Roles = Annotated[list[RoleId], Meta(max_length=10)]


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in the three languages; empty where nobody has translated it."""

    zh_hans: Name = msgspec.field(name=Language.ZH_HANS.value)
    zh_hant: Translation = msgspec.field(name=Language.ZH_HANT.value, default="")
    en: Translation = msgspec.field(name=Language.EN.value, default="")


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a member of staff signs in with."""

    username: Annotated[str, Meta(min_length=1, max_length=64)]
    password: GivenPassword


class Renewal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The token to be renewed before it ends."""

    token: Annotated[str, Meta(min_length=1, max_length=2000)]


class SignedIn(msgspec.Struct, frozen=True):
    """A session. Until `settled` only the password can be changed."""

    token: str
    expires_at: datetime
    settled: bool


class PasswordChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password so far and the one to be."""

    current: GivenPassword
    new: NewPassword


class Within(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The region whose parts are asked for, by default the city."""

    within: RegionId = CITY


class RegionName(msgspec.Struct, frozen=True):
    """A region where it is only named."""

    id: str
    names: Names


class NamedRegion(RegionName, frozen=True):
    """A region where staff choose among several: its name, and where it stands in the tree."""

    parent: str | None
    level: Level
    enabled: bool


class OwnAccountView(msgspec.Struct, frozen=True):
    """The signed-in account: `path` leads from the city to its region, `permissions` are `menu.button`."""

    id: str
    username: str
    name: str
    region: str
    path: list[RegionName]
    roles: list[str]
    permissions: list[str]
    settled: bool


class UserView(msgspec.Struct, frozen=True):
    """A staff account as others see it: name, phone and mail masked."""

    id: str
    username: str
    name: str
    phone: str
    mail: str
    region: str
    roles: list[str]
    state: State
    settled: bool
    created_at: datetime
    signed_in_at: datetime | None


class UserContact(msgspec.Struct, frozen=True):
    """A staff account's personal data in full."""

    username: str
    name: str
    phone: str
    mail: str


class UserQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One region's staff (default: the caller's own region's), or the one with this username."""

    region: Annotated[str, Meta(max_length=40)] = ""
    username: Annotated[str, Meta(max_length=64)] = ""


class NewUser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A staff account to be created (新增)."""

    username: Username
    region: RegionId
    roles: Roles = []
    name: PersonName = ""
    phone: Phone = ""
    mail: Mail = ""


class CreatedUser(msgspec.Struct, frozen=True):
    """The new account and its first password, shown this once."""

    id: str
    password: str


class IssuedPassword(msgspec.Struct, frozen=True):
    """A password that has to be changed at the next sign-in, shown this once."""

    password: str


class UserEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to change (编辑); fields left out stay as they are."""

    name: PersonName | UnsetType = UNSET
    phone: Phone | UnsetType = UNSET
    mail: Mail | UnsetType = UNSET


class UserState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """启用, 锁定 or 停用; `active` also forgets failed tries at the password."""

    state: Literal["active", "locked", "disabled"]


class UserMove(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The region in which the account works from now on (移动)."""

    region: RegionId


class UserRoles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All roles that the account has from now on (授权)."""

    roles: Roles


class LookReason(StrEnum):
    """Why somebody looks at personal data; it is recorded."""

    CONTACT = "contact"
    VERIFICATION = "verification"
    COMPLAINT = "complaint"


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the personal data is looked at."""

    reason: LookReason


class ButtonView(msgspec.Struct, frozen=True):
    """A button of a menu and the permission for it."""

    permission: str
    name: str


class MenuView(msgspec.Struct, frozen=True):
    """A row of the matrix: a menu and its buttons, named in the caller's language."""

    menu: str
    name: str
    buttons: list[ButtonView]


class RoleView(msgspec.Struct, frozen=True):
    """A role; `assignable` where it grants nothing that the caller has not, `fixed` where it can't change."""

    id: str
    names: Names
    permissions: list[str]
    version: int
    assigned: int
    assignable: bool
    fixed: bool


class NewRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role to be created; without `id` it gets a random one."""

    names: Names
    permissions: Annotated[list[Permission], Meta(max_length=200)]
    id: RoleId | UnsetType = UNSET


class RoleEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role as it shall be, made from `version`."""

    names: Names
    permissions: Annotated[list[Permission], Meta(max_length=200)]
    version: Annotated[int, Meta(ge=1, le=1_000_000_000)]


class CreatedId(msgspec.Struct, frozen=True):
    """The id of what was created."""

    id: str


Population = Annotated[int, Meta(ge=0, le=100_000_000, description="常住人口")]
Order = Annotated[int, Meta(ge=0, le=9999, description="排序")]


class RegionView(msgspec.Struct, frozen=True):
    """A region in the staff's tree; `children` and `attached` (accounts, sites) keep it from deletion."""

    id: str
    parent: str | None
    level: Level
    names: Names
    order: int
    enabled: bool
    population: int
    children: int
    attached: int


class NewRegion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region to be created below `parent`; without `id` it gets a random one."""

    parent: RegionId
    names: Names
    order: Order = 0
    population: Population = 0
    enabled: bool = True
    id: RegionId | UnsetType = UNSET


class RegionEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region's names, order and population as they shall be."""

    names: Names
    order: Order
    population: Population


class RegionState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """启用 or 停用."""

    enabled: bool


class RegionMove(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The region below which it lies from now on."""

    parent: RegionId
