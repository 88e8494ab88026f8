"""The calendar of periods and today's draw, as staff see them (L1, L6, L7, W2)."""

from typing import Any

from functions.lottery import draw
from tests.factories import Client
from tests.world import OPEN, PUBLISHED, QUOTAS, World

MONTH = "/v1/staff/lottery/periods"


def days(root: Client, month: str = "2022-07") -> dict[str, dict[str, Any]]:
    """Return the calendar by period."""
    answer = root.get(MONTH, month=month)
    assert answer.status == 200, answer.body
    return {each["period"]: each for each in answer.body}


def test_l1_the_calendar_shows_what_was_what_runs_and_what_is_planned(city: World) -> None:
    root = city.signed_in(city.root)
    ahead = {"quotas": {"2022-07-16": 10, "2022-07-17": 0}, "version": 0}
    assert root.put("/v1/staff/lottery/quotas/20220715", ahead).status == 204

    shown = days(root)

    assert list(shown) == [f"202207{day}" for day in range(12, 32)]
    yesterday, today, planned, default = (shown[name] for name in (PUBLISHED, OPEN, "20220715", "20220731"))
    assert (yesterday["state"], yesterday["applications"], yesterday["people"]) == ("published", 3, 3)
    assert yesterday["winners"] == 2
    assert (today["state"], today["quotas"], today["applications"]) == ("open", QUOTAS, None)
    assert (planned["state"], planned["quotas"], planned["version"]) == (None, ahead["quotas"], 1)
    assert default["version"] == 0
    assert list(default["quotas"].values()) == [500, *[1200] * 5]


def test_l1_months_that_passed_without_a_period_are_empty_and_others_are_planned(city: World) -> None:
    root = city.signed_in(city.root)

    assert days(root, "2022-06") == {}
    assert len(days(root, "2024-02")) == 29


def test_l7_a_public_decision_is_told_with_the_times_it_moves(city: World) -> None:
    root = city.signed_in(city.root)
    later = {"reason": "a typhoon", "publishes_at": "2022-07-13T14:00:00Z"}
    assert root.post(f"{MONTH}/{OPEN}/postponements", later).status == 204

    (decision,) = root.get(f"{MONTH}/{OPEN}").body["view"]["decisions"]

    assert (decision["decision"], decision["reason"]) == ("postponed", "a typhoon")
    assert decision["details"] == {"publishes_at": "2022-07-13T14:00:00.000Z"}
    assert days(root)[OPEN]["decisions"] == 1


def test_l6_todays_draw_is_counted_live_whatever_the_dates(city: World) -> None:
    city.apply(city.li, OPEN, "2022-07-14", "2022-07-15", "2022-07-16")

    shown = city.signed_in(city.root).get(f"{MONTH}/{OPEN}").body

    assert (shown["applications"], shown["people"]) == (2, 4)
    assert [shown[name] for name in ("root", "seed", "winners")] == [None] * 3
    assert shown["waits_for_beacon"] is False


def test_l7_fingerprints_appear_as_they_become_public(city: World) -> None:
    city.advance(18, 5)
    closed = city.signed_in(city.root).get(f"{MONTH}/{OPEN}").body
    city.advance(18, 35)
    drawn = city.signed_in(city.root).get(f"{MONTH}/{OPEN}").body
    city.advance(20, 5)
    published = city.signed_in(city.root).get(f"{MONTH}/{OPEN}").body

    proof = city.nobody.get(f"/v1/lottery/periods/{OPEN}/proof").body
    assert closed["root"] == drawn["root"] == published["root"] == proof["root"]
    assert (closed["seed"], drawn["seed"], drawn["winners"]) == (None, None, None)
    assert published["seed"] == draw.seed(OPEN, proof["root"], bytes.fromhex(proof["secret"]))
    assert published["winners"] == 2
    assert days(city.signed_in(city.root))[OPEN]["applications"] == closed["applications"] == 1
