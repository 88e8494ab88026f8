"""The province at a look (H15): by colour, region and day, and never of so few that they are known."""

from typing import Any

import pytest

from functions.healthcode import rollup
from functions.healthcode.dashboard.policies import DashboardPolicy
from functions.healthcode.scenes import store_passes
from functions.healthcode.scenes.passing import Direction, Result
from functions.healthcode.scenes.tables import Pass
from layers import clock, policy
from layers.transaction import commit
from local.pump import invoke
from tests import events, factories, health
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Officer


@pytest.fixture
def planner(office: Client) -> Officer:
    """Who sees the whole province; regions of two people and more are shown."""
    change = {"values": {"least_people": 2}, "version": 0, "reason": "a small province"}
    assert office.put("/v1/staff/policies/health_dashboard", change).status in {200, 204}
    policy.forget()
    assert policy.get(DashboardPolicy).least_people == 2
    return health.officer(office, "dashboard.view")


def shown(by: Officer, region: str) -> dict[str, Any]:
    answer = by.client.get("/v1/staff/health/dashboard", region=region)
    assert answer.status == 200, answer.body
    return dict(answer.body)


def passed(person: str, direction: Direction) -> None:
    """Let a gate in the street count a pass of now."""
    item = Pass(
        f"PERSON#{person}", "PASS#1", at=clock.to_iso(clock.now()), direction=direction, result=Result.PASS
    )
    commit(store_passes.counted("gate-1", health.STREET, item))


def sums_made() -> None:
    """Let the jobs make their sums."""
    for name in ("health-sums", "health-traffic"):
        invoke(factories.application(), name, events.tick())


def test_h15_numbers_by_region_and_colour_down_the_tree(client: Client, planner: Officer) -> None:
    people = [health.citizen(client) for _ in range(3)]
    others = [health.citizen(client, region="taoyuan", symptoms=["FEVER"]) for _ in range(2)]
    people[0].check_in()
    passed(people[0].person, Direction.IN)
    form = {"clue": health.report(), "captcha": factories.captcha(client)}
    assert client.post("/v1/clues", form).status == 201
    sums_made()

    city, futian = shown(planner, "city"), shown(planner, "futian")

    assert city["figures"] == {
        "codes": len(people) + len(others),
        "colours": {"green": 3, "yellow": 2, "red": 0},
        "open_clues": 1,
        "declared": 5,
        "checked_in": 1,
        "check_in_rate": 0.2,
        "passes": 1,
        "stopped": 0,
        "clues": 1,
    }
    assert {each["region"]: each["figures"]["codes"] for each in city["below"]} == {"futian": 3, "nanshan": 2}
    assert [step["region"] for step in futian["path"]] == ["city", "futian"]
    assert [each["region"] for each in futian["below"]] == ["beigang"]


def test_h15_few_people_are_withheld_and_so_is_what_would_tell_of_them(
    client: Client, planner: Officer
) -> None:
    for region, people in (("beigang", 3), ("taoyuan", 1)):
        for _ in range(people):
            health.citizen(client, region=region)
    rollup.roll_up(clock.now())

    city = shown(planner, "city")

    assert city["figures"]["codes"] == 4
    assert [each["figures"] for each in city["below"]] == [None, None]
    assert shown(planner, "taoyuan")["figures"] is None


def test_h15_a_series_of_days_keeps_what_each_day_ended_with(
    client: Client, planner: Officer, moment: Moment
) -> None:
    for _ in range(2):
        health.citizen(client)
    rollup.roll_up(clock.now())
    moment.advance(days=1)
    health.citizen(client, symptoms=["FEVER"])
    rollup.roll_up(clock.now())

    query = {"region": "beigang", "since": "2022-07-12", "until": "2022-07-14"}
    days = planner.client.get("/v1/staff/health/dashboard/days", **query).body

    assert [(each["day"], each["figures"]["codes"], each["figures"]["declared"]) for each in days] == [
        ("2022-07-12", 0, 0),
        ("2022-07-13", 2, 2),
        ("2022-07-14", 3, 1),
    ]
    too_long = planner.client.get("/v1/staff/health/dashboard/days", **{**query, "since": "2022-01-01"})
    assert too_long.fields == {"until": "too_long_a_series"}


def test_h15_staff_see_their_own_region_and_no_way_up(office: Client) -> None:
    local = health.officer(office, "dashboard.view", region="futian")

    elsewhere = local.client.get("/v1/staff/health/dashboard", region="nanshan")

    assert elsewhere.code == "out_of_region"
    assert [step["region"] for step in shown(local, "beigang")["path"]] == ["futian", "beigang"]
