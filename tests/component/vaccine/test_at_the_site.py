"""Work at a site over HTTP: who may do what, what is shown, and what is refused alike (V10, S2, S4)."""

import base64
import io
from typing import Any

import pytest
from pypdf import PdfReader

from functions.admin.permissions import BUILT_IN
from tests import clinic
from tests.factories import Answer, Client
from tests.world import Officer, World
from tests.world_clinic import STREET

SITE = "/v1/staff/vaccine/onsite/{street}/{site}"


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


def at(city: World, what: str) -> str:
    return f"{SITE.format_map(city.at_work.at)}/{what}"


def worker(city: World, role: str, *sites: dict[str, str]) -> Client:
    """Return a client of a new member of the street's staff with a built-in role, bound to these sites."""
    officer = city.officer(f"{role}-{len(sites)}", STREET, role)
    bound = city.signed_in(city.root).put(
        f"/v1/staff/vaccine/workers/{officer.id}/sites", {"sites": list(sites)}
    )
    assert bound.status == 204, bound.body
    return city.signed_in(officer)


def said(answer: Answer) -> dict[str, Any]:
    return {name: value for name, value in answer.body.items() if name not in {"instance", "correlation_id"}}


def ending(who: int) -> dict[str, str]:
    return {"ending": clinic.number_of(who)[-4:]}


def test_v10_there_are_roles_for_greeter_vaccinator_and_observation() -> None:
    granted = {role.id: role.permissions for role in BUILT_IN}

    assert granted["site-greeter"] == {"onsite.view", "onsite.checkin", "onsite.walkin"}
    assert granted["site-vaccinator"] == {"onsite.view", "onsite.inject"}
    assert granted["site-observer"] == {"onsite.view", "onsite.vaccinated", "onsite.undo"}


def test_v10_a_greeter_finds_people_and_lets_them_in_and_nothing_else(city: World) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)

    (found,) = greeter.post(at(city, "lookups"), ending(21)).body
    visitor = at(city, f"visitors/{found['number']}")
    arrived = greeter.post(f"{visitor}/arrival")

    assert (found["phase"], found["pulse"], arrived.body["phase"]) == ("expected", True, "arrived")
    for step in ("injection", "dose", "undo"):
        assert greeter.post(f"{visitor}/{step}", {"reason": "扫错了人"}).code == "not_permitted", step
    assert greeter.get(f"/v1/staff/vaccine/streets/{STREET}/sites").code == "not_permitted"


def test_s4_people_are_shown_masked(city: World) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)

    shown = str(greeter.post(at(city, "lookups"), ending(21)).body)

    person = city.clinic.person(21)
    assert [text for text in (person["name"], person["number"], person["phone"]) if text in shown] == []


def test_v10_a_look_is_shown_with_the_record_and_told_to_the_person(city: World, root: Client) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)
    greeter.post(at(city, "lookups"), ending(21))
    number = city.at_work.number(city.at_work.expected)

    (told,) = city.nobody.post("/v1/vaccine/appointments/looks", city.at_work.expected).body
    (shown,) = root.get(f"/v1/staff/vaccine/records/{number}/looks").body

    assert told == {
        "at": "2022-07-13T02:00:00Z",
        "action": "onsite.lookup",
        "site": f"{STREET}/{city.at_work.site}",
    }
    assert shown.items() >= told.items()
    assert shown["name"] == "site-greeter-1"
    assert shown["actor"] not in str(told)


def test_v10_who_is_not_bound_to_the_site_gets_the_same_answer_whatever_they_ask(city: World) -> None:
    """Neither who is booked nor whether anybody is tells itself to other sites' workers."""
    other = {**city.at_work.at, "site": city.clinic.spare_site}
    stranger = worker(city, "site-greeter", other)

    asked = [
        stranger.post(at(city, "lookups"), ending(21)),
        stranger.post(at(city, "lookups"), {"ending": "0000"}),
        stranger.post(at(city, "scans"), {"token": city.at_work.slip()}),
        stranger.post(at(city, f"visitors/{city.at_work.number(city.at_work.expected)}/arrival")),
        stranger.post(at(city, "visitors/0000000000000/arrival")),
        stranger.get(at(city, "sessions")),
    ]

    assert {each.status for each in asked} == {403}
    assert [said(each) for each in asked] == [said(asked[0])] * len(asked)
    assert asked[0].code == "vaccine.not_your_site"


def test_v10_people_of_another_site_are_found_by_nothing(city: World) -> None:
    spare = {**city.at_work.at, "site": city.clinic.spare_site}
    greeter = worker(city, "site-greeter", city.at_work.at, spare)
    there = f"/v1/staff/vaccine/onsite/{STREET}/{city.clinic.spare_site}"

    asked = [
        greeter.post(f"{there}/lookups", ending(21)),
        greeter.post(f"{there}/lookups", {"ending": "0000"}),
        greeter.post(f"{there}/scans", {"token": city.at_work.slip()}),
        greeter.post(f"{there}/scans", {"token": "forged"}),
        greeter.post(f"{there}/visitors/{city.at_work.number(city.at_work.expected)}/arrival"),
        greeter.post(f"{there}/visitors/0000000000000/arrival"),
    ]

    assert {each.status for each in asked} == {404}
    assert [said(each) for each in asked] == [said(asked[0])] * len(asked)
    assert asked[0].code == "vaccine.not_at_this_site"


