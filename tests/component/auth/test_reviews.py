"""What staff review (I7), only in their region, masked unless revealed and recorded (S2, S3, S4)."""

from typing import Any

import pytest

from functions.auth import service as auth
from layers import clock
from tests import factories
from tests.component.conftest import Moment
from tests.factories import Client

PATH = "/v1/staff/reviews"
PERMISSIONS = ("reviews.view", "reviews.decide", "personal.reveal")
CHILD = {
    "nationality": "CN",
    "document_type": "MAINLAND_PERMIT_HK_MO",
    "name": "张小明",
    "born": "2015-05-01",
}


def parent(client: Client, destination: str = "futian") -> Client:
    """Return a resident with an approved profile."""
    signed_in = factories.resident(client)
    signed_in.put("/v1/me/profile", factories.profile(destination=destination))
    return signed_in


def child(**changes: object) -> dict[str, Any]:
    """Return a child on a mainland permit without an identity card: only staff can approve."""
    number = factories.document()["number"].replace("H", "C")
    return factories.cohabitant(**{**CHILD, "number": number, **changes})


@pytest.fixture
def reviewer(root: Client) -> Client:
    return factories.staff(root, *PERMISSIONS, region="futian")


@pytest.fixture
def mine(client: Client, root: Client) -> Client:  # noqa: ARG001  the districts have to exist
    return parent(client)


def case_of(mine: Client) -> str:
    """Return the path of the household's case, after adding a child that needs one."""
    added = mine.post("/v1/me/cohabitants", child())
    assert added.body["review"]["state"] == "PENDING"
    return f"{PATH}/{account(mine)}/{added.body['id']}"


def account(mine: Client) -> str:
    return auth.authenticate(mine.token, clock.now()).account


def listed(staff: Client) -> list[str]:
    """Return the accounts in the queue of somebody's region."""
    return [entry["account"] for entry in staff.get(PATH).body["items"]]


def failing(*failures: tuple[str, str], revision: int = 1) -> dict[str, Any]:
    listed = [{"field": field, "reason": reason} for field, reason in failures]
    return {"revision": revision, "approve": False, "failures": listed}


def test_i8_a_child_without_an_identity_card_waits_for_staff(mine: Client, reviewer: Client) -> None:
    case_of(mine)

    queue = reviewer.get(PATH).body

    (entry,) = queue["items"]
    assert (entry["account"], entry["name"]) == (account(mine), "张*明")
    assert entry["remarks"][0]["reason"] == "CHILD_WITHOUT_IDENTITY_CARD"


def test_i7_the_queue_lists_the_longest_waiting_first_page_by_page(
    client: Client, reviewer: Client, moment: Moment
) -> None:
    waiting = []
    for _ in range(3):
        waiting.append(parent(client))
        case_of(waiting[-1])
        moment.advance(minutes=1)

    first = reviewer.get(PATH, limit=2).body
    rest = reviewer.get(PATH, limit=2, cursor=first["next"]).body

    assert [entry["account"] for entry in first["items"] + rest["items"]] == list(map(account, waiting))


def test_s2_the_queue_of_a_region_holds_what_lies_below_and_nothing_else(
    root: Client, client: Client
) -> None:
    here, there = parent(client, "futian"), parent(client, "nanshan")
    for each in (here, there):
        case_of(each)
    city = factories.staff(root, *PERMISSIONS)
    district = factories.staff(root, *PERMISSIONS, region="nanshan")

    of_city, of_district = city.get(PATH).body["items"], district.get(PATH).body["items"]

    assert {entry["account"] for entry in of_city} == {account(here), account(there)}
    assert [entry["account"] for entry in of_district] == [account(there)]
    assert district.get(PATH, region="futian").code == "out_of_region"


def test_s2_staff_of_another_region_can_neither_look_nor_decide(mine: Client, root: Client) -> None:
    case = case_of(mine)
    elsewhere = factories.staff(root, *PERMISSIONS, region="nanshan")

    answers = [
        elsewhere.get(case),
        elsewhere.post(f"{case}/reveal", {"reason": "review"}),
        elsewhere.post(f"{case}/decision", {"revision": 1, "approve": True}),
    ]

    assert {answer.code for answer in answers} == {"out_of_region"}


def test_s4_a_case_is_masked_until_revealed_and_revealing_is_recorded(
    mine: Client, reviewer: Client, root: Client
) -> None:
    case = case_of(mine)

    masked = reviewer.get(case).body["person"]
    before = factories.recorded(root, f"account:{account(mine)}")
    full = reviewer.post(f"{case}/reveal", {"reason": "review"}).body["person"]

    assert (masked["name"], masked["born"]) == ("张*明", "2015-**-**")
    assert "****" in masked["number"]
    assert (full["name"], full["born"]) == ("张小明", "2015-05-01")
    assert before == []
    (entry,) = factories.recorded(root, f"account:{account(mine)}")
    assert entry["action"] == "reviews.reveal"
    assert "张小明" not in str(entry)


def test_i7_staff_approve_and_the_resident_is_told(mine: Client, reviewer: Client, root: Client) -> None:
    case = case_of(mine)

    decided = reviewer.post(f"{case}/decision", {"revision": 1, "approve": True})

    (letter,) = factories.letters("review_approved")
    assert decided.status == 204
    assert auth.household(account(mine)).approved
    assert (letter.to, "张*明" in letter.text) == ("+8613812341234", True)
    assert reviewer.get(PATH).body["items"] == []
    (entry,) = factories.recorded(root, f"account:{account(mine)}")
    assert entry["action"] == "reviews.decide"


