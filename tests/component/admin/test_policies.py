"""Policies as staff see and change them."""

import pytest

from tests import factories
from tests.factories import Client

PATH = "/v1/staff/policies/staff"
DEFAULTS = {"free_tries": 3, "tries_until_lock": 10, "lock_minutes": 15}


def _edit(**changes: object) -> dict[str, object]:
    return {"values": DEFAULTS, "version": 0, "reason": "窗口排队太久", **changes}


def test_a_group_shows_its_values_bounds_and_version(root: Client) -> None:
    found = root.get(PATH).body

    assert (found["values"], found["version"]) == (DEFAULTS, 0)
    properties = found["schema"]["$defs"]["StaffPolicy"]["properties"]
    assert (properties["free_tries"]["minimum"], properties["free_tries"]["maximum"]) == (1, 100)
    assert "Wrong passwords" in found["description"]


def test_every_group_is_listed(root: Client) -> None:
    names = [group["name"] for group in root.get("/v1/staff/policies").body]

    assert names == sorted(names)
    assert {"staff", "booking", "lottery"} <= set(names)


def test_a_change_counts_at_once_and_is_kept_with_who_when_and_why(root: Client) -> None:
    answer = root.put(PATH, _edit(values={**DEFAULTS, "free_tries": 1}))

    assert (answer.status, answer.body["version"]) == (200, 1)
    wrong = {"username": "nobody", "password": "wrong"}
    codes = [root.post("/v1/staff/sessions", wrong).code for _ in range(2)]
    assert codes == ["admin.bad_credentials", "locked_out"]
    (version,) = root.get(f"{PATH}/history").body
    assert version == {
        "version": 1,
        "values": {**DEFAULTS, "free_tries": 1},
        "changed_at": "2022-07-13T02:00:00Z",
        "changed_by": root.get("/v1/staff/me").body["id"],
        "changed_by_name": root.get("/v1/staff/me").body["username"],
        "reason": "窗口排队太久",
    }


def test_s3_a_change_is_in_the_audit_log_with_the_fields_that_differ(root: Client) -> None:
    root.put(PATH, _edit(values={**DEFAULTS, "free_tries": 5}))

    (entry,) = root.get("/v1/staff/audit", subject="policy:staff").body["items"]

    assert (entry["action"], entry["details"]) == (
        "policies.edit",
        {"version": 1, "fields": ["free_tries"]},
    )


def test_a_change_from_a_stale_version_is_refused(root: Client) -> None:
    root.put(PATH, _edit(values={**DEFAULTS, "free_tries": 5}))

    answer = root.put(PATH, _edit(values={**DEFAULTS, "free_tries": 7}))

    assert (answer.status, answer.code) == (409, "policy.changed_meanwhile")
    assert root.get(PATH).body["values"]["free_tries"] == 5
    assert len(root.get(f"{PATH}/history").body) == 1


BAD_EDITS = [
    ({"free_tries": 0, "lock_minutes": 99999}, {"free_tries": "too_small", "lock_minutes": "too_large"}),
    ({"free_tries": "three"}, {"free_tries": "wrong_type"}),
    ({"captcha": True}, {"captcha": "unknown_field"}),
]


@pytest.mark.parametrize(("values", "fields"), BAD_EDITS)
def test_values_out_of_bounds_are_all_named(
    root: Client, values: dict[str, object], fields: dict[str, str]
) -> None:
    answer = root.put(PATH, _edit(values=values))

    assert (answer.status, answer.fields) == (422, fields)
    assert root.get(PATH).body["version"] == 0


def test_a_change_needs_a_reason(root: Client) -> None:
    answer = root.put(PATH, {"values": DEFAULTS, "version": 0})

    assert answer.fields == {"reason": "required"}


def test_there_is_no_other_group(root: Client) -> None:
    answers = [
        root.get("/v1/staff/policies/none"),
        root.put("/v1/staff/policies/none", _edit()),
        root.get("/v1/staff/policies/none/history"),
    ]

    assert [answer.code for answer in answers] == ["policy.unknown"] * 3


def test_s2_seeing_and_changing_are_two_permissions_of_the_whole_city(root: Client) -> None:
    reader = factories.staff(root, "policies.view")
    local = factories.staff(root, "policies.view", "policies.edit", region="futian")

    assert (reader.get(PATH).status, reader.put(PATH, _edit()).code) == (200, "not_permitted")
    assert [local.get(PATH).code, local.put(PATH, _edit()).code] == ["out_of_region"] * 2
