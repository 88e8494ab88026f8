"""Staff accounts as others administer them (S1, S2, S4)."""

from typing import Any

import pytest

from layers import keys
from layers.keys import Purpose
from tests import factories
from tests.component.conftest import Moment
from tests.factories import Client

WANG = {
    "username": "王小明",
    "region": "futian",
    "roles": ["reviewer"],
    "name": "王小明",
    "phone": "+8613800138000",
    "mail": "wang@example.com",
}
EVERY_STAFF_BUTTON = [
    f"staff.{button}" for button in ("view", "edit", "delete", "status", "reset", "authorise", "move")
]


def _create(root: Client, **changes: object) -> str:
    answer = root.post("/v1/staff/users", {**WANG, **changes})
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def _show(root: Client, user: str) -> dict[str, Any]:
    body: dict[str, Any] = root.get(f"/v1/staff/users/{user}").body
    return body


ACTIONS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("PATCH", "", {"name": "李四"}),
    ("PUT", "/state", {"state": "locked"}),
    ("PUT", "/roles", {"roles": []}),
    ("PUT", "/region", {"region": "futian"}),
    ("POST", "/password", None),
    ("DELETE", "", None),
]
"""Everything that can be done to an account."""


def test_s1_a_new_account_has_a_password_shown_once_and_to_be_changed(root: Client) -> None:
    answer = root.post("/v1/staff/users", WANG)

    password = answer.body["password"]
    assert len(password) == 12
    assert any(character.isdigit() for character in password)
    assert any(character.isalpha() for character in password)
    assert _show(root, answer.body["id"])["settled"] is False
    assert password not in str(root.get("/v1/staff/users", region="futian").body)


def test_s1_repeating_the_request_creates_one_account(root: Client) -> None:
    first, second = (root.post("/v1/staff/users", WANG, idempotency_key="once") for _ in range(2))

    assert first.body == second.body
    assert len(root.get("/v1/staff/users", region="futian").body["items"]) == 1


def test_s4_personal_data_of_staff_is_masked(root: Client) -> None:
    user = _create(root)

    found = _show(root, user)

    assert (found["username"], found["name"]) == ("王小明", "王*明")
    assert (found["phone"], found["mail"]) == ("+86 138****8000", "w****@example.com")


def test_s4_seeing_personal_data_needs_its_permission_and_is_recorded(root: Client) -> None:
    user = _create(root)
    reader = factories.staff(root, "staff.view", "audit.view")

    refused = reader.post(f"/v1/staff/users/{user}/reveal", {"reason": "contact"})
    seen = root.post(f"/v1/staff/users/{user}/reveal", {"reason": "contact"})

    assert refused.code == "not_permitted"
    assert seen.body == {key: WANG[key] for key in ("username", "name", "phone", "mail")}
    (entry,) = [
        each
        for each in root.get("/v1/staff/audit", subject=f"staff:{user}").body["items"]
        if each["action"] == "personal.reveal"
    ]
    assert (entry["actor_name"], entry["details"]) == ("administrator", {"reason": "contact"})


def test_s1_only_what_is_given_is_edited(root: Client) -> None:
    user = _create(root)

    root.call("PATCH", f"/v1/staff/users/{user}", {"phone": "", "name": "李四"})

    seen = root.post(f"/v1/staff/users/{user}/reveal", {"reason": "verification"}).body
    assert seen == {"username": "王小明", "name": "李四", "phone": "", "mail": "wang@example.com"}


def test_s1_a_username_is_unique_however_it_is_typed(root: Client) -> None:
    _create(root, username="Wang.Wei")

    again = root.post("/v1/staff/users", {**WANG, "username": "ＷＡＮＧ.wei"})

    assert (again.status, again.code) == (409, "admin.username_taken")


def test_o4_usernames_stay_unique_and_found_while_the_look_up_key_is_rotated(
    root: Client, moment: Moment
) -> None:
    password = root.post("/v1/staff/users", WANG).body["password"]
    keys.rotate(Purpose.LOOKUP)
    moment.advance(minutes=2)

    again = root.post("/v1/staff/users", WANG)
    signed_in = root.post("/v1/staff/sessions", {"username": "王小明", "password": password})
    (found,) = root.get("/v1/staff/users", username="王小明").body["items"]
    root.delete(f"/v1/staff/users/{found['id']}")

    assert (again.code, signed_in.status) == ("admin.username_taken", 201)
    assert root.post("/v1/staff/users", WANG).status == 201


