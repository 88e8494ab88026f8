"""The matrix of menus and buttons (角色管理), and the roles that set-up creates from it."""

from collections.abc import Mapping
from dataclasses import dataclass

MENUS: Mapping[str, tuple[str, ...]] = {
    "staff": ("view", "edit", "delete", "status", "reset", "authorise", "move"),
    "roles": ("view", "edit", "delete"),
    "regions": ("view", "edit", "delete", "status", "move"),
    "policies": ("view", "edit"),
    "audit": ("view",),
    "outbox": ("view", "replay"),
    "personal": ("reveal",),
    "reviews": ("view", "decide"),
    "resets": ("view", "decide"),
    "legacy": ("import",),
    "periods": ("view", "quota", "postpone", "beacon"),
    "bookings": ("view", "arrive", "excuse", "lift"),
}
"""Buttons by menu, in the order in which the console shows them; a permission is `menu.button`."""

ADMINISTRATOR = "administrator"
"""The role that always grants everything, and can be neither changed nor removed."""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A role that set-up creates where it is missing: names by language, permissions."""

    id: str
    names: Mapping[str, str]
    permissions: frozenset[str]


def _role(identifier: str, hans: str, hant: str, english: str, permissions: str) -> BuiltIn:
    names = {"zh-Hans": hans, "zh-Hant": hant, "en": english}
    return BuiltIn(identifier, names, frozenset(permissions.split()))


BUILT_IN = (
    _role(ADMINISTRATOR, "系统管理员", "系統管理員", "Administrator", ""),
    _role(
        "reviewer",
        "审核员",
        "審核員",
        "Reviewer",
        "reviews.view reviews.decide resets.view resets.decide personal.reveal",
    ),
    _role(
        "lottery-operator",
        "摇号管理员",
        "搖號管理員",
        "Lottery operator",
        "periods.view periods.quota periods.postpone periods.beacon "
        "bookings.view bookings.excuse bookings.lift",
    ),
    _role(
        "port-officer",
        "口岸人员",
        "口岸人員",
        "Port officer",
        "bookings.view bookings.arrive",
    ),
    _role(
        "auditor",
        "审计员",
        "審計員",
        "Auditor",
        "audit.view policies.view outbox.view staff.view roles.view regions.view periods.view bookings.view",
    ),
)
