"""One's own appointment: found, cancelled, changed, and nothing learned by anybody else (V7)."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from functions.vaccine.tables import LostCode
from layers.tables import connection
from local.pump import invoke
from tests import clinic, events, factories
from tests.factories import Answer, Client
from tests.world import World
from tests.world_clinic import GRID

APPOINTMENTS = "/v1/vaccine/appointments"
LOOKUPS, CANCELLATIONS = f"{APPOINTMENTS}/lookups", f"{APPOINTMENTS}/cancellations"
DETAILS, LOST = f"{APPOINTMENTS}/details", f"{APPOINTMENTS}/lost-codes"
SESSIONS = "/v1/staff/vaccine/sessions"


def find(city: World, by: dict[str, str]) -> Answer:
    return city.nobody.post(LOOKUPS, by)


def minute(city: World) -> None:
    """Let the job of the next minute run."""
    city.now += timedelta(minutes=1)
    invoke(factories.application(), "vaccine-appointments", events.tick())


def letters_to(phone: str, kind: str) -> list[str]:
    return [letter.text for letter in factories.letters(f"vaccine_{kind}") if letter.to == phone]


def test_v7_number_and_code_find_the_appointment_masked(city: World) -> None:
    answer = find(city, city.clinic.booked)

    assert answer.status == 200
    assert (answer.body["state"], answer.body["cancellable"], answer.body["changeable"]) == (
        "booked",
        True,
        False,
    )
    assert city.clinic.booked["number"] not in str(answer.body)
    assert "137****0001" in answer.body["phone"]


@pytest.mark.parametrize(
    ("written", "comment"),
    [
        (str.lower, "in small letters"),
        (lambda code: f"{code[:4]}-{code[4:]}", "with a hyphen"),
        (lambda code: f" {code} ", "with spaces"),
    ],
)
def test_v7_a_code_is_taken_however_it_is_written(city: World, written: Any, comment: str) -> None:
    by = {**city.clinic.booked, "code": written(city.clinic.booked["code"])}

    assert find(city, by).status == 200, comment


@pytest.mark.parametrize("path", [LOOKUPS, CANCELLATIONS])
def test_v7_a_number_with_an_appointment_and_one_without_are_answered_alike(city: World, path: str) -> None:
    """The same status, body and calls to the tables; time can't differ where the work doesn't."""
    wrong = {"code": "AAAA2222"}
    city.nobody.post(path, {"number": clinic.number_of(78), **wrong})  # policies are known from here on
    heard: list[tuple[int, dict[str, Any], Counter[str]]] = []
    for number in (city.clinic.booked["number"], city.clinic.cancelled["number"], clinic.number_of(77)):
        calls: Counter[str] = Counter()
        register = connection().client.meta.events
        register.register("before-call.dynamodb", listener := _counting(calls))
        answer = city.nobody.post(path, {"number": number, **wrong})
        register.unregister("before-call.dynamodb", listener)
        answer.body.pop("correlation_id")
        heard.append((answer.status, answer.body, calls))

    assert heard[0][0] == 404
    assert heard[0][2]
    assert heard[0] == heard[1] == heard[2]


def _counting(calls: Counter[str]) -> Any:
    def count(model: Any, **_: Any) -> None:
        calls[model.name] += 1

    return count


def test_v7_somebody_elses_code_finds_nothing(city: World) -> None:
    by = {"number": city.clinic.booked["number"], "code": city.clinic.cancelled["code"]}

    assert find(city, by).code == "vaccine.no_such_appointment"


@pytest.mark.parametrize("who", [1, 77])
def test_v7_wrong_codes_slow_down_whether_the_number_is_known_or_not(city: World, who: int) -> None:
    by = {"number": clinic.number_of(who), "code": "AAAA2222"}

    answers = [find(city, by) for _ in range(5)]

    assert [answer.status for answer in answers] == [404, 404, 404, 429, 429]
    assert answers[-1].code == "locked_out"


@pytest.mark.usefixtures("city")
def test_v7_one_address_tries_no_long_list_of_numbers() -> None:
    stranger = Client(factories.application(), address="203.0.113.78")

    answers = [
        stranger.post(LOOKUPS, {"number": clinic.number_of(100 + who), "code": "AAAA2222"})
        for who in range(31)
    ]

    assert {answer.status for answer in answers[:30]} == {404}
    assert answers[-1].status == 429


def test_v7_cancelling_frees_the_place_and_the_dose(city: World) -> None:
    root = city.signed_in(city.root)
    path = f"{SESSIONS}/{city.clinic.session}"
    before = root.get(path).body["remaining"]

    cancelled = city.nobody.post(CANCELLATIONS, city.clinic.booked)

    assert (cancelled.status, cancelled.body["state"], cancelled.body["ended_by"]) == (
        200,
        "cancelled",
        "self",
    )
    assert root.get(path).body["remaining"] == before + 1
    assert len(letters_to("+8613700000001", "cancelled")) == 1
    again = city.nobody.post(CANCELLATIONS, city.clinic.booked)
    assert (again.status, again.code) == (409, "vaccine.not_cancellable")
    assert city.nobody.post(APPOINTMENTS, city.clinic.form(1)).status == 201


def test_v7_details_are_changed_after_cancelling(city: World) -> None:
    person = {**city.clinic.person(2), "phone": "13911112222", "name": "孙改名"}
    form = {"appointment": city.clinic.cancelled, "person": person, "grid": GRID}

    changed = city.nobody.put(DETAILS, form)

    assert changed.status == 200
    assert "139****2222" in changed.body["appointment"]["phone"]
    assert find(city, city.clinic.cancelled).code == "vaccine.no_such_appointment"
    assert find(city, {**city.clinic.cancelled, "code": changed.body["code"]}).status == 200


def test_v7_a_mistyped_number_is_changed_and_found_under_the_right_one(city: World) -> None:
    form = {"appointment": city.clinic.cancelled, "person": city.clinic.person(8), "grid": GRID}

    code = city.nobody.put(DETAILS, form).body["code"]

    assert find(city, {"number": clinic.number_of(2), "code": code}).status == 404
    assert find(city, {"number": clinic.number_of(8), "code": code}).status == 200


def test_v7_details_stay_while_the_appointment_stands(city: World) -> None:
    form = {"appointment": city.clinic.booked, "person": city.clinic.person(1), "grid": GRID}

    refused = city.nobody.put(DETAILS, form)

    assert (refused.status, refused.code) == (409, "vaccine.not_changeable")


def test_v7_a_lost_code_goes_to_the_phone_of_the_booking(city: World) -> None:
    asked = {"number": city.clinic.booked["number"], "captcha": city.captcha()}

    assert city.nobody.post(LOST, asked).status == 204
    minute(city)

    (text,) = letters_to("+8613700000001", "code")
    assert find(city, city.clinic.booked).status == 404
    (code,) = re.findall(r"\b[2-9A-Z]{8}\b", text)
    assert find(city, {**city.clinic.booked, "code": code}).status == 200


@pytest.mark.parametrize("who", [1, 2, 77])
def test_v7_asking_for_a_lost_code_tells_nothing(city: World, who: int) -> None:
    """Booked, cancelled, unknown: the same answer, and the same two writes besides the captcha's."""
    captcha = city.captcha()
    before = city.journal.mark()

    answer = city.nobody.post(LOST, {"number": clinic.number_of(who), "captcha": captcha})

    assert (answer.status, answer.body) == (204, None)
    written = [key[1].split("#")[0] for key in city.journal.changed(before)]
    assert sorted(written) == ["CAPTCHA", "LOSTCODES"]


def test_v7_nobodys_phone_is_flooded(city: World) -> None:
    asked = [
        city.nobody.post(LOST, {"number": city.clinic.booked["number"], "captcha": city.captcha()})
        for _ in range(4)
    ]
    minute(city)

    assert [answer.status for answer in asked] == [204, 204, 204, 429]
    assert len(letters_to("+8613700000001", "code")) <= 3
    assert list(LostCode.query("LOSTCODES")) == []


def test_v7_of_a_cancelled_appointment_no_code_is_sent(city: World) -> None:
    city.nobody.post(LOST, {"number": city.clinic.cancelled["number"], "captcha": city.captcha()})

    minute(city)

    assert letters_to("+8613700000002", "code") == []
