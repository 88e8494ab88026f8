"""The matrix of menus and buttons, and roles made of it (S2)."""

from typing import Any

import pytest

from functions.admin import service
from layers.call import DECLARATIONS
from tests import factories
from tests.factories import Client

BUILT_IN_IDS = [
    "administrator",
    "auditor",
    "community-worker",
    "health-officer",
    "health-planner",
    "lottery-operator",
    "port-officer",
    "reviewer",
    "site-greeter",
    "site-observer",
    "site-vaccinator",
    "site-worker",
    "vaccine-administrator",
]
GREETER = {"names": {"zh-Hans": "接待员", "en": "Greeter"}, "permissions": ["bookings.view"]}


def _role(root: Client, identifier: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in root.get("/v1/staff/roles").body if each["id"] == identifier
    )
    return found


def test_s2_the_matrix_holds_every_permission_an_endpoint_asks_for(root: Client) -> None:
    menus = root.get("/v1/staff/permissions").body

    shown = {button["permission"] for menu in menus for button in menu["buttons"]}
    assert {declared.access.permission for declared in DECLARATIONS} - {""} <= shown
    assert shown == service.every_permission()


@pytest.mark.parametrize(
    ("language", "menu", "button"),
    [("zh-CN", "用户管理", "重置密码"), ("zh-HK", "用戶管理", "重置密碼"), ("en", "Users", "Reset password")],
)
def test_s2_the_matrix_is_named_in_the_callers_language(
    root: Client, language: str, menu: str, button: str
) -> None:
    answer = root.call("GET", "/v1/staff/permissions", headers={"accept_language": language})

    users = next(each for each in answer.body if each["menu"] == "staff")
    assert users["name"] == menu
    assert {"permission": "staff.reset", "name": button} in users["buttons"]


def test_s2_set_up_makes_the_built_in_roles(root: Client) -> None:
    roles = root.get("/v1/staff/roles").body

    assert [each["id"] for each in roles] == BUILT_IN_IDS
    assert [each["id"] for each in roles if each["fixed"]] == ["administrator"]
    assert all(each["assignable"] for each in roles)


def test_s2_set_up_again_keeps_what_staff_made_of_the_roles(root: Client) -> None:
    root.put("/v1/staff/roles/auditor", {**GREETER, "version": 1})
    root.delete("/v1/staff/roles/reviewer")

    service.set_up()

    assert _role(root, "auditor")["permissions"] == ["bookings.view"]
    assert "reviews.decide" in _role(root, "reviewer")["permissions"]


def test_s2_a_role_grants_its_permissions_and_no_others(root: Client) -> None:
    reader = factories.staff(root, "staff.view")

    allowed, refused = reader.get("/v1/staff/users"), reader.get("/v1/staff/roles")

    assert (allowed.status, refused.status, refused.code) == (200, 403, "not_permitted")


def test_s2_several_roles_grant_together(root: Client) -> None:
    first, second = (
        root.post("/v1/staff/roles", {**GREETER, "permissions": [each]}).body["id"]
        for each in ("staff.view", "roles.view")
    )
    made = root.post("/v1/staff/users", {"username": "wang", "region": "city", "roles": [first, second]}).body

    signed_in = root.post("/v1/staff/sessions", {"username": "wang", "password": made["password"]}).body

    me = root.signed(signed_in["token"]).get("/v1/staff/me").body
    assert me["permissions"] == ["roles.view", "staff.view"]


def test_s2_a_change_of_a_role_counts_at_once(root: Client) -> None:
    reader = factories.staff(root, "staff.view")
    role = reader.get("/v1/staff/me").body["roles"][0]

    root.put(f"/v1/staff/roles/{role}", {**GREETER, "permissions": [], "version": 1})

    assert reader.get("/v1/staff/users").code == "not_permitted"


