"""Registrations (H5): one stands for each person and kind, amended until the arrival, which is a fact."""

from typing import Any

from functions.healthcode import store
from functions.healthcode.facts import FactKind
from tests import health
from tests.factories import Answer, Client
from tests.health import Citizen


def file(of: Citizen, kind: str = "from-outside", **changes: object) -> Answer:
    return of.client.post(f"{of.path}/registrations", health.registration(kind, **changes))


def registrations(of: Citizen) -> list[dict[str, Any]]:
    answer = of.client.get(f"{of.path}/registrations")
    assert answer.status == 200, answer.body
    return list(answer.body)


def arrive(of: Citizen) -> Answer:
    standing = registrations(of)[0]["registration"]
    return of.client.post(f"{of.path}/registrations/{standing}/arrival")


def kinds(of: Citizen) -> list[FactKind]:
    return [fact.kind for fact in store.facts(of.person)]


def test_h5_a_registration_is_amended_until_the_arrival_which_makes_yellow(zhang: Citizen) -> None:
    assert file(zhang).body["colour"] == "green"
    assert file(zhang, planned_on="2022-07-22").status == 201

    arrived = arrive(zhang)

    assert arrived.body["colour"] == "yellow"
    assert [reason["kind"] for reason in arrived.body["reasons"]] == ["ARRIVAL"]
    (ended,) = registrations(zhang)
    assert (ended["state"], ended["form"]["planned_on"]) == ("arrived", "2022-07-22")
    again = zhang.client.post(f"{zhang.path}/registrations/{ended['registration']}/arrival")
    assert again.code == "healthcode.no_such_registration"
    assert kinds(zhang).count(FactKind.ARRIVAL) == 1


def test_h5_answers_become_facts_once_and_crossing_one_out_takes_none_back(zhang: Citizen) -> None:
    file(zhang, key_area=True)
    file(zhang, key_area=True, symptoms=["FEVER"])

    answer = file(zhang)

    assert answer.body["colour"] == "yellow"
    assert sorted(kinds(zhang)) == sorted([FactKind.DECLARED, FactKind.KEY_AREA, FactKind.FEVER])
    (standing,) = registrations(zhang)
    assert (standing["form"]["key_area"], standing["form"]["symptoms"]) == (False, [])


def test_h5_each_kind_stands_by_itself_and_a_plan_can_be_given_up(zhang: Citizen) -> None:
    for kind in ("from-outside", "within", "to-work"):
        assert file(zhang, kind).status == 201
    found = {each["form"]["kind"]: each["registration"] for each in registrations(zhang)}

    answer = zhang.client.delete(f"{zhang.path}/registrations/{found['within']}")

    assert answer.status == 204
    states = {each["form"]["kind"]: each["state"] for each in registrations(zhang)}
    assert states == {"from-outside": "standing", "to-work": "standing", "within": "given-up"}
    assert file(zhang, "within").status == 201
    assert len(registrations(zhang)) == 4


def test_h5_only_with_a_green_code_somebody_returns_to_work(client: Client, zhang: Citizen) -> None:
    feverish = health.citizen(client, symptoms=["FEVER"])
    for person in (zhang, feverish):
        file(person, "to-work")

    outcomes = [arrive(person) for person in (zhang, feverish)]

    assert outcomes[0].status == 200
    assert outcomes[1].code == "healthcode.not_green_yet"
    assert registrations(feverish)[0]["state"] == "standing"


def test_h5_a_proxy_registers_whom_they_act_for_and_nobody_else(client: Client, zhang: Citizen) -> None:
    elder, other = health.proxied(zhang), health.citizen(client)
    form = health.registration()

    assert zhang.client.post(f"{elder.path}/registrations", form).status == 201
    assert zhang.client.post(f"{other.path}/registrations", form).code == "healthcode.no_code"
    assert other.client.get(f"{elder.path}/registrations").code == "healthcode.no_code"


def test_h5_what_is_missing_or_misdated_is_named(zhang: Citizen) -> None:
    answer = file(zhang, departure="", planned_on="2022-07-12", region="nowhere")

    assert answer.fields == {
        "departure": "required",
        "planned_on": "in_the_past",
        "region": "not_a_street",
    }
