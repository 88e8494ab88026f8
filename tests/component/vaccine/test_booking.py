"""Booking without an account: a held place, a form, one transaction (V5, V6)."""

from datetime import timedelta
from typing import Any

import pytest

from functions.vaccine.tables import Session
from tests import clinic, factories
from tests.factories import Answer, Client
from tests.world import World
from tests.world_clinic import ANSWERS

APPOINTMENTS = "/v1/vaccine/appointments"
SESSIONS = "/v1/staff/vaccine/sessions"
HOLDS = "/v1/vaccine/holds"


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


def book(city: World, who: int = 5, **changes: Any) -> Answer:
    """Book the first session for somebody, with something else in the form."""
    return city.nobody.post(APPOINTMENTS, {**city.clinic.form(who), **changes})


def book_at(city: World, session: str, **changes: Any) -> Answer:
    """Book another session."""
    held = city.nobody.post(HOLDS, {"session": session})
    assert held.status == 201, held.body
    return book(city, hold=held.body["token"], **changes)


def person(city: World, who: int = 5, **changes: Any) -> dict[str, Any]:
    return {"person": {**city.clinic.person(who), **changes}}


def counts(city: World, root: Client, session: str = "") -> dict[str, int]:
    view = root.get(f"{SESSIONS}/{session or city.clinic.session}").body
    return {name: view[name] for name in ("remaining", "held", "booked")}


def test_v5_an_appointment_is_shown_masked_with_its_code_and_told_by_sms(city: World) -> None:
    answer = book(city)

    assert answer.status == 201
    shown = answer.body["appointment"]
    assert (shown["state"], shown["phase"], shown["dose"], shown["grid"]) == (
        "booked",
        "expected",
        1,
        "grid-1",
    )
    assert (shown["day"], shown["start"], shown["end"]) == ("2022-07-14", "08:00", "09:30")
    assert clinic.number_of(5) not in str(answer.body)
    (letter,) = (each for each in factories.letters("vaccine_booked") if each.to == "+8613700000005")
    assert answer.body["code"] in letter.text
    assert shown["number"] in letter.text
    assert "08:00-09:30" in letter.text


def test_v5_a_place_is_held_while_the_form_is_filled_in(city: World, root: Client) -> None:
    before = counts(city, root)

    form = city.clinic.form(5)
    during = counts(city, root)
    city.now += timedelta(minutes=9)
    booked = city.nobody.post(APPOINTMENTS, form | {"captcha": city.captcha()})

    assert booked.status == 201
    assert (before["remaining"], during["remaining"], during["held"]) == (4, 3, 1)
    assert counts(city, city.signed_in(city.root)) == {"remaining": 3, "held": 0, "booked": 2}


def test_v5_a_hold_ends_and_its_place_is_free_again(city: World) -> None:
    form = city.clinic.form(5)
    city.now += timedelta(minutes=10)

    late = city.nobody.post(APPOINTMENTS, form | {"captcha": city.captcha()})

    assert (late.status, late.code) == (409, "vaccine.hold_gone")
    assert counts(city, city.signed_in(city.root))["remaining"] == 4


def test_v5_whoever_leaves_the_page_gives_the_place_back(city: World, root: Client) -> None:
    hold = city.clinic.hold()

    given_back = [city.nobody.post(f"{HOLDS}/release", {"hold": hold}) for _ in range(2)]

    assert [answer.status for answer in given_back] == [204, 409]
    assert counts(city, root)["remaining"] == 4


def test_v5_the_time_for_the_form_is_policy(city: World, root: Client) -> None:
    values = root.get("/v1/staff/policies/appointments").body["values"]
    change = {"values": {**values, "hold_minutes": 20}, "version": 0, "reason": "slow phones"}
    assert root.put("/v1/staff/policies/appointments", change).status == 200

    held = city.nobody.post(HOLDS, {"session": city.clinic.session})

    assert held.body["until"] == "2022-07-13T02:20:00Z"


def test_v5_one_phone_books_for_a_family(city: World) -> None:
    phone = "13700009999"

    answers = [book(city, **person(city, who, phone=phone)) for who in (5, 6, 7)]

    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["code"] for answer in answers}) == 3


def test_v5_an_answer_lost_on_its_way_is_given_again(city: World) -> None:
    form = city.clinic.form(5)

    answers = [city.nobody.post(APPOINTMENTS, form, idempotency_key="once") for _ in range(2)]

    assert answers[0].body == answers[1].body
    assert answers[0].status == 201


def test_v5_a_captcha_is_asked_of_everybody(city: World) -> None:
    answer = book(city, captcha={"id": "0" * 32, "answer": "12345"})

    assert answer.code == "auth.captcha_gone"


BAD_FORMS: list[tuple[dict[str, Any], str, str]] = [
    ({"grid": "grid-9"}, "grid", "no such grid"),
    ({"grid": "nangang"}, "grid", "another street"),
    ({"dose": 3}, "dose", "the vaccine has two"),
    ({"consent": False}, "consent", "the notice was not read"),
    ({"answers": {**ANSWERS, "surplus": False}}, "answers.surplus", "nobody asked"),
    ({"answers": {"fever": False}}, "answers.allergy", "not answered"),
    ({"dose_before": "2022-07-14"}, "dose_before", "tomorrow"),
]


@pytest.mark.parametrize(("changes", "field", "comment"), BAD_FORMS)
def test_v5_a_form_is_filled_in_completely(
    city: World, changes: dict[str, Any], field: str, comment: str
) -> None:
    answer = book(city, **changes)

    assert (answer.status, answer.code) == (422, "invalid_input"), comment
    assert field in answer.fields, comment


