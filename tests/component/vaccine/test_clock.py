"""What the clock does to appointments: no-shows, reminders (V8)."""

from datetime import timedelta
from typing import Any

from local.pump import invoke
from tests import events, factories
from tests.factories import Answer
from tests.world import World

SESSIONS = "/v1/staff/vaccine/sessions"
LOOKUPS = "/v1/vaccine/appointments/lookups"


def at(city: World, hour: int, minute: int, day: int = 14) -> None:
    """Move the clock, and let the jobs of vaccine appointments run."""
    city.advance(hour, minute, day)
    for job in ("vaccine-appointments", "vaccine-reminders"):
        invoke(factories.application(), job, events.tick())


def found(city: World, by: dict[str, str]) -> dict[str, Any]:
    answer: Answer = city.nobody.post(LOOKUPS, by)
    assert answer.status == 200, answer.body
    return dict(answer.body)


def remaining(city: World) -> int:
    return int(city.signed_in(city.root).get(f"{SESSIONS}/{city.clinic.session}").body["remaining"])


def told(kind: str) -> int:
    """Return how many messages of a kind the phone of the appointment got."""
    return sum(letter.to == "+8613700000001" for letter in factories.letters(f"vaccine_{kind}"))


def test_v8_whoever_has_not_come_an_hour_after_the_start_is_cancelled(city: World) -> None:
    at(city, 8, 59)
    assert found(city, city.clinic.booked)["state"] == "booked"

    at(city, 9, 0)

    expired = found(city, city.clinic.booked)
    assert (expired["state"], expired["ended_by"]) == ("cancelled", "expired")
    assert (remaining(city), told("expired")) == (5, 1)


def test_v8_the_place_and_the_dose_are_bookable_again(city: World) -> None:
    at(city, 9, 0)

    again = city.nobody.post("/v1/vaccine/appointments", city.clinic.form(1))

    assert again.status == 201
    at(city, 9, 20)
    assert found(city, {**city.clinic.booked, "code": again.body["code"]})["state"] == "booked"


def test_v8_whoever_books_after_the_start_has_an_hour_too(city: World) -> None:
    city.advance(9, 10, day=14)
    late = city.clinic.appointment(9)

    at(city, 10, 9)
    before = found(city, late)["state"]
    at(city, 10, 10)

    assert (before, found(city, late)["state"]) == ("booked", "cancelled")


def test_v8_a_session_may_have_a_time_of_grace_of_its_own(city: World) -> None:
    root = city.signed_in(city.root)
    path = f"{SESSIONS}/{city.clinic.session}"
    seen = root.get(path).body
    form = {name: seen[name] for name in ("version", "quota", "opens_at", "remark")}
    assert root.put(path, {**form, "grace": 85}).status == 204

    at(city, 9, 24)
    before = found(city, city.clinic.booked)["state"]
    at(city, 9, 25)

    assert (before, found(city, city.clinic.booked)["state"]) == ("booked", "cancelled")


def test_v8_the_time_of_grace_is_policy_and_holds_at_once(city: World) -> None:
    root = city.signed_in(city.root)
    values = root.get("/v1/staff/policies/appointments").body["values"]
    change = {"values": {**values, "grace_minutes": 5}, "version": 0, "reason": "a test"}
    assert root.put("/v1/staff/policies/appointments", change).status == 200

    at(city, 8, 5)

    assert found(city, city.clinic.booked)["state"] == "cancelled"


def test_e2_after_a_jump_of_days_everything_is_caught_up(city: World) -> None:
    at(city, 12, 0, day=17)

    assert found(city, city.clinic.booked)["state"] == "cancelled"
    at(city, 12, 1, day=17)
    assert told("expired") == 1


def test_v8_everybody_expected_tomorrow_is_reminded_once(city: World) -> None:
    at(city, 9, 59, day=13)
    before = told("reminder")
    for minute in (0, 5, 10):
        at(city, 10, minute, day=13)

    assert (before, told("reminder")) == (0, 1)
    assert "2022-07-14" in factories.letters("vaccine_reminder")[0].text


def test_v8_nobody_is_reminded_on_the_day_itself(city: World) -> None:
    city.now += timedelta(days=1)
    at(city, 0, 30, day=14)

    assert told("reminder") == 0
