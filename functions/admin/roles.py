"""Roles: sets of permissions from the matrix of menus and buttons (角色管理, S2)."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress

import msgspec
from msgspec import UNSET

from functions.admin import store_roles as store
from functions.admin.errors import (
    ExceedsOwnPermissions,
    NoSuchRole,
    RoleAssigned,
    RoleFixed,
    RoleIdTaken,
)
from functions.admin.permissions import ADMINISTRATOR, BUILT_IN, MENUS
from functions.admin.recent import Recent
from functions.admin.schemas import NewRole, RoleEdit
from functions.admin.store_roles import Role
from layers.audit import Entry
from layers.call import DECLARATIONS
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.principals import Staff
from layers.transaction import Step, commit, until_fresh

_known = Recent(store.everything)


def menus() -> dict[str, list[str]]:
    """Return the buttons of each menu: the table's, and whatever else an endpoint asks for."""
    matrix = {menu: list(buttons) for menu, buttons in MENUS.items()}
    for permission in sorted({declared.access.permission for declared in DECLARATIONS} - {""}):
        menu, button = permission.split(".")
        if button not in matrix.setdefault(menu, []):
            matrix[menu].append(button)
    return matrix


def every_permission() -> frozenset[str]:
    """Return all permissions there are."""
    return frozenset(f"{menu}.{button}" for menu, buttons in menus().items() for button in buttons)


def permissions_of(role: Role) -> frozenset[str]:
    """Return what a role grants: the administrator's everything, each other what there is of its own."""
    everything = every_permission()
    return everything if role.id == ADMINISTRATOR else role.permissions & everything


def granted(roles: Iterable[str]) -> frozenset[str]:
    """Return what roles grant together; at most a few seconds old, roles that are gone grant nothing."""
    known = _known()
    return frozenset().union(*(permissions_of(known[role]) for role in roles if role in known))


def granted_now(roles: Sequence[str]) -> frozenset[str]:
    """Return what roles grant together at this moment; raises InvalidInput naming unknown ones."""
    found = store.find_all(set(roles))
    unknown = [position for position, role in enumerate(roles) if role not in found]
    if unknown:
        raise InvalidInput([FieldFault(f"roles[{position}]", "unknown_role") for position in unknown])
    return frozenset().union(*map(permissions_of, found.values()))


def listed() -> list[Role]:
    """Return all roles as they are now, built-in ones first, in order of their ids."""
    built_in = [role.id for role in BUILT_IN]
    found = store.everything()
    return [found[role] for role in sorted(found, key=lambda each: (each not in built_in, each))]


def create(caller: Staff, given: NewRole) -> str:
    """Create a role and return its id; raises RoleIdTaken, ExceedsOwnPermissions, InvalidInput."""
    permissions = _grantable(caller, given.permissions)
    identifier = secrets.token_hex(6) if given.id is UNSET else given.id
    role = Role(id=identifier, names=msgspec.to_builtins(given.names), permissions=permissions)
    _apply(caller, "create", role.id, store.adding(role), granted=sorted(permissions))
    return role.id


def edit(caller: Staff, role: str, given: RoleEdit) -> None:
    """Change a role's names and permissions; raises RoleChanged, ExceedsOwnPermissions, RoleFixed."""
    before = _changeable(caller, role)
    permissions = _grantable(caller, given.permissions)
    after = Role(
        id=role,
        names=msgspec.to_builtins(given.names),
        permissions=permissions,
        version=given.version,
    )
    _apply(
        caller,
        "edit",
        role,
        store.editing(after),
        granted=sorted(permissions - before.permissions),
        withdrawn=sorted(before.permissions - permissions),
    )


def delete(caller: Staff, role: str) -> None:
    """Delete a role that nobody has; raises RoleAssigned, ExceedsOwnPermissions, RoleFixed."""

    def change() -> None:
        before = _changeable(caller, role)
        if before.assigned:
            raise RoleAssigned
        _apply(caller, "delete", role, store.removing(before))

    until_fresh(change)


def create_built_in() -> None:
    """Create the built-in roles that are missing; what staff made of the others stays."""
    for role in BUILT_IN:
        with suppress(RoleIdTaken):
            commit(store.adding(Role(id=role.id, names=role.names, permissions=role.permissions)))
    forget()


def forget() -> None:
    """Make the next question read the roles anew."""
    _known.forget()


def _grantable(caller: Staff, permissions: Sequence[str]) -> frozenset[str]:
    """Return permissions as a set; raises InvalidInput naming unknown ones, ExceedsOwnPermissions."""
    known = every_permission()
    unknown = [position for position, permission in enumerate(permissions) if permission not in known]
    if unknown:
        faults = [FieldFault(f"permissions[{position}]", "unknown_permission") for position in unknown]
        raise InvalidInput(faults)
    if not caller.permissions.issuperset(permissions):
        raise ExceedsOwnPermissions
    return frozenset(permissions)


def _changeable(caller: Staff, role: str) -> Role:
    found = store.find_all([role]).get(role)
    if found is None:
        raise NoSuchRole
    if role == ADMINISTRATOR:
        raise RoleFixed
    if not permissions_of(found) <= caller.permissions:
        raise ExceedsOwnPermissions
    return found


def _apply(caller: Staff, action: str, role: str, *steps: Step, **details: object) -> None:
    apply(*steps, record=Entry(caller.id, f"roles.{action}", f"role:{role}", details))
    forget()