def test_v10_a_bound_worker_sees_their_sites_only(city: World) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)

    (mine,) = greeter.get("/v1/staff/me/sites").body

    assert (mine["street"], mine["site"]["id"]) == (STREET, city.at_work.site)


def test_v10_nobody_binds_accounts_or_sites_of_another_region(city: World) -> None:
    chief = city.signed_in(city.deputy("onsite.authorise", "nanshan"))
    stranger: Officer = city.officer("nanshan-worker", "nanshan")
    sites = {"sites": [city.at_work.at]}

    for user in (city.target.id, stranger.id):
        answer = chief.put(f"/v1/staff/vaccine/workers/{user}/sites", sites)
        assert answer.code == "out_of_region"


def test_v10_a_binding_ends(city: World, root: Client) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)
    (officer,) = set(
        root.get(f"/v1/staff/vaccine/streets/{STREET}/sites/{city.at_work.site}/workers").body
    ) - {
        city.root.id,
        *(each.id for each in city.deputies.values()),
    }

    root.put(f"/v1/staff/vaccine/workers/{officer}/sites", {"sites": []})

    assert greeter.get(at(city, "sessions")).code == "vaccine.not_your_site"
    assert greeter.get("/v1/staff/me/sites").body == []


def test_v10_those_under_observation_are_listed_with_their_end(city: World) -> None:
    observer = worker(city, "site-observer", city.at_work.at)

    (waiting,) = observer.get(at(city, "observation")).body
    done = observer.post(at(city, f"visitors/{waiting['number']}/dose"))

    assert waiting["observed_until"] == "2022-07-13T01:50:00Z"
    assert (done.status, done.body["phase"]) == (200, "given")
    assert observer.get(at(city, "observation")).body == []


def test_v10_the_days_sessions_are_counted(city: World, root: Client) -> None:
    first, second = root.get(at(city, "sessions")).body

    assert (first["gate"], first["pulse"], first["booked"], first["arrived"], first["given"]) == (
        "current",
        True,
        4,
        3,
        1,
    )
    assert (second["gate"], second["pulse"], second["remaining"]) == ("too_early", False, 0)


def test_v10_a_walk_in_is_booked_and_in(city: World) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)
    form = city.at_work.walk_in(51, session=city.at_work.session)

    answer = greeter.post(at(city, "walk-ins"), form)

    found = city.nobody.post(
        "/v1/vaccine/appointments/lookups",
        {"number": clinic.number_of(51), "code": answer.body["code"]},
    ).body
    assert answer.status == 201
    assert (found["phase"], found["number"]) == ("arrived", answer.body["visitor"]["number"])


def test_v10_every_bad_field_of_a_walk_in_is_named(city: World) -> None:
    greeter = worker(city, "site-greeter", city.at_work.at)
    form = city.at_work.walk_in(51, session=city.at_work.session, dose_before="2022-07-14")
    form |= {"grid": "nowhere", "dose": 3, "person": {**form["person"], "phone": "12345678"}}

    answer = greeter.post(at(city, "walk-ins"), form)

    assert answer.fields == {
        "person.phone": "not_a_mobile",
        "grid": "not_a_grid",
        "dose": "not_a_choice",
        "dose_before": "not_yet",
    }


# Certificates


def test_v10_a_certificate_is_printed_with_its_code(city: World) -> None:
    shown = city.nobody.post("/v1/vaccine/certificates", city.at_work.given).body
    pdf = city.nobody.post("/v1/vaccine/certificates/papers", city.at_work.given).body["pdf"]

    text = str(PdfReader(io.BytesIO(base64.b64decode(pdf))).pages[0].extract_text())
    assert city.clinic.person(24)["name"] in text
    assert shown["id"] in text
    assert clinic.number_of(24) not in text
    assert shown["text"].startswith("WS1:")


@pytest.mark.parametrize("path", ["certificates", "certificates/papers", "appointments/slips"])
def test_v10_a_miss_and_a_wrong_code_get_the_same_refusal(city: World, path: str) -> None:
    known, code = city.at_work.given["number"], city.at_work.given["code"]
    wrong = [
        {"number": known, "code": "XXXXXXXX"},
        {"number": clinic.number_of(98), "code": code},
        {"number": clinic.number_of(99), "code": "XXXXXXXX"},
    ]

    asked = [city.nobody.post(f"/v1/vaccine/{path}", form) for form in wrong]

    assert {each.status for each in asked} == {404}
    assert [said(each) for each in asked] == [said(asked[0])] * len(asked)


def test_v10_anybody_checks_a_certificate(city: World, root: Client) -> None:
    text = city.at_work.text()
    changed = text[:200] + ("A" if text[200] != "A" else "B") + text[201:]
    path = f"/v1/staff/vaccine/certificates/{city.at_work.certificate}/revocation"

    valid = city.nobody.post("/v1/vaccine/certificates/checks", {"text": text}).body
    forged = city.nobody.post("/v1/vaccine/certificates/checks", {"text": changed}).body
    assert root.post(path, {"reason": "身份冒用"}).status == 204
    revoked = city.nobody.post("/v1/vaccine/certificates/checks", {"text": text}).body

    assert (valid["verdict"], valid["content"]["dose"]) == ("valid", 1)
    assert (forged["verdict"], forged["content"]) == ("forged", None)
    assert revoked["verdict"] == "revoked"
    listed = city.nobody.get("/v1/vaccine/certificates/revocations").body["items"]
    assert [(each["id"], each["state"]) for each in listed] == [(city.at_work.certificate, "revoked")]
