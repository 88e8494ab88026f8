"""Roles in their table: reads, and the steps that change them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from functions.admin.errors import NoSuchRole, RoleChanged, RoleIdTaken
from functions.admin.tables import RoleItem
from layers.transaction import Delete, Step, Update, new

_PARTITION = "ROLES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role: names by language, permissions, and how many accounts have it."""

    id: str
    names: Mapping[str, str]
    permissions: frozenset[str]
    version: int = 1
    assigned: int = 0


def everything() -> dict[str, Role]:
    """Return all roles by id, in one consistent query."""
    found = RoleItem.query(_PARTITION, consistent_read=True)
    return {role.id: role for role in map(_role, found)}


def find_all(roles: Iterable[str]) -> dict[str, Role]:
    """Return those of these roles that exist, as they are now."""
    found = RoleItem.find_all((_PARTITION, role) for role in roles)
    return {role.id: role for role in map(_role, found)}


def adding(role: Role) -> Step:
    """Return the step that creates a role; refuses with RoleIdTaken."""
    item = RoleItem(_PARTITION, role.id, names=_json(role), version=role.version)
    item.permissions = set(role.permissions)
    return new(item, RoleIdTaken())


def editing(role: Role) -> Step:
    """Return the step that writes names and permissions over the version that `role` names."""
    permissions = RoleItem.permissions
    actions = [
        RoleItem.names.set(_json(role)),
        permissions.set(set(role.permissions)) if role.permissions else permissions.remove(),
        RoleItem.version.set(role.version + 1),
    ]
    unchanged = RoleItem.version == role.version
    item = RoleItem(_PARTITION, role.id)
    return Update(item=item, actions=actions, condition=unchanged, otherwise=RoleChanged())


def removing(role: Role) -> Step:
    """Return the step that deletes a role that was read as unassigned, if it still is and is unchanged."""
    unused = (RoleItem.version == role.version) & (RoleItem.assigned == 0)
    return Delete(item=RoleItem(_PARTITION, role.id), condition=unused)


def assigning(role: str) -> Step:
    """Return the step that counts one account more with the role; refuses with NoSuchRole."""
    return _count(role, 1)


def unassigning(role: str) -> Step:
    """Return the step that counts one account less with the role; refuses with NoSuchRole."""
    return _count(role, -1)


def _count(role: str, delta: int) -> Step:
    item = RoleItem(_PARTITION, role)
    exists = RoleItem.pk.exists()
    return Update(item=item, actions=[RoleItem.assigned.add(delta)], condition=exists, otherwise=NoSuchRole())


def _json(role: Role) -> str:
    return msgspec.json.encode(role.names).decode()


def _role(item: RoleItem) -> Role:
    return Role(
        id=item.sk,
        names=msgspec.json.decode(item.names),
        permissions=frozenset(item.permissions or ()),
        version=int(item.version),
        assigned=int(item.assigned),
    )
