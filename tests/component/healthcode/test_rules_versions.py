"""Versions of the colour rules: drafted, counted out, approved by a second person, in force (H2, H3)."""

from typing import Any

import pytest

from functions.healthcode import drafts, rulebook, store, sweep
from functions.healthcode.rules import DEFAULT
from layers import clock
from tests import factories, health
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Citizen, Officer

pytestmark = pytest.mark.usefixtures("office")

RULES = "/v1/staff/health/rules"


@pytest.fixture
def drafter(office: Client) -> Officer:
    """Somebody who drafts rules, and may decide on them."""
    return health.officer(office, "colours.view", "colours.edit", "colours.decide")


@pytest.fixture
def decider(office: Client) -> Officer:
    """Somebody else."""
    return health.officer(office, "colours.view", "colours.decide")


def causes(*, without: str = "", **changes: Any) -> list[dict[str, Any]]:
    """Return the manuals' rules with one left out, and all others changed."""
    return [
        {
            "kind": cause.kind,
            "colour": cause.colour,
            "texts": dict(cause.texts),
            "days": cause.ending.days,
            "released_by": list(cause.ending.released_by),
            **changes,
        }
        for cause in DEFAULT.causes
        if cause.kind != without
    ]


def drafted(by: Officer, said: list[dict[str, Any]]) -> int:
    answer = by.client.post(RULES, {"causes": said, "note": "as of the new notice"})
    assert answer.status == 201, answer.body
    return int(answer.body["version"])


def approved(by: Officer, version: int, since: str = "2022-07-13") -> str:
    answer = by.client.post(f"{RULES}/{version}/approval", {"since": since})
    return answer.code if answer.body else ""


def counted_out() -> None:
    while drafts.count_out(clock.now()):
        pass


def in_force() -> None:
    while drafts.come_into_force(clock.now()):
        pass


@pytest.fixture
def arrived(client: Client, office: Client) -> Citizen:  # noqa: ARG001  the streets
    """Somebody of Futian who came from outside."""
    return health.citizen(client, history=["OUTSIDE"])


def test_h2_a_preview_counts_by_district_and_colour_and_names_nobody(
    client: Client, drafter: Officer, arrived: Citizen
) -> None:
    health.citizen(client, history=["OUTSIDE"], region="taoyuan")
    health.citizen(client, history=["OUTSIDE"], symptoms=["FEVER"])
    version = drafted(drafter, causes(without="ARRIVAL"))
    before = drafter.client.get(f"{RULES}/{version}").body

    counted_out()

    after = drafter.client.get(f"{RULES}/{version}").body
    assert (before["complete"], after["complete"], after["people"]) == (False, True, 3)
    assert after["moves"] == [
        {"district": "futian", "before": "yellow", "after": "green", "people": 1},
        {"district": "nanshan", "before": "yellow", "after": "green", "people": 1},
    ]
    assert arrived.person not in str(after)
    assert arrived.colour == "yellow"


def test_h3_rules_take_two(drafter: Officer, decider: Officer, arrived: Citizen, moment: Moment) -> None:
    version = drafted(drafter, causes(without="ARRIVAL"))
    uncounted = approved(decider, version)
    counted_out()
    alone = approved(drafter, version)
    past = approved(decider, version, "2022-07-12")

    done = approved(decider, version)
    again = approved(decider, version)

    assert (uncounted, alone, past) == (
        "healthcode.preview_missing",
        "healthcode.same_person",
        "invalid_input",
    )
    assert (done, again) == ("", "healthcode.rules_decided")
    assert arrived.colour == "yellow"
    moment.advance(minutes=2)
    in_force()
    assert arrived.colour == "green"
    assert len(factories.letters("health_green")) == 1


def test_h2_a_version_is_in_force_from_its_date_on(
    client: Client, drafter: Officer, decider: Officer, moment: Moment
) -> None:
    version = drafted(drafter, causes(without="COUGH"))
    counted_out()
    approved(decider, version, "2022-07-15")

    moment.now = clock.from_iso("2022-07-14T15:59:00Z")
    day_before = health.citizen(client, symptoms=["DRY_COUGH"])
    before = client.get("/v1/health/rules").body["version"]
    moment.now = clock.from_iso("2022-07-14T16:00:00Z")
    after = client.get("/v1/health/rules").body["version"]
    on_the_day = health.citizen(client, symptoms=["DRY_COUGH"])
    waiting = day_before.colour
    in_force()

    assert (before, after) == (0, version)
    assert (waiting, on_the_day.colour, day_before.colour) == ("yellow", "green", "green")


def test_h2_stricter_rules_turn_people_back_whatever_was_settled(
    client: Client, drafter: Officer, decider: Officer, moment: Moment
) -> None:
    person = health.citizen(client, symptoms=["DRY_COUGH"])
    lenient = drafted(drafter, causes(without="COUGH"))
    counted_out()
    approved(decider, lenient)
    moment.advance(minutes=2)
    in_force()
    green = person.colour
    moment.advance(days=1)
    strict = drafted(drafter, causes())
    counted_out()
    approved(decider, strict, "2022-07-14")
    moment.advance(minutes=2)

    person.check_in()

    assert (green, person.colour) == ("green", "yellow")
    assert store.holder(person.person).rules == strict


def test_h2_a_longer_run_holds_for_everybody_whose_cause_has_not_ended(
    drafter: Officer, decider: Officer, arrived: Citizen, moment: Moment
) -> None:
    version = drafted(drafter, causes(days=21))
    counted_out()
    approved(decider, version)
    moment.advance(minutes=2)
    in_force()

    verdict = arrived.client.get(arrived.path).body["verdict"]

    assert (verdict["colour"], verdict["earliest_end"]) == ("yellow", "2022-08-04")
    assert not sweep.refresh(arrived.person, moment.now)


@pytest.mark.parametrize(
    ("said", "comment"),
    [
        ({"colour": "red"}, "what one person may state can't be red"),
        ({"colour": "green"}, "green is no cause"),
        ({"days": 0, "released_by": []}, "nothing would end it"),
        ({"texts": {"en": "cough"}}, "not in every language"),
    ],
)
def test_h3_rules_that_cannot_be_are_refused(drafter: Officer, said: dict[str, Any], comment: str) -> None:
    answer = drafter.client.post(RULES, {"causes": causes(**said), "note": "a try"})

    assert (answer.status, answer.code) == (422, "invalid_input"), comment
    assert drafter.client.get(RULES).body == []


def test_h2_a_rejected_draft_stays_a_record(drafter: Officer, decider: Officer) -> None:
    version = drafted(drafter, causes())
    counted_out()

    rejected = decider.client.post(f"{RULES}/{version}/rejection")

    assert rejected.status == 204
    assert approved(decider, version) == "healthcode.rules_decided"
    assert [each["state"] for each in decider.client.get(RULES).body] == ["rejected"]


def test_h2_everybody_can_read_the_rules(client: Client) -> None:
    rulebook.forget()

    shown = client.get("/v1/health/rules").body

    assert shown["version"] == 0
    assert {cause["colour"] for cause in shown["causes"]} == {"yellow", "red"}
    assert len(shown["causes"]) == len(DEFAULT.causes)