def test_i7_staff_reject_with_fields_and_reasons(mine: Client, reviewer: Client) -> None:
    case = case_of(mine)

    reviewer.post(f"{case}/decision", failing(("NAME", "DIFFERS_FROM_DOCUMENT")))

    (shown,) = mine.get("/v1/me/cohabitants").body["cohabitants"]
    assert shown["review"]["state"] == "REJECTED"
    assert [(each["field"], each["reason"]) for each in shown["review"]["remarks"]] == [
        ("NAME", "DIFFERS_FROM_DOCUMENT")
    ]
    assert len(factories.letters("review_rejected")) == 1


def test_i7_what_staff_rejected_stays_rejected_until_something_changes(
    mine: Client, reviewer: Client
) -> None:
    form = child()
    added = mine.post("/v1/me/cohabitants", form).body
    case = f"{PATH}/{account(mine)}/{added['id']}"
    reviewer.post(f"{case}/decision", failing(("NAME", "DIFFERS_FROM_DOCUMENT")))

    same = mine.put(f"/v1/me/cohabitants/{added['id']}", form).body
    changed = mine.put(f"/v1/me/cohabitants/{added['id']}", {**form, "name": "张明"}).body

    assert (same["review"]["state"], changed["review"]["state"]) == ("REJECTED", "PENDING")


def test_i7_a_decision_on_what_was_edited_meanwhile_is_refused(mine: Client, reviewer: Client) -> None:
    form = child()
    added = mine.post("/v1/me/cohabitants", form).body
    mine.put(f"/v1/me/cohabitants/{added['id']}", {**form, "name": "张明"})

    stale = reviewer.post(f"{PATH}/{account(mine)}/{added['id']}/decision", {"revision": 1, "approve": True})

    assert (stale.status, stale.code) == (409, "auth.review_changed")
    assert not auth.household(account(mine)).approved
    assert len(reviewer.get(PATH).body["items"]) == 1


def test_i7_nothing_is_decided_twice(mine: Client, reviewer: Client) -> None:
    case = case_of(mine)
    reviewer.post(f"{case}/decision", {"revision": 1, "approve": True})

    again = reviewer.post(f"{case}/decision", failing(("NAME", "UNREADABLE"), revision=2))

    assert again.code == "auth.review_changed"
    assert factories.letters("review_rejected") == []


@pytest.mark.parametrize(
    ("decision", "fault"),
    [
        ({"revision": 1, "approve": False}, "required"),
        ({**failing(("NAME", "UNREADABLE")), "approve": True}, "contradicts_approval"),
    ],
)
def test_i7_a_decision_may_not_contradict_itself(
    mine: Client, reviewer: Client, decision: dict[str, Any], fault: str
) -> None:
    answer = reviewer.post(f"{case_of(mine)}/decision", decision)

    assert answer.fields == {"failures": fault}


def test_i7_who_leaves_the_household_leaves_the_queue(mine: Client, reviewer: Client) -> None:
    added = mine.post("/v1/me/cohabitants", child()).body

    mine.delete(f"/v1/me/cohabitants/{added['id']}")

    assert reviewer.get(PATH).body["items"] == []


def test_i7_the_queue_follows_a_change_of_destination(mine: Client, reviewer: Client, root: Client) -> None:
    case = case_of(mine)
    elsewhere = factories.staff(root, *PERMISSIONS, region="nanshan")

    mine.put("/v1/me/profile", factories.profile(destination="nanshan"))
    moved = [listed(each) for each in (reviewer, elsewhere, root)]
    stale = root.post(f"{case}/decision", {"revision": 1, "approve": True})
    decided = elsewhere.post(f"{case}/decision", {"revision": 2, "approve": True})

    assert moved == [[], [account(mine)], [account(mine)]]
    assert (stale.code, decided.status) == ("auth.review_changed", 204)
    assert [listed(each) for each in (reviewer, elsewhere, root)] == [[], [], []]


def test_i7_policy_sends_document_types_to_staff(root: Client, client: Client) -> None:
    shown = root.get("/v1/staff/policies/review").body
    values = {**shown["values"], "manual_types": ["HOME_RETURN_PERMIT"]}
    change = {"values": values, "version": shown["version"], "reason": "forged permits were found"}

    changed = root.put("/v1/staff/policies/review", change)
    review = factories.resident(client).put("/v1/me/profile", factories.profile()).body["review"]

    assert changed.status == 200, changed.body
    assert (review["state"], review["remarks"][0]["reason"]) == ("PENDING", "TYPE_NEEDS_A_PERSON")


def test_s2_a_permission_each_is_needed(mine: Client, root: Client) -> None:
    case = case_of(mine)
    viewer = factories.staff(root, "reviews.view", region="futian")

    assert viewer.get(case).status == 200
    assert viewer.post(f"{case}/reveal", {"reason": "review"}).code == "not_permitted"
    assert viewer.post(f"{case}/decision", {"revision": 1, "approve": True}).code == "not_permitted"
    assert mine.get(case).code == "session_ended"
