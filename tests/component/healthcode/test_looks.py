"""Looking people up: in one's region, for a reason, recorded, and seen by the person (S4, lessons)."""

import pytest

from tests import factories, health
from tests.factories import Client
from tests.health import Citizen, Officer


@pytest.fixture
def officer(office: Client) -> Officer:
    """Somebody of Futian who may look people up."""
    return health.officer(office, "holders.view", region="futian")


def search(of: Citizen, **changes: str) -> dict[str, str]:
    document = {"document_type": of.document["document_type"], "document_number": of.document["number"]}
    return {**document, "region": "futian", "reason": "流调", **changes}


def test_s4_a_look_up_is_masked_recorded_and_seen_by_the_person(
    office: Client, zhang: Citizen, officer: Officer
) -> None:
    answer = officer.client.post("/v1/staff/health/lookups", search(zhang))
    again = officer.client.post(f"/v1/staff/health/people/{answer.body['person']}/looks", {"reason": "回访"})

    assert (answer.status, again.status) == (200, 200)
    assert (answer.body["name"], answer.body["verdict"]["colour"]) == ("张*强", "green")
    assert zhang.document["number"] not in str(answer.body)
    looks = zhang.client.get(f"{zhang.path}/looks").body["items"]
    assert sorted((look["place"], look["name"], look["reason"]) for look in looks) == [
        ("staff", "futian", "回访"),
        ("staff", "futian", "流调"),
    ]
    assert officer.id not in str(looks)
    entries = factories.recorded(office, f"person:{zhang.person}")
    assert [(entry["actor"], entry["action"]) for entry in entries] == [(officer.id, "health.look")] * 2


def test_s4_a_miss_and_another_region_answer_alike(client: Client, zhang: Citizen, officer: Officer) -> None:
    elsewhere = health.citizen(client, region="taoyuan")
    nobody = search(zhang, document_number="H99999999")

    answers = [officer.client.post("/v1/staff/health/lookups", said) for said in (search(elsewhere), nobody)]

    city_wide = officer.client.post("/v1/staff/health/lookups", search(elsewhere, region="city"))

    assert city_wide.code == "out_of_region"
    assert answers[0].status == answers[1].status == 404
    assert answers[0].code == answers[1].code == "healthcode.no_code"
    assert elsewhere.client.get(f"{elsewhere.path}/looks").body["items"] == []


def test_s4_facts_show_their_source_to_the_person_not_who(office: Client, zhang: Citizen) -> None:
    health.red(office, zhang)

    facts = zhang.client.get(f"{zhang.path}/facts", limit=1).body

    assert facts["next"]
    assert set(facts["items"][0]) == {"id", "kind", "at", "recorded_at", "source", "place", "withdraws"}
