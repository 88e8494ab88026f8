"""Everything staff do is in a log that auditors search (S3)."""

from typing import Any

import pytest

from functions.admin import jobs
from layers import audit
from local.invocation import Context
from tests import events, factories
from tests.component.conftest import Moment
from tests.factories import PASSWORD, Client


def _search(root: Client, **query: object) -> list[dict[str, Any]]:
    """Return all entries, page by page."""
    page = root.get("/v1/staff/audit", **query).body
    entries: list[dict[str, Any]] = page["items"]
    while page["next"]:
        page = root.get("/v1/staff/audit", **query, cursor=page["next"]).body
        entries += page["items"]
    return entries


def test_s3_every_act_of_administration_is_recorded(root: Client) -> None:
    user = root.post("/v1/staff/users", {"username": "wang", "region": "futian"}).body["id"]
    root.call("PATCH", f"/v1/staff/users/{user}", {"name": "王"})
    root.put(f"/v1/staff/users/{user}/state", {"state": "locked"})
    root.post(f"/v1/staff/users/{user}/password")
    root.put(f"/v1/staff/users/{user}/roles", {"roles": ["auditor"]})
    root.put(f"/v1/staff/users/{user}/region", {"region": "nanshan"})
    root.post(f"/v1/staff/users/{user}/reveal", {"reason": "complaint"})
    root.delete(f"/v1/staff/users/{user}")

    found = [(each["action"], each["details"]) for each in _search(root, subject=f"staff:{user}")]

    assert found[::-1] == [
        ("staff.create", {"region": "futian", "roles": []}),
        ("staff.edit", {"fields": ["name"]}),
        ("staff.status", {"state": "locked"}),
        ("staff.reset", {}),
        ("staff.authorise", {"roles": ["auditor"]}),
        ("staff.move", {"region": "nanshan"}),
        ("personal.reveal", {"reason": "complaint"}),
        ("staff.delete", {}),
    ]


def test_s3_regions_and_roles_are_recorded(root: Client) -> None:
    root.post("/v1/staff/regions", {"id": "shatou", "parent": "futian", "names": {"zh-Hans": "沙头"}})
    root.put("/v1/staff/regions/shatou/state", {"enabled": False})
    root.put("/v1/staff/regions/shatou/parent", {"parent": "nanshan"})
    root.delete("/v1/staff/regions/shatou")
    names = {"zh-Hans": "接待"}
    root.post("/v1/staff/roles", {"id": "greeter", "names": names, "permissions": ["staff.view"]})
    root.put("/v1/staff/roles/greeter", {"names": names, "permissions": ["roles.view"], "version": 1})
    root.delete("/v1/staff/roles/greeter")

    region = [(each["action"], each["details"]) for each in _search(root, subject="region:shatou")]
    role = [(each["action"], each["details"]) for each in _search(root, subject="role:greeter")]

    assert region[::-1] == [
        ("regions.create", {"parent": "futian"}),
        ("regions.status", {"enabled": False}),
        ("regions.move", {"parent": "nanshan"}),
        ("regions.delete", {}),
    ]
    assert role[::-1] == [
        ("roles.create", {"granted": ["staff.view"]}),
        ("roles.edit", {"granted": ["roles.view"], "withdrawn": ["staff.view"]}),
        ("roles.delete", {}),
    ]


def test_s3_signing_in_and_out_is_recorded_and_what_was_refused_is_not(root: Client) -> None:
    me = root.get("/v1/staff/me").body["id"]
    root.delete("/v1/staff/regions/city")
    root.put("/v1/staff/users/0123456789abcdef/state", {"state": "locked"})
    root.delete("/v1/staff/sessions")
    root.post("/v1/staff/sessions", {"username": "administrator", "password": "wrong"})
    again = root.post("/v1/staff/sessions", {"username": "administrator", "password": PASSWORD})

    found = [each["action"] for each in _search(root.signed(again.body["token"]), actor=me)]

    assert found == [
        "staff.sign_in",
        "staff.sign_out",
        "regions.create",
        "regions.create",
        "staff.sign_in",
    ]


