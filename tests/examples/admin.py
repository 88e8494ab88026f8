"""Examples of staff administration."""

from datetime import timedelta

from functions.notify import service as notify
from layers import outbox
from tests.examples.example import Example, Examples
from tests.factories import PASSWORD
from tests.world import World

_NAMES = {"zh-Hans": "梅林街道", "en": "Meilin"}


def _target(world: World) -> dict[str, str]:
    return {"user": world.target.id}


def _delivered(world: World) -> Example:
    """Leave nothing on its way: how much of it lies in which shard is chance."""
    for message in outbox.left_behind(world.now + timedelta(days=1)):
        notify.deliver(message.id, world.now)
    return Example()


EXAMPLES: Examples = {
    "sign_in_staff": lambda world: Example(body={"username": world.clerk.username, "password": PASSWORD}),
    "renew_staff_session": lambda world: Example(body={"token": world.signed_in(world.clerk).token}),
    "sign_out_staff": lambda world: Example(by=world.clerk),
    "show_my_staff_account": lambda world: Example(by=world.clerk),
    "change_my_staff_password": lambda world: Example(
        by=world.clerk, body={"current": PASSWORD, "new": "another 2022"}
    ),
    "list_open_regions": lambda _: Example(),
    "list_region_names": lambda _: Example(),
    "list_regions": lambda _: Example(),
    "create_region": lambda _: Example(body={"parent": "futian", "names": _NAMES, "id": "meilin"}),
    "edit_region": lambda _: Example(
        params={"region": "beigang"}, body={"names": _NAMES, "order": 2, "population": 51_000}
    ),
    "set_region_state": lambda _: Example(params={"region": "beigang"}, body={"enabled": False}),
    "move_region": lambda _: Example(params={"region": "grid-1"}, body={"parent": "nangang"}),
    "delete_region": lambda _: Example(params={"region": "grid-1"}),
    "list_permissions": lambda _: Example(),
    "list_roles": lambda _: Example(),
    "create_role": lambda _: Example(
        body={"names": {"zh-Hans": "接待员"}, "permissions": [], "id": "greeter"}
    ),
    "edit_role": lambda world: Example(
        params={"role": world.empty_role},
        body={"names": {"zh-Hans": "文书"}, "permissions": [], "version": 1},
    ),
    "delete_role": lambda world: Example(params={"role": world.empty_role}),
    "list_users": lambda _: Example(query={"region": "futian"}),
    "create_user": lambda _: Example(
        body={"username": "clerk-3", "region": "beigang", "name": "吴霞", "phone": "+8613900000001"}
    ),
    "show_user": lambda world: Example(params=_target(world)),
    "edit_user": lambda world: Example(params=_target(world), body={"mail": "li@example.com"}),
    "delete_user": lambda world: Example(params=_target(world)),
    "set_user_state": lambda world: Example(params=_target(world), body={"state": "locked"}),
    "reset_user_password": lambda world: Example(params=_target(world)),
    "authorise_user": lambda world: Example(params=_target(world), body={"roles": [world.empty_role]}),
    "move_user": lambda world: Example(params=_target(world), body={"region": "nangang"}),
    "reveal_user": lambda world: Example(params=_target(world), body={"reason": "contact"}),
    "list_policies": lambda _: Example(),
    "show_policy": lambda _: Example(params={"policy": "captcha"}),
    "change_policy": lambda _: Example(
        params={"policy": "captcha"},
        body={"values": {"digits": 6, "minutes": 5}, "version": 0, "reason": "too many robots"},
    ),
    "list_policy_versions": lambda _: Example(params={"policy": "captcha"}),
    "search_audit_log": lambda _: Example(query={"limit": "1"}),
    "list_undelivered": lambda _: Example(),
    "count_undelivered": _delivered,
    "replay_all_messages": lambda _: Example(),
    "replay_message": lambda world: Example(body={"message": world.dead}),
}