def test_s2_a_role_is_edited_from_the_version_that_was_read(root: Client) -> None:
    role = root.post("/v1/staff/roles", GREETER).body["id"]

    first = root.put(f"/v1/staff/roles/{role}", {**GREETER, "permissions": [], "version": 1})
    stale = root.put(f"/v1/staff/roles/{role}", {**GREETER, "version": 1})

    assert (first.status, stale.status, stale.code) == (204, 409, "admin.role_changed_meanwhile")
    assert (_role(root, role)["version"], _role(root, role)["permissions"]) == (2, [])


def test_s2_a_role_somebody_has_is_not_deleted(root: Client) -> None:
    role = root.post("/v1/staff/roles", GREETER).body["id"]
    made = root.post("/v1/staff/users", {"username": "wang", "region": "city", "roles": [role]}).body

    refused = root.delete(f"/v1/staff/roles/{role}")
    root.put(f"/v1/staff/users/{made['id']}/roles", {"roles": []})
    deleted = root.delete(f"/v1/staff/roles/{role}")

    assert (refused.status, refused.code) == (409, "admin.role_assigned")
    assert deleted.status == 204
    assert root.delete(f"/v1/staff/roles/{role}").code == "admin.no_such_role"


def test_s2_a_deleted_account_has_no_role_any_more(root: Client) -> None:
    made = root.post("/v1/staff/users", {"username": "wang", "region": "city", "roles": ["auditor"]}).body

    root.delete(f"/v1/staff/users/{made['id']}")

    assert _role(root, "auditor")["assigned"] == 0


def test_s2_the_administrators_role_stays_as_it_is(root: Client) -> None:
    edited = root.put("/v1/staff/roles/administrator", {**GREETER, "version": 1})
    deleted = root.delete("/v1/staff/roles/administrator")

    assert [edited.code, deleted.code] == ["admin.role_fixed"] * 2


def test_s2_nobody_makes_roles_that_may_more_than_they(root: Client) -> None:
    editor = factories.staff(root, "roles.view", "roles.edit", "roles.delete", "bookings.view")
    own = editor.get("/v1/staff/me").body["roles"][0]
    more = {**GREETER, "permissions": ["roles.view", "staff.authorise"]}

    answers = [
        editor.post("/v1/staff/roles", more),
        editor.put(f"/v1/staff/roles/{own}", {**more, "version": 1}),
        editor.put("/v1/staff/roles/reviewer", {**GREETER, "version": 1}),
        editor.delete("/v1/staff/roles/reviewer"),
    ]

    assert [answer.code for answer in answers] == ["admin.exceeds_own_permissions"] * 4
    assert editor.post("/v1/staff/roles", GREETER).status == 201
    assert [
        each["id"] for each in editor.get("/v1/staff/roles").body if not each["assignable"]
    ] == BUILT_IN_IDS


def test_s2_roles_are_made_by_staff_of_the_whole_city_only(root: Client) -> None:
    local = factories.staff(root, "roles.view", "roles.edit", "bookings.view", region="futian")

    assert local.get("/v1/staff/roles").status == 200
    assert local.post("/v1/staff/roles", GREETER).code == "out_of_region"


BAD_ROLES = [
    ({"permissions": ["bookings.steal"]}, {"permissions[0]": "unknown_permission"}, "no such button"),
    ({"permissions": ["all"]}, {"permissions[0]": "bad_format"}, "no menu"),
    ({"names": {"en": "Greeter"}}, {"names.zh-Hans": "required"}, "no Chinese name"),
    ({"id": "Über"}, {"id": "bad_format"}, "not an id"),
]


@pytest.mark.parametrize(("changes", "fields", "comment"), BAD_ROLES)
def test_s2_bad_roles_name_every_field(
    root: Client, changes: dict[str, Any], fields: dict[str, str], comment: str
) -> None:
    answer = root.post("/v1/staff/roles", {**GREETER, **changes})

    assert (answer.status, answer.fields) == (422, fields), comment


def test_s2_a_role_id_is_given_once(root: Client) -> None:
    assert root.post("/v1/staff/roles", {**GREETER, "id": "auditor"}).code == "admin.role_id_taken"
