"""Tracing: changes of colour and reports become tasks of the grid's staff; overdue ones go up (H8, H12)."""

import secrets
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from functions.healthcode import store
from functions.healthcode.scenes import rounds
from layers import clock
from tests import factories, health, places
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import STREET, Citizen, Officer
from tests.places import Place

TASKS = "/v1/staff/health/tasks"


@pytest.fixture
def worker(office: Client) -> Officer:
    """The community worker of the street."""
    return health.officer(office, "tracing.view", "tracing.follow", "tracing.contact", region=STREET)


def tasks(by: Officer | Client, region: str = STREET) -> list[dict[str, Any]]:
    """Return the tasks in the hands of a region's staff."""
    client = by.client if isinstance(by, Officer) else by
    answer = client.get(TASKS, region=region)
    assert answer.status == 200, answer.body
    return list(answer.body["items"])


def feverish(of: Citizen) -> None:
    """Let somebody report a fever, and the job run."""
    assert of.check_in(symptoms=["FEVER"]).status == 201
    rounds.take_up(clock.now())


def follow_up(**changes: object) -> dict[str, Any]:
    """Return a filled-in follow-up."""
    return {"client": secrets.token_hex(8), "words": "电话随访，居家休息", **changes}


def test_h12_who_turns_yellow_is_a_task_of_their_streets_worker_once(
    office: Client, zhang: Citizen, worker: Officer
) -> None:
    feverish(zhang)
    again = rounds.take_up(clock.now())

    (task,) = tasks(worker)
    elsewhere = health.officer(office, "tracing.view", region="nanshan")
    assert again == 0
    assert (task["name"], task["cause"], task["colour"], task["state"]) == (
        "张*强",
        "COLOUR",
        "yellow",
        "OPEN",
    )
    assert task["due"] == "2022-07-14T02:00:00Z"
    assert elsewhere.client.get(TASKS, region=STREET).code == "out_of_region"
    assert elsewhere.client.get(f"{TASKS}/{task['task']}").code == "out_of_region"
    assert tasks(elsewhere, "taoyuan") == []


def test_h12_a_follow_up_is_noted_once_and_symptoms_become_facts(zhang: Citizen, worker: Officer) -> None:
    feverish(zhang)
    path = f"{TASKS}/{tasks(worker)[0]['task']}"
    said = follow_up(symptoms=["DRY_COUGH"])
    plain = follow_up(words="好转")

    statuses = [
        worker.client.post(f"{path}/taking").status,
        *(worker.client.post(f"{path}/follow-ups", form).status for form in (said, said, plain, plain)),
        worker.client.post(f"{path}/closing", {"words": "解除"}).status,
    ]
    closed = [
        worker.client.post(f"{path}/{what}", body).code
        for what, body in (
            ("taking", None),
            ("closing", {"words": "x"}),
            ("follow-ups", plain),
            ("contact", None),
        )
    ]

    shown = worker.client.get(path).body
    assert statuses == [204] * 6
    assert closed == ["scenes.task_closed"] * 4
    assert Counter((step["step"], step["by"]) for step in shown["steps"]) == {
        ("OPENED", ""): 1,
        ("TAKEN", worker.id): 1,
        ("FOLLOWED", worker.id): 2,
        ("CLOSED", worker.id): 1,
    }
    facts = [fact for fact in store.facts(zhang.person) if fact.source == "tracing"]
    assert [(fact.kind, fact.recorder) for fact in facts] == [("COUGH", worker.id)]
    assert tasks(worker) == []


def test_h12_who_looks_at_the_number_is_recorded_and_seen(
    office: Client, zhang: Citizen, worker: Officer
) -> None:
    feverish(zhang)
    task = tasks(worker)[0]["task"]
    without = health.officer(office, "tracing.view", "tracing.follow", region=STREET)

    refused = without.client.post(f"{TASKS}/{task}/contact")
    shown = worker.client.post(f"{TASKS}/{task}/contact")

    assert refused.code == "not_permitted"
    assert (shown.body["name"], shown.body["address"]) == ("张伟强", "北港街道1号")
    looks = zhang.client.get(f"{zhang.path}/looks").body["items"]
    assert [(look["place"], look["reason"]) for look in looks] == [("staff", "TRACING")]
    assert [entry["action"] for entry in factories.recorded(office, f"task:{task}")] == ["tracing.contact"]


