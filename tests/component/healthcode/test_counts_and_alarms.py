"""What the public is told, and the alarm about one recorder, place or list that turns many (H3, H15)."""

import pytest

from functions.healthcode import alarms, recording, rollup
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.recording import Origin, Stated
from layers import clock, policy
from layers.transaction import commit
from tests import factories, health
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Citizen

pytestmark = pytest.mark.usefixtures("office")

ALARMS = "/v1/staff/health/alarms"


@pytest.fixture
def few(office: Client) -> None:  # noqa: ARG001  the tables
    """Policy calls three many."""
    commit(
        *policy.change(
            "health_alarms", {"by_recorder": 3, "by_place": 3, "by_listing": 3}, 0, "planner", "a test"
        )
    )
    policy.forget()


def bought(people: list[Citizen], place: str = "pharmacy-1", recorder: str = "worker-1") -> None:
    """Let a pharmacy sell fever medicine to people."""
    for person in people:
        origin = Origin(source=Source.PHARMACY, recorder=recorder, client="sale-1", place=place)
        recording.record(person.person, origin, [Stated(kind=FactKind.MEDICINE, at=clock.now())], clock.now())


def test_h15_counts_are_what_the_codes_show(client: Client, office: Client) -> None:
    people = [health.citizen(client) for _ in range(3)]
    people.append(health.citizen(client, region="taoyuan", symptoms=["FEVER"]))
    health.red(office, people[0])
    people[1].check_in(temperature=38.0)
    people[2].check_in()

    rollup.roll_up(clock.now())

    shown = client.get("/v1/health/counts", day="2022-07-13").body
    assert shown["colours"] == {"green": 1, "yellow": 2, "red": 1}
    assert shown["happened"] == {
        "declared": 4,
        "checked_in": 2,
        "kind.CLOSE_CONTACT": 1,
        "kind.FEVER": 2,
        "proposal.approved": 1,
    }
    sums = rollup.now()
    assert sums
    assert sums.regions["nanshan"] == {"yellow": 1}


def test_h15_counts_follow_who_moves_and_who_turns_at_once(client: Client) -> None:
    person = health.citizen(client)
    moved = health.declaration(**person.document, region="taoyuan", symptoms=["FEVER"])
    person.client.post("/v1/me/health/declarations", moved)

    rollup.roll_up(clock.now())

    sums = rollup.now()
    assert sums
    assert [sums.regions[region].get("green", 0) for region in ("beigang", "taoyuan")] == [0, 0]
    assert [sums.regions[region].get("yellow", 0) for region in ("beigang", "taoyuan", "city")] == [0, 1, 1]


@pytest.mark.usefixtures("few")
def test_h3_a_place_and_a_recorder_that_turn_many_raise_an_alarm_once(
    client: Client, office: Client, moment: Moment
) -> None:
    people = [health.citizen(client) for _ in range(3)]
    bought(people[:2])
    before = alarms.check(moment.now)
    bought(people[2:])

    raised = [alarms.check(moment.now), alarms.check(moment.now)]

    assert (before, raised) == (0, [2, 0])
    assert len(factories.letters("health_alarm")) == 2
    found = office.get(ALARMS).body["items"]
    assert {(each["by"], each["subject"], each["number"]) for each in found} == {
        ("place", "pharmacy-1", 3),
        ("recorder", "worker-1", 3),
    }
    rollup.roll_up(clock.now())
    assert client.get("/v1/health/counts", day="2022-07-13").body["happened"]["alarm.place"] == 1


@pytest.mark.usefixtures("few")
def test_h3_a_list_that_turns_many_raises_an_alarm_whoever_uses_it(
    client: Client, office: Client, moment: Moment
) -> None:
    for _ in range(3):
        proposer, decider = health.officer(office, "facts.propose"), health.officer(office, "facts.decide")
        person = health.citizen(client)
        health.decide(decider, health.propose(proposer, person, "ISOLATED", listing="depositors"))

    raised = alarms.check(moment.now)

    assert raised == 1
    (alarm,) = office.get(ALARMS).body["items"]
    assert (alarm["by"], alarm["subject"], alarm["number"]) == ("listing", "depositors", 3)


@pytest.mark.usefixtures("few")
def test_h3_the_window_is_days_and_what_people_report_of_themselves_is_not_counted(
    client: Client, moment: Moment
) -> None:
    for _ in range(4):
        health.citizen(client, symptoms=["FEVER"])
    bought([health.citizen(client) for _ in range(2)])
    today = alarms.check(moment.now)

    moment.advance(days=1)
    bought([health.citizen(client)])
    tomorrow = alarms.check(moment.now)
    moment.advance(days=2)
    bought([health.citizen(client)])
    later = alarms.check(moment.now)

    assert (today, tomorrow, later) == (0, 2, 0)


@pytest.mark.usefixtures("few")
def test_h3_whom_an_alarm_is_about_cannot_acknowledge_it(
    client: Client, office: Client, moment: Moment
) -> None:
    powers = ("facts.propose", "facts.decide", "alarms.view", "alarms.acknowledge")
    busy, other = health.officer(office, *powers), health.officer(office, *powers)
    for _ in range(3):
        health.decide(other, health.propose(busy, health.citizen(client), "CONFIRMED"))
    alarms.check(moment.now)
    by_subject = {each["subject"]: each["alarm"] for each in office.get(ALARMS).body["items"]}
    path = f"{ALARMS}/{by_subject[busy.id]}/acknowledgement"

    answers = [each.client.post(path, {"note": "a school"}) for each in (busy, other, other)]

    assert set(by_subject) == {busy.id, other.id}
    assert [answers[0].code, answers[1].status, answers[2].code] == [
        "healthcode.same_person",
        204,
        "healthcode.alarm_acknowledged",
    ]


def test_h3_a_submission_sent_twice_counts_once(client: Client) -> None:
    person = health.citizen(client)
    bought([person])

    bought([person])

    assert len(factories.letters("health_yellow")) == 1
    rollup.roll_up(clock.now())
    assert client.get("/v1/health/counts", day="2022-07-13").body["happened"]["kind.MEDICINE"] == 1
