"""Roles and the matrix of permissions over HTTP (角色管理)."""

from chalice.app import Blueprint

from functions.admin import roles, views
from functions.admin.schemas import CreatedId, MenuView, NewRole, RoleEdit, RoleId, RoleView
from layers.call import Call
from layers.endpoint import declare
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "staff")

_ROLE = {"role": RoleId}


@endpoint(
    "GET",
    "/v1/staff/permissions",
    access=staff("roles.view", Scope.REGION),
    returns=list[MenuView],
)
def list_permissions(call: Call[None, None]) -> list[MenuView]:
    """List all menus and buttons with their permissions, named in the caller's language."""
    return views.matrix(call.language)


@endpoint(
    "GET",
    "/v1/staff/roles",
    access=staff("roles.view", Scope.REGION),
    returns=list[RoleView],
)
def list_roles(call: Call[None, None]) -> list[RoleView]:
    """List all roles, and which of them the caller may assign."""
    return [views.role(each, call.staff) for each in roles.listed()]


@endpoint(
    "POST",
    "/v1/staff/roles",
    access=staff("roles.edit", Scope.CITY),
    body=NewRole,
    returns=CreatedId,
    success=201,
    idempotent=True,
)
def create_role(call: Call[NewRole, None]) -> CreatedId:
    """Create a role that grants nothing the caller has not."""
    return CreatedId(roles.create(call.staff, call.body))


@endpoint(
    "PUT",
    "/v1/staff/roles/{role}",
    access=staff("roles.edit", Scope.CITY),
    params=_ROLE,
    body=RoleEdit,
)
def edit_role(call: Call[RoleEdit, None]) -> None:
    """Change a role's names and permissions (编辑)."""
    roles.edit(call.staff, call.path["role"], call.body)


@endpoint(
    "DELETE",
    "/v1/staff/roles/{role}",
    access=staff("roles.delete", Scope.CITY),
    params=_ROLE,
)
def delete_role(call: Call[None, None]) -> None:
    """Delete a role that nobody has (删除)."""
    roles.delete(call.staff, call.path["role"])
