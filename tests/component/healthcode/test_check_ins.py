"""Daily check-ins, the run of 14 days over midnights, reminders, and telling who changed (H2, H4)."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.healthcode import checkins, store, sweep
from functions.healthcode.facts import FactKind
from layers import clock
from tests import factories, health
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Citizen

pytestmark = pytest.mark.usefixtures("office")

MORNING = datetime(2022, 7, 13, 2, tzinfo=UTC)
"""Ten o'clock in Shenzhen, on the day on which everything begins."""


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """Return a local time so many days after the beginning."""
    return MORNING + timedelta(days=day, hours=hour - 10, minutes=minute)


def live(moment: Moment, person: Citizen, *days: int, missed: tuple[int, ...] = ()) -> None:
    """Let days pass from the first to the last, each with a check-in but the missed, and each night swept."""
    for day in range(days[0], days[1] + 1):
        moment.now = at(day, 0, 1)
        sweep.sweep(moment.now)
        moment.now = at(day)
        if day not in missed:
            assert person.check_in().status == 201


@pytest.fixture
def feverish(client: Client) -> Citizen:
    """Somebody who declared a fever."""
    return health.citizen(client, symptoms=["FEVER"])


def test_h4_once_a_day(zhang: Citizen, moment: Moment) -> None:
    first, second = zhang.check_in(), zhang.check_in(temperature=38.0)
    moment.now = at(1, 0, 0)
    tomorrow = zhang.check_in()

    assert [first.status, second.status, tomorrow.status] == [201, 409, 201]
    assert second.code == "healthcode.already_checked_in"
    assert zhang.colour == "green"


def test_h4_the_day_is_the_local_one(zhang: Citizen, moment: Moment) -> None:
    moment.now = at(0, 23, 59)
    before_midnight = zhang.check_in()
    moment.now = at(1, 0, 1)
    after_midnight = zhang.check_in()

    assert (before_midnight.status, after_midnight.status) == (201, 201)
    days = [fact.day.day for fact in store.facts(zhang.person) if fact.kind is FactKind.CHECK_IN]
    assert days == [13, 14]


def test_h2_fever_at_a_check_in_turns_the_code_yellow_and_tells_why(zhang: Citizen) -> None:
    answer = zhang.check_in(temperature=37.8, symptoms=["DRY_COUGH"])

    assert answer.body["colour"] == zhang.colour == "yellow"
    assert {reason["kind"] for reason in answer.body["reasons"]} == {"FEVER", "COUGH"}
    (told,) = factories.letters("health_yellow")
    assert "2022-07-28" in told.text


def test_h4_after_14_days_green_comes_with_midnight(feverish: Citizen, moment: Moment) -> None:
    live(moment, feverish, 1, 14)
    moment.now = at(14, 23, 59)
    sweep.sweep(moment.now)
    evening = feverish.colour

    moment.now = at(15, 0, 0)
    changed = sweep.sweep(moment.now)

    assert (evening, feverish.colour, changed) == ("yellow", "green", 1)
    assert len(factories.letters("health_green")) == 1


def test_h4_a_missed_day_begins_the_run_anew(feverish: Citizen, moment: Moment) -> None:
    live(moment, feverish, 1, 15, missed=(8,))
    colour = feverish.colour
    verdict = feverish.client.get(feverish.path).body["verdict"]

    live(moment, feverish, 16, 23)

    assert (colour, verdict["earliest_end"], verdict["reasons"][0]["days_done"]) == (
        "yellow",
        "2022-08-05",
        6,
    )
    assert feverish.colour == "green"


def test_h4_another_fever_begins_it_anew_too(feverish: Citizen, moment: Moment) -> None:
    live(moment, feverish, 1, 9)
    moment.now = at(10)
    feverish.check_in(temperature=38.5)

    live(moment, feverish, 11, 24)
    moment.now = at(24, 23)
    sweep.sweep(moment.now)
    evening = feverish.colour
    moment.now = at(25, 0)
    sweep.sweep(moment.now)

    assert (evening, feverish.colour) == ("yellow", "green")


def test_h2_the_sweep_tells_once(feverish: Citizen, moment: Moment) -> None:
    live(moment, feverish, 1, 14)
    moment.now = at(15, 0, 0)

    changes = [sweep.sweep(moment.now) for _ in range(3)]
    moment.now = at(40)
    changes.append(sweep.sweep(moment.now))

    assert changes == [1, 0, 0, 0]
    assert len(factories.letters("health_green")) == 1
    assert feverish.colour == "green"


def test_h2_who_waits_for_a_release_is_looked_at_every_night_and_not_told(
    client: Client, office: Client, moment: Moment
) -> None:
    person = health.citizen(client)
    health.red(office, person)
    live(moment, person, 1, 15)

    moment.now = at(17, 0)
    changed = sweep.sweep(moment.now)

    assert (changed, person.colour) == (0, "red")
    assert len(factories.letters("health_red")) == 1
    assert store.holder(person.person).due == "2022-07-31"


def test_h4_reminders_go_to_those_whose_run_would_break_tonight(
    client: Client, zhang: Citizen, feverish: Citizen, moment: Moment
) -> None:
    careless = health.citizen(client, symptoms=["FEVER"])
    moment.now = at(1)
    feverish.check_in()
    early = checkins.remind(moment.now)

    moment.now = at(1, 18)
    reminded = [checkins.remind(moment.now), checkins.remind(moment.now)]

    assert (early, reminded) == (0, [1, 0])
    (told,) = factories.letters("health_check_in")
    assert told.to == store.details(store.holder(careless.person)).phone
    assert zhang.colour == "green"


def test_h2_every_change_of_colour_is_in_the_log(office: Client, feverish: Citizen, moment: Moment) -> None:
    auditor = health.officer(office, "audit.view")
    live(moment, feverish, 1, 14)
    moment.now = at(15, 0)
    sweep.sweep(moment.now)

    entries = factories.recorded(auditor.client, f"person:{feverish.person}")

    assert [(each["details"]["before"], each["details"]["after"]) for each in entries] == [
        ("yellow", "green"),
        ("green", "yellow"),
    ]
    assert [each["actor"] for each in entries] == ["sweep", feverish.account]


def test_h4_others_cannot_check_somebody_in(client: Client, zhang: Citizen) -> None:
    other = health.citizen(client)

    answer = other.client.post(f"{zhang.path}/check-ins", health.check_in())

    assert (answer.status, answer.code) == (404, "healthcode.no_code")
    assert not checkins.checked_in([zhang.person], clock.local_date(clock.now()))