def test_s1_a_deleted_account_is_gone_and_its_username_free(root: Client) -> None:
    user = _create(root)

    answer = root.delete(f"/v1/staff/users/{user}")

    assert answer.status == 204
    assert root.get(f"/v1/staff/users/{user}").code == "admin.no_such_staff"
    assert root.delete(f"/v1/staff/users/{user}").code == "admin.no_such_staff"
    assert root.get("/v1/staff/users", region="futian").body["items"] == []
    assert _create(root) != user


def test_s1_a_reset_password_ends_sessions_and_must_be_changed(root: Client) -> None:
    user = _create(root)

    reset = root.post(f"/v1/staff/users/{user}/password").body["password"]

    signed_in = root.post("/v1/staff/sessions", {"username": "王小明", "password": reset})
    assert (signed_in.status, signed_in.body["settled"]) == (201, False)


def test_s1_accounts_are_listed_by_region_in_pages(root: Client) -> None:
    users = [_create(root, username=f"user-{number}") for number in range(5)]
    _create(root, username="elsewhere", region="nanshan")

    first = root.get("/v1/staff/users", region="futian", limit=3).body
    second = root.get("/v1/staff/users", region="futian", limit=3, cursor=first["next"]).body

    listed = [each["id"] for each in first["items"] + second["items"]]
    assert sorted(listed) == sorted(users)
    assert second["next"] == ""


def test_a_cursor_of_one_regions_list_is_no_cursor_of_anothers(root: Client) -> None:
    for number in range(3):
        _create(root, username=f"user-{number}")
    cursor = root.get("/v1/staff/users", region="futian", limit=1).body["next"]

    answer = root.get("/v1/staff/users", region="nanshan", cursor=cursor)

    assert (answer.status, answer.code) == (422, "stale_cursor")


def test_s1_an_account_is_found_by_its_username_within_ones_region_only(root: Client) -> None:
    user = _create(root)
    neighbour = factories.staff(root, "staff.view", region="nanshan")

    found = root.get("/v1/staff/users", username="王小明").body["items"]
    hidden = neighbour.get("/v1/staff/users", username="王小明").body["items"]
    nobody = neighbour.get("/v1/staff/users", username="nobody").body["items"]

    assert [each["id"] for each in found] == [user]
    assert hidden == nobody == []


