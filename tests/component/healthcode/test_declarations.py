"""Getting a code: declaration, colour at once with its reasons, and what can't be declared (H1, H2)."""

from typing import Any

import pytest

from functions.healthcode import store
from functions.healthcode.facts import FactKind
from tests import factories, health
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Citizen

pytestmark = pytest.mark.usefixtures("office")


def test_h1_a_healthy_person_gets_a_green_code_at_once(zhang: Citizen) -> None:
    shown = zhang.client.get("/v1/me/code")
    kept = zhang.client.get("/v1/me/health/people")

    assert (shown.status, shown.body["colour"], shown.body["name"]) == (200, "green", "张*强")
    assert [(each["own"], each["colour"], each["checked_in"]) for each in kept.body] == [
        (True, "green", False)
    ]


DECLARED = [
    ({"temperature": 37.3}, "yellow", {"FEVER"}, "the temperature that policy calls fever"),
    ({"temperature": 37.2}, "green", set(), "a bit less"),
    ({"symptoms": ["FEVER", "DRY_COUGH"]}, "yellow", {"FEVER", "COUGH"}, "fever and cough reported"),
    ({"symptoms": ["FATIGUE"]}, "yellow", {"SYMPTOM"}, "any symptom"),
    ({"history": ["FEVER_OR_COUGH"]}, "yellow", {"FEVER"}, "14天内是否曾发热、持续干咳症状"),
    ({"history": ["FEVER_CONTACT"]}, "yellow", {"FEVER_CONTACT"}, "1个月内是否与发热患者有过密切接触"),
    ({"history": ["KEY_AREA"]}, "yellow", {"KEY_AREA"}, "1个月内是否到过疫情高发地区"),
    ({"history": ["OUTSIDE"]}, "yellow", {"ARRIVAL"}, "arrived from outside"),
]


@pytest.mark.parametrize(("said", "colour", "kinds", "comment"), DECLARED)
def test_h2_the_colour_comes_with_its_reasons_and_its_end(
    client: Client, said: dict[str, Any], colour: str, kinds: set[str], comment: str
) -> None:
    person = health.citizen(client, **said)

    shown = person.client.get(person.path).body["verdict"]

    assert (shown["colour"], {reason["kind"] for reason in shown["reasons"]}) == (colour, kinds), comment
    assert shown["earliest_end"] == (None if colour == "green" else "2022-07-28")
    assert all(reason["text"] and reason["days_done"] == 0 for reason in shown["reasons"])


REFUSED = [
    ({"promise": False}, "promise", "no promise"),
    ({"phone": "12345678"}, "phone", "no mobile number"),
    ({"region": "futian"}, "region", "a district is too large"),
    ({"region": "atlantis"}, "region", "nowhere"),
    ({"number": "H123"}, "number", "no such document number"),
    ({"name": "  "}, "name", "nobody"),
    ({"temperature": 97.7}, "temperature", "Fahrenheit"),
]


@pytest.mark.parametrize(("said", "field", "comment"), REFUSED)
def test_h1_what_a_declaration_must_say(
    client: Client, said: dict[str, Any], field: str, comment: str
) -> None:
    resident = factories.resident(client)

    answer = resident.post("/v1/me/health/declarations", health.declaration(**said))

    assert answer.status == 422, comment
    assert field in answer.fields, comment


def test_h1_the_document_must_be_the_accounts_own(client: Client) -> None:
    resident = factories.resident(client)

    answer = resident.post("/v1/me/health/declarations", health.declaration())

    assert (answer.status, answer.code) == (409, "healthcode.another_document")


def test_h1_a_phone_account_gets_its_document_by_declaring(client: Client) -> None:
    form = health.declaration()
    phone = health.by_phone(client, form["phone"])

    answer = phone.post("/v1/me/health/declarations", form)

    assert answer.status == 201, answer.body
    assert phone.get("/v1/me/home").body["document"]["number"] == form["number"]
    assert phone.get("/v1/me/code").body["colour"] == "green"


def test_h2_declaring_again_adds_facts_and_moves_the_region(zhang: Citizen, moment: Moment) -> None:
    moment.advance(hours=2)
    again = health.declaration(**zhang.document, region="taoyuan", symptoms=["DRY_COUGH"])

    answer = zhang.client.post("/v1/me/health/declarations", again)

    assert answer.body["verdict"]["colour"] == zhang.colour == "yellow"
    assert store.holder(zhang.person).region == "taoyuan"
    kinds = [fact.kind for fact in store.facts(zhang.person)]
    assert sorted(kinds) == sorted([FactKind.DECLARED, FactKind.DECLARED, FactKind.COUGH])
    (told,) = factories.letters("health_yellow")
    assert "Cough" in told.text
    assert "2022-07-28" in told.text


def test_h6_a_code_is_nobody_elses(client: Client, zhang: Citizen) -> None:
    other = health.citizen(client)

    answers = [
        other.client.get("/v1/me/code", person=zhang.person),
        other.client.get("/v1/me/code", person="0" * 32),
        other.client.get(zhang.path),
        other.client.post(f"{zhang.path}/check-ins", health.check_in()),
    ]

    assert {(answer.status, answer.code) for answer in answers} == {(404, "healthcode.no_code")}