def test_s3_entries_name_who_acted(root: Client) -> None:
    clerk = factories.staff(root, "regions.edit")
    clerk.post("/v1/staff/regions", {"id": "luohu", "parent": "city", "names": {"zh-Hans": "罗湖"}})

    (entry,) = _search(root, subject="region:luohu")

    me = clerk.get("/v1/staff/me").body
    assert (entry["actor"], entry["actor_name"]) == (me["id"], me["username"])


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_s3_pages_lose_and_repeat_nothing_even_at_one_instant(root: Client, limit: int) -> None:
    """The clock of this test stands, so that all entries have the same instant."""
    factories.districts(root, *(f"d-{number}" for number in range(7)))

    everybody = _search(root, limit=limit)

    assert len(everybody) == audit.size()[0]
    created = [each["subject"] for each in everybody if each["action"] == "regions.create"]
    assert sorted(created) == sorted([f"region:d-{number}" for number in range(7)] + _DISTRICTS)


_DISTRICTS = ["region:futian", "region:nanshan"]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_s3_pages_of_one_actor_lose_and_repeat_nothing(root: Client, limit: int) -> None:
    me = root.get("/v1/staff/me").body["id"]
    for number in range(5):
        root.put("/v1/staff/regions/futian/state", {"enabled": bool(number % 2)})

    found = _search(root, actor=me, limit=limit)

    assert [each["details"].get("enabled") for each in found if each["action"] == "regions.status"] == [
        False,
        True,
        False,
        True,
        False,
    ]


SPANS = [
    ({"since": "2022-07-13T03:00:00Z"}, ["nanshan", "futian"], "from three on"),
    ({"until": "2022-07-13T03:00:00Z"}, ["futian"], "until three, included"),
    ({"since": "2022-07-13T03:00:01Z", "until": "2022-07-13T03:59:59Z"}, [], "between them"),
    ({"since": "2022-07-13T11:00:00+08:00"}, ["nanshan", "futian"], "in another zone"),
]


@pytest.mark.parametrize("by", ["actor", "everybody"])
@pytest.mark.parametrize(("span", "expected", "comment"), SPANS)
def test_s3_a_span_of_time_is_searched(
    root: Client, moment: Moment, by: str, span: dict[str, str], expected: list[str], comment: str
) -> None:
    me = root.get("/v1/staff/me").body["id"]
    renewed = root
    for region in ("futian", "nanshan"):
        for _ in range(6):
            moment.advance(minutes=10)
            renewed = _renewed(renewed)
        renewed.put(f"/v1/staff/regions/{region}/state", {"enabled": False})

    found = _search(renewed, **span, **({"actor": me} if by == "actor" else {}))

    states = [each["subject"].split(":")[1] for each in found if each["action"] == "regions.status"]
    assert states == expected, comment


def _renewed(caller: Client) -> Client:
    answer = caller.post("/v1/staff/sessions/renewal", {"token": caller.token})
    return caller.signed(answer.body["token"])


BAD_SEARCHES = [
    ({"actor": "a", "subject": "b"}, {"subject": "only_one"}, "both at once"),
    (
        {"since": "2022-07-14T00:00:00Z", "until": "2022-07-13T00:00:00Z"},
        {"until": "reversed"},
        "the end before the start",
    ),
    ({"since": "2022-07-14T00:00:00"}, {"since": "bad_format"}, "no zone"),
    ({"limit": 101}, {"limit": "too_large"}, "too many at once"),
]


@pytest.mark.parametrize(("query", "fields", "comment"), BAD_SEARCHES)
def test_s3_bad_searches(
    root: Client, query: dict[str, object], fields: dict[str, str], comment: str
) -> None:
    answer = root.get("/v1/staff/audit", **query)

    assert (answer.status, answer.fields) == (422, fields), comment


def test_s3_a_cursor_of_one_search_is_refused_by_another(root: Client) -> None:
    cursor = root.get("/v1/staff/audit", limit=1).body["next"]

    answer = root.get("/v1/staff/audit", limit=1, subject="region:futian", cursor=cursor)

    assert answer.code == "stale_cursor"


def test_s3_searching_needs_its_permission(root: Client) -> None:
    assert factories.staff(root, "staff.view").get("/v1/staff/audit").code == "not_permitted"
    assert factories.staff(root, "audit.view", region="futian").get("/v1/staff/audit").code == "out_of_region"


def test_s3_the_job_seals_the_heads(root: Client) -> None:
    context = Context("audit-seal")

    jobs.seal_audit_log(events.tick(), context)
    root.put("/v1/staff/regions/futian/state", {"enabled": False})
    jobs.seal_audit_log(events.tick(), context)
    jobs.seal_audit_log(events.tick(), context)

    seals = list(audit.HeadsSeal.query("AUDITSEAL"))
    assert [seal.sk for seal in seals] == ["000000000001", "000000000002"]
    assert list(audit.faults()) == []