BAD_PEOPLE: list[tuple[dict[str, Any], str, str]] = [
    ({"number": "110105194912310021"}, "person.number", "a wrong check digit"),
    ({"number": "11010519491231"}, "person.number", "too short"),
    ({"phone": "12345678"}, "person.phone", "no mobile number"),
    ({"name": "　 "}, "person.name", "nothing but spaces"),
    ({"document_type": "PASSPORT"}, "person.document_type", "known here by the resident card only"),
    (
        {"nationality": "US", "document_type": "PASSPORT", "number": "AB1234567", "born": "1980-01-01"},
        "person.nationality",
        "a foreigner in a session for individuals",
    ),
]


@pytest.mark.parametrize(("changes", "field", "comment"), BAD_PEOPLE)
def test_v5_a_person_is_checked(city: World, changes: dict[str, Any], field: str, comment: str) -> None:
    answer = book(city, **person(city, **changes))

    assert (answer.status, answer.code) == (422, "invalid_input"), comment
    assert field in answer.fields, comment


def test_v5_a_number_is_taken_however_it_is_written(city: World) -> None:
    spaced = " ".join(clinic.number_of(5))

    assert book(city, **person(city, number=spaced[:40])).status == 201
    assert book(city).code == "vaccine.not_bookable"


def test_v5_whoever_answers_yes_is_not_booked_and_nothing_is_kept(city: World) -> None:
    form = city.clinic.form(5)
    before = city.journal.mark()

    answer = city.nobody.post(APPOINTMENTS, {**form, "answers": {**ANSWERS, "fever": True}})

    assert (answer.status, answer.code) == (409, "vaccine.contraindicated")
    assert not [key for key in city.journal.changed(before) if key[0] == "vaccine"]


def test_v5_a_vaccine_has_its_ages(city: World) -> None:
    child = "110105201001010010"
    child = child[:-1] + str(clinic.ric.calc_check_digit(child))

    answer = book(city, **person(city, number=child))

    assert (answer.status, answer.code) == (409, "vaccine.wrong_age")
    assert answer.body["details"] == {"min_age": 18, "max_age": 150}


def test_v5_why_a_number_can_not_be_booked_is_not_told(city: World) -> None:
    """Booked, too soon, without the dose before: one and the same answer, whoever asks."""
    booked = book(city, 1)
    missing = book(city, 5, dose=2)
    too_soon = book(city, 6, dose=2, dose_before="2022-07-01")

    answers = [booked, missing, too_soon]
    for answer in answers:
        answer.body.pop("correlation_id")
    assert {answer.status for answer in answers} == {409}
    assert booked.body == missing.body == too_soon.body
    assert booked.code == "vaccine.not_bookable"


def test_v5_a_second_dose_after_one_elsewhere(city: World) -> None:
    answer = book(city, dose=2, dose_before="2022-06-20")

    assert answer.status == 201
    assert answer.body["appointment"]["dose"] == 2


def test_v5_a_refused_booking_leaves_the_place_held(city: World) -> None:
    form = city.clinic.form(5)
    wrong = city.nobody.post(APPOINTMENTS, {**form, "dose": 2})

    right = city.nobody.post(APPOINTMENTS, {**form, "captcha": city.captcha()})

    assert (wrong.code, right.status) == ("vaccine.not_bookable", 201)


def test_v5_foreigners_book_their_own_sessions_by_passport(city: World, root: Client) -> None:
    session = root.post(SESSIONS, {**city.clinic.plan("16:00"), "kind": "foreign"}).body["id"]
    passport = {
        "nationality": "US",
        "document_type": "PASSPORT",
        "number": "ab1234567",
        "name": "John Smith",
    }
    known = person(city, **passport, born="1990-05-01")

    without_birth_date = book_at(city, session, **person(city, **passport))
    booked = book_at(city, session, **known)
    compatriot = book_at(city, session)

    assert "person.born" in without_birth_date.fields
    assert booked.status == 201
    assert booked.body["appointment"]["kind"] == "foreign"
    assert "person.nationality" in compatriot.fields
    found = city.nobody.post(
        f"{APPOINTMENTS}/lookups",
        {"document_type": "PASSPORT", "number": "AB 1234567", "code": booked.body["code"]},
    )
    assert found.status == 200


def test_v6_a_groups_session_is_neither_listed_nor_held_by_others(city: World) -> None:
    item = Session.get(f"SESSION#{city.clinic.spare_session}", "SESSION")
    item.update(actions=[Session.group.set("0123456789ab")])
    city.forget()

    listed = city.nobody.get("/v1/vaccine/streets/beigang/sessions").body["sessions"]
    held = city.nobody.post(HOLDS, {"session": city.clinic.spare_session})
    unknown = city.nobody.post(HOLDS, {"session": "f" * 16})

    assert city.clinic.session in {each["id"] for each in listed}
    assert city.clinic.spare_session not in {each["id"] for each in listed}
    for answer in (held, unknown):
        answer.body.pop("correlation_id")
    assert held.body == unknown.body
    assert held.code == "vaccine.no_such_session"


@pytest.mark.usefixtures("city")
def test_v5_holds_are_limited_for_one_address() -> None:
    somewhere = Client(factories.application(), address="203.0.113.77")

    answers = [somewhere.post(HOLDS, {"session": "f" * 16}) for _ in range(121)]

    assert {answer.status for answer in answers[:120]} == {404}
    assert (answers[-1].status, answers[-1].code) == (429, "rate_limited")
    assert int(answers[-1].headers["Retry-After"]) > 0
