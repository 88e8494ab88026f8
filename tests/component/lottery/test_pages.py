"""What residents' pages ask of the lottery, through the gateway (L3, L8, W1)."""

import json
from pathlib import Path

import msgspec
import pytest

from functions.auth.policies import CodePolicy, HouseholdPolicy
from functions.booking.policies import BookingPolicy
from functions.lottery import store
from functions.lottery.policies import LotteryPolicy
from functions.lottery.rules import Rules
from layers import clock, policy
from layers.transaction import commit
from tests.world import OPEN, PUBLISHED, World

KNOWN_TO_PAGES = Path(__file__).resolve().parents[3] / "web/src/residents/rules.json"
RESULTS = f"/v1/lottery/periods/{PUBLISHED}/results"


def test_l8_a_winner_is_found_by_the_full_number_and_shown_masked(city: World) -> None:
    found = city.nobody.get(f"{RESULTS}/{city.won}")

    listed = city.nobody.get(RESULTS, limit=100).body["rows"]
    assert found.status == 200
    assert found.body["rows"] == listed[found.body["place"] - 1 :][: len(found.body["rows"])]
    assert city.won not in str(found.body)
    assert found.headers["Cache-Control"] == "public, max-age=60"


def test_l8_who_lost_and_who_never_applied_get_the_same_answer(city: World) -> None:
    winners = city.nobody.get(RESULTS, limit=100).body["rows"]
    entries = [entry for shard in range(store.SHARDS) for entry in store.entries(PUBLISHED, shard)]
    (lost,) = [
        entry.number for entry in entries if not any(row["number"][:4] == entry.number[:4] for row in winners)
    ]

    answers = [city.nobody.get(f"{RESULTS}/{number}") for number in (lost, "0" * 13)]

    told = [{**answer.body, "correlation_id": ""} for answer in answers]
    assert told[0] == told[1]
    assert told[0]["code"] == "lottery.not_among_winners"


def test_l3_a_refused_application_says_of_whom_and_until_when_as_eligibility_does(city: World) -> None:
    client = city.signed_in(city.wang)  # holds bookings
    form = {"dates": ["2022-07-14"], "captcha": city.captcha()}

    refused = client.post(f"/v1/lottery/periods/{OPEN}/application", form)

    eligibility = client.get(f"/v1/lottery/periods/{OPEN}/eligibility").body
    assert (refused.status, refused.code) == (409, "lottery.not_eligible")
    assert refused.body["details"] == {"obstacles": eligibility["obstacles"]}
    assert {each["position"] for each in eligibility["obstacles"]} == {0}


def test_l7_a_postponement_is_public_at_once_with_its_reason(city: World) -> None:
    later = {"reason": "台风", "publishes_at": "2022-07-13T14:00:00Z"}

    city.signed_in(city.root).post(f"/v1/staff/lottery/periods/{OPEN}/postponements", later)
    city.forget()

    shown = city.nobody.get("/v1/lottery/periods/current").body
    assert shown["publishes_at"] == later["publishes_at"]
    assert [(each["decision"], each["reason"]) for each in shown["decisions"]] == [("postponed", "台风")]


def test_w1_the_numbers_on_pages_are_the_policies(city: World) -> None:
    declared = {
        field: value
        for group in (LotteryPolicy(), BookingPolicy(), HouseholdPolicy())
        for field, value in msgspec.to_builtins(group).items()
    }

    shown = city.nobody.get("/v1/rules").body

    names = set(Rules.__struct_fields__) - {"code_digits"}
    assert shown == {name: declared[name] for name in names} | {"code_digits": CodePolicy().digits}
    assert shown == json.loads(KNOWN_TO_PAGES.read_text()), "what pages say before they have asked"


def test_w1_the_numbers_on_pages_follow_a_change_of_policy(city: World) -> None:
    before = city.nobody.get("/v1/rules").body
    changed = policy.change("booking", {"cancel_days_before": 3}, 0, "planner", "a test")

    commit(*changed)
    city.now = clock.now()
    city.forget()

    assert city.nobody.get("/v1/rules").body == {**before, "cancel_days_before": 3}


@pytest.mark.parametrize(
    ("sent", "comment"), [("text/plain", "a text"), ("application/x-www-form-urlencoded", "a form")]
)
def test_another_content_type_is_refused_by_its_name(city: World, sent: str, comment: str) -> None:
    answer = city.nobody.call("POST", "/v1/sessions", b"{}", headers={"content-type": sent})

    assert (answer.status, answer.code) == (415, "wrong_content_type"), comment
    assert "application/json" in answer.body["detail"]