@pytest.mark.parametrize(("method", "path", "body"), ACTIONS, ids=lambda each: str(each))
def test_s2_nothing_is_done_to_accounts_of_another_region(
    root: Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    user = _create(root, roles=[])
    before = _show(root, user)
    neighbour = factories.staff(root, *EVERY_STAFF_BUTTON, region="nanshan")

    answer = neighbour.call(method, f"/v1/staff/users/{user}{path}", body)

    assert (answer.status, answer.code) == (403, "out_of_region")
    assert _show(root, user) == before


@pytest.mark.parametrize(("method", "path", "body"), ACTIONS, ids=lambda each: str(each))
def test_s2_nothing_is_done_to_accounts_that_may_do_more(
    root: Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    user = _create(root, roles=["reviewer"])
    before = _show(root, user)
    colleague = factories.staff(root, *EVERY_STAFF_BUTTON, region="futian")

    answer = colleague.call(method, f"/v1/staff/users/{user}{path}", body)

    assert (answer.status, answer.code) == (403, "admin.exceeds_own_permissions")
    assert _show(root, user) == before


@pytest.mark.parametrize(("method", "path", "body"), ACTIONS[1:], ids=lambda each: str(each))
def test_s2_nobody_does_to_their_own_account_what_staff_do_to_others(
    root: Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    me = root.get("/v1/staff/me").body

    answer = root.call(method, f"/v1/staff/users/{me['id']}{path}", body)

    assert (answer.status, answer.code) == (403, "admin.own_account")
    assert root.get("/v1/staff/me").body == me


BEYOND = [
    ({"region": "nanshan", "roles": []}, 403, "out_of_region", "another district"),
    ({"region": "city", "roles": []}, 403, "out_of_region", "above one's own region"),
    ({"roles": ["reviewer"]}, 403, "admin.exceeds_own_permissions", "a role that may more"),
    ({"roles": ["administrator"]}, 403, "admin.exceeds_own_permissions", "the role that may everything"),
    ({"roles": ["reviewers"]}, 422, "invalid_input", "no such role"),
    ({"region": "luohu", "roles": []}, 422, "invalid_input", "no such region"),
]


@pytest.mark.parametrize(("changes", "status", "code", "comment"), BEYOND)
def test_s2_nobody_creates_accounts_beyond_their_own_reach(
    root: Client, changes: dict[str, Any], status: int, code: str, comment: str
) -> None:
    colleague = factories.staff(root, *EVERY_STAFF_BUTTON, region="futian")

    answer = colleague.post("/v1/staff/users", {**WANG, **changes})

    assert (answer.status, answer.code) == (status, code), comment
    assert root.get("/v1/staff/users", username="王小明").body["items"] == []


@pytest.mark.parametrize(
    ("roles", "code"), [(["reviewer"], "admin.exceeds_own_permissions"), (["nobody"], "invalid_input")]
)
def test_s2_nobody_assigns_what_they_do_not_have(root: Client, roles: list[str], code: str) -> None:
    user = _create(root, roles=[])
    colleague = factories.staff(root, *EVERY_STAFF_BUTTON, region="futian")

    answer = colleague.put(f"/v1/staff/users/{user}/roles", {"roles": roles})

    assert answer.code == code
    assert _show(root, user)["roles"] == []


def test_s1_an_account_moves_and_works_where_it_is_now(root: Client) -> None:
    made = root.post("/v1/staff/users", {**WANG, "roles": []}).body
    mover = factories.staff(root, "staff.move", region="futian")

    refused = mover.put(f"/v1/staff/users/{made['id']}/region", {"region": "nanshan"})
    moved = root.put(f"/v1/staff/users/{made['id']}/region", {"region": "nanshan"})

    assert (refused.code, moved.status) == ("out_of_region", 204)
    assert _show(root, made["id"])["region"] == "nanshan"
    assert root.get("/v1/staff/users", region="futian").body["items"][0]["id"] != made["id"]


LAST = [
    ("PUT", "/state", {"state": "disabled"}),
    ("PUT", "/roles", {"roles": ["auditor"]}),
    ("PUT", "/region", {"region": "futian"}),
    ("DELETE", "", None),
]


@pytest.mark.parametrize(("method", "path", "body"), LAST, ids=lambda each: str(each))
def test_s1_the_last_administrator_stays(
    root: Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    """A second administrator, no longer one but still signed in, can't put out the first."""
    first = root.get("/v1/staff/me").body["id"]
    second = factories.staff(root, *_everything(root))

    answer = second.call(method, f"/v1/staff/users/{first}{path}", body)

    assert (answer.status, answer.code) == (409, "admin.last_administrator")
    assert root.get("/v1/staff/me").status == 200


def _everything(root: Client) -> list[str]:
    menus = root.get("/v1/staff/permissions").body
    return [button["permission"] for menu in menus for button in menu["buttons"]]


def test_s1_one_of_two_administrators_may_go(root: Client) -> None:
    second = _create(root, username="second", region="city", roles=["administrator"])

    answer = root.delete(f"/v1/staff/users/{second}")

    assert answer.status == 204


BAD_FORMS = [
    ({"username": "a"}, {"username": "too_short"}, "one character"),
    ({"username": "a b"}, {"username": "bad_format"}, "a space inside"),
    ({"phone": "13800138000"}, {"phone": "bad_format"}, "no country code"),
    ({"mail": "wang"}, {"mail": "bad_format"}, "no mail address"),
    ({"roles": ["reviewer"] * 11}, {"roles": "too_long"}, "too many roles"),
    ({"region": 5, "admin": True}, {"region": "wrong_type", "admin": "unknown_field"}, "two at once"),
]


@pytest.mark.parametrize(("changes", "fields", "comment"), BAD_FORMS)
def test_s1_bad_forms_name_every_field(
    root: Client, changes: dict[str, Any], fields: dict[str, str], comment: str
) -> None:
    answer = root.post("/v1/staff/users", {**WANG, **changes})

    assert (answer.status, answer.fields) == (422, fields), comment
