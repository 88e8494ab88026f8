"""Staff accounts over HTTP (用户管理)."""

from chalice.app import Blueprint

from functions.admin import staff as users
from functions.admin.accounts import State
from functions.admin.schemas import (
    CreatedUser,
    IssuedPassword,
    Look,
    NewUser,
    UserContact,
    UserEdit,
    UserId,
    UserMove,
    UserQuery,
    UserRoles,
    UserState,
    UserView,
)
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "staff")

_USER = {"user": UserId}


@endpoint(
    "GET",
    "/v1/staff/users",
    access=staff("staff.view", Scope.REGION),
    query=UserQuery,
    returns=Page[UserView],
)
def list_users(call: Call[None, UserQuery]) -> Page[UserView]:
    """List a region's staff accounts, masked, or find one by its username."""
    return users.listed(call.staff, call.query)


@endpoint(
    "POST",
    "/v1/staff/users",
    access=staff("staff.edit", Scope.REGION),
    body=NewUser,
    returns=CreatedUser,
    success=201,
    idempotent=True,
)
def create_user(call: Call[NewUser, None]) -> CreatedUser:
    """Create a staff account (新增); its first password is shown this once."""
    return users.create(call.staff, call.body, call.now)


@endpoint(
    "GET",
    "/v1/staff/users/{user}",
    access=staff("staff.view", Scope.REGION),
    params=_USER,
    returns=UserView,
)
def show_user(call: Call[None, None]) -> UserView:
    """Show a staff account, masked."""
    return users.show(call.staff, call.path["user"])


@endpoint(
    "PATCH",
    "/v1/staff/users/{user}",
    access=staff("staff.edit", Scope.REGION),
    params=_USER,
    body=UserEdit,
)
def edit_user(call: Call[UserEdit, None]) -> None:
    """Change a staff account's name, phone or mail (编辑)."""
    users.edit(call.staff, call.path["user"], call.body)


@endpoint(
    "DELETE",
    "/v1/staff/users/{user}",
    access=staff("staff.delete", Scope.REGION),
    params=_USER,
)
def delete_user(call: Call[None, None]) -> None:
    """Delete a staff account (删除); its username is free again."""
    users.delete(call.staff, call.path["user"])


@endpoint(
    "PUT",
    "/v1/staff/users/{user}/state",
    access=staff("staff.status", Scope.REGION),
    params=_USER,
    body=UserState,
)
def set_user_state(call: Call[UserState, None]) -> None:
    """Enable, lock or disable a staff account (状态)."""
    users.set_state(call.staff, call.path["user"], State(call.body.state))


@endpoint(
    "POST",
    "/v1/staff/users/{user}/password",
    access=staff("staff.reset", Scope.REGION),
    params=_USER,
    returns=IssuedPassword,
)
def reset_user_password(call: Call[None, None]) -> IssuedPassword:
    """Give a staff account another first password (重置密码), shown this once."""
    return users.reset_password(call.staff, call.path["user"])


@endpoint(
    "PUT",
    "/v1/staff/users/{user}/roles",
    access=staff("staff.authorise", Scope.REGION),
    params=_USER,
    body=UserRoles,
)
def authorise_user(call: Call[UserRoles, None]) -> None:
    """Give a staff account these roles (授权)."""
    users.authorise(call.staff, call.path["user"], call.body.roles)


@endpoint(
    "PUT",
    "/v1/staff/users/{user}/region",
    access=staff("staff.move", Scope.REGION),
    params=_USER,
    body=UserMove,
)
def move_user(call: Call[UserMove, None]) -> None:
    """Let a staff account work in another region (移动)."""
    users.move(call.staff, call.path["user"], call.body.region)


@endpoint(
    "POST",
    "/v1/staff/users/{user}/reveal",
    access=staff("personal.reveal", Scope.REGION),
    params=_USER,
    body=Look,
    returns=UserContact,
    rate=Rate(100, 3600, by="account"),
)
def reveal_user(call: Call[Look, None]) -> UserContact:
    """Show a staff account's personal data in full; recorded."""
    return users.reveal(call.staff, call.path["user"], call.body.reason)