def test_h12_an_overdue_task_goes_up_and_stays_in_reach_below(
    office: Client, zhang: Citizen, worker: Officer, moment: Moment
) -> None:
    district = health.officer(office, "tracing.view", "tracing.follow", region="futian")
    feverish(zhang)
    early = rounds.escalate(clock.now() + timedelta(hours=23))
    moment.advance(hours=25)

    late, again = rounds.escalate(clock.now()), rounds.escalate(clock.now())

    assert (early, late, again) == (0, 1, 0)
    assert tasks(worker) == []
    (task,) = tasks(district, "futian")
    assert (task["escalations"], task["due"]) == (1, "2022-07-15T03:00:00Z")
    assert worker.client.post(f"{TASKS}/{task['task']}/follow-ups", follow_up()).status == 204
    moment.advance(hours=25)
    rounds.escalate(clock.now())
    moment.advance(hours=25)
    rounds.escalate(clock.now())
    shown = district.client.get(f"{TASKS}/{task['task']}").body
    assert (shown["task"]["region"], shown["task"]["escalations"]) == ("city", 3)


def within(by: Client, region: str, **query: object) -> tuple[list[str], str]:
    """Return where the tasks of a page live of everything in a region, and the cursor behind them."""
    answer = by.get(TASKS, region=region, within="true", **query)
    assert answer.status == 200, answer.body
    return [each["region"] for each in answer.body["items"]], answer.body["next"]


def test_h12_everything_of_a_region_is_listed_page_by_page_the_first_due_first(
    client: Client, office: Client, moment: Moment
) -> None:
    for place in ("taoyuan", STREET, STREET):
        feverish(health.citizen(client, region=place))
        moment.advance(minutes=1)
    futian = health.officer(office, "tracing.view", region="futian")

    first, behind = within(office, "city", limit=2)
    second, end = within(office, "city", limit=2, cursor=behind)

    assert (first + second, end) == (["taoyuan", STREET, STREET], "")
    assert within(futian.client, "futian") == ([STREET, STREET], "")
    assert within(futian.client, STREET) == ([STREET, STREET], "")
    assert futian.client.get(TASKS, region="city", within="true").code == "out_of_region"
    assert tasks(office, "city") == []


def test_h12_an_escalated_task_stays_in_its_regions_list(
    office: Client, zhang: Citizen, worker: Officer, moment: Moment
) -> None:
    city = health.officer(office, "tracing.view")
    feverish(zhang)
    moment.advance(hours=25)

    rounds.escalate(clock.now())

    assert within(worker.client, STREET)[0] == within(city.client, "city")[0] == ["futian"]


def test_h12_a_worse_colour_changes_the_open_task_and_green_closes_it(
    office: Client, zhang: Citizen, worker: Officer, moment: Moment
) -> None:
    feverish(zhang)
    fact = health.red(office, zhang)
    rounds.take_up(clock.now())
    (red,) = tasks(worker)
    fever = next(each.id for each in store.facts(zhang.person) if each.kind == "FEVER")
    for each in (fact, fever):
        moment.advance(minutes=1)
        proposal = health.propose(
            health.officer(office, "facts.propose"), zhang, "WITHDRAWAL", withdraws=each
        )
        health.decide(health.officer(office, "facts.decide"), proposal)
    rounds.take_up(clock.now())

    shown = worker.client.get(f"{TASKS}/{red['task']}").body
    assert (red["colour"], red["due"]) == ("red", "2022-07-13T04:00:00Z")
    assert (zhang.colour, shown["task"]["state"], tasks(worker)) == ("green", "CLOSED", [])


def test_h8_a_suspicious_pass_is_a_task_where_the_person_lives(
    office: Client, gate: Place, zhang: Citizen, worker: Officer
) -> None:
    row = places.row(zhang, suspicion="一天内四次进出", result="STOP")

    gate.upload(row)
    gate.upload(row)

    (task,) = tasks(worker)
    shown = worker.client.get(f"{TASKS}/{task['task']}").body
    assert (task["cause"], task["colour"], shown["words"]) == ("SUSPICION", "green", "一天内四次进出")
    assert gate.keeper.get(f"{gate.path}/passes", day="2022-07-13").body["items"][0]["reported"]
    assert office.get(TASKS, region="futian").body["items"] == []
