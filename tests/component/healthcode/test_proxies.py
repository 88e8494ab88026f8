"""Codes for those without a phone, and whose code an account may show (H7)."""

import pytest

from functions.auth import service as auth
from functions.healthcode import keepers, store
from functions.healthcode.tables import Proxies
from layers import clock
from tests import factories, health
from tests.component.conftest import Moment
from tests.factories import Answer, Client
from tests.health import Citizen

pytestmark = pytest.mark.usefixtures("office")


def answered(by: Citizen, person: str, account: str, *, admitted: bool) -> Answer:
    path = f"/v1/me/health/people/{person}/keepers/{account}"
    return by.client.put(path, {"admitted": admitted})


def test_h7_a_child_is_declared_shown_and_checked_in_by_a_parent(zhang: Citizen) -> None:
    child = health.proxied(zhang, name="张小明", symptoms=["FEVER"])

    listed = zhang.client.get("/v1/me/health/people").body
    checked_in = child.check_in()

    assert [(each["own"], each["name"], each["colour"]) for each in listed] == [
        (True, "张*强", "green"),
        (False, "张*明", "yellow"),
    ]
    assert checked_in.status == 201
    assert zhang.colour == "green"


def test_h7_up_to_eight(zhang: Citizen) -> None:
    for _ in range(8):
        health.proxied(zhang)

    ninth = zhang.client.post("/v1/me/health/people", health.declaration())

    assert (ninth.status, ninth.code) == (409, "healthcode.proxies_full")
    assert len(keepers.proxied(zhang.account)) == 8


def test_h7_giving_one_up_makes_room(zhang: Citizen) -> None:
    children = [health.proxied(zhang) for _ in range(8)]
    path = f"{children[0].path}/keepers/{zhang.account}"

    given_up = zhang.client.delete(path)

    assert given_up.status == 204
    assert zhang.client.get("/v1/me/code", person=children[0].person).code == "healthcode.no_code"
    assert health.proxied(zhang).colour == "green"


def test_h7_a_person_has_one_code_whoever_declares_them(client: Client, zhang: Citizen) -> None:
    li = health.citizen(client, name="李娜英")
    child = health.proxied(zhang, name="张小明")
    code = store.holder(child.person).code

    asked = li.client.post("/v1/me/health/people", health.declaration(**child.document))
    before = li.client.get("/v1/me/code", person=child.person)
    admitted = answered(zhang, child.person, li.account, admitted=True)
    after = li.client.get("/v1/me/code", person=child.person)

    assert (asked.status, asked.body["verdict"]) == (201, None)
    assert (before.code, admitted.status, after.status) == ("healthcode.no_code", 204, 200)
    assert store.holder(child.person).code == code
    assert len(factories.letters("health_asking")) == 1


def test_h7_a_refused_asking_gives_nothing(client: Client, zhang: Citizen) -> None:
    li = health.citizen(client)
    child = health.proxied(zhang)
    li.client.post("/v1/me/health/people", health.declaration(**child.document))

    refused = answered(zhang, child.person, li.account, admitted=False)
    again = answered(zhang, child.person, li.account, admitted=True)

    assert (refused.status, again.code) == (204, "healthcode.no_such_asking")
    assert li.client.get("/v1/me/code", person=child.person).code == "healthcode.no_code"


def test_h7_asking_changes_nothing_about_the_person(client: Client, zhang: Citizen) -> None:
    li = health.citizen(client)
    before = store.facts(zhang.person)

    li.client.post("/v1/me/health/people", health.declaration(**zhang.document, symptoms=["FEVER"]))

    assert (store.facts(zhang.person), zhang.colour) == (before, "green")


def test_h7_nobody_answers_their_own_asking(client: Client, zhang: Citizen) -> None:
    li = health.citizen(client)
    child = health.proxied(zhang)
    li.client.post("/v1/me/health/people", health.declaration(**child.document))

    answer = answered(li, child.person, li.account, admitted=True)

    assert answer.code == "healthcode.no_code"


def test_h7_who_grew_up_gets_their_own_code_from_the_proxy(client: Client, zhang: Citizen) -> None:
    child = health.proxied(zhang, name="张小明")
    phone = health.by_phone(client, factories.mobile()["number"])
    account = auth.authenticate(phone.token, clock.now()).account

    asked = phone.post("/v1/me/health/declarations", health.declaration(**child.document, name="张小明"))
    mine_before = phone.get("/v1/me/code")
    answered(zhang, child.person, account, admitted=True)

    assert asked.body["verdict"] is None
    assert mine_before.code == "healthcode.no_code"
    assert phone.get("/v1/me/code").status == 200
    assert phone.get("/v1/me/home").body["document"]["number"] == child.document["number"]


def test_h7_whose_code_it_is_can_dismiss_proxies_and_not_the_other_way_round(
    client: Client, zhang: Citizen
) -> None:
    elder = health.citizen(client, name="王秀英")
    zhang.client.post("/v1/me/health/people", health.declaration(**elder.document))
    answered(elder, elder.person, zhang.account, admitted=True)

    pushed_out = zhang.client.delete(f"{elder.path}/keepers/{elder.account}")
    dismissed = elder.client.delete(f"{elder.path}/keepers/{zhang.account}")

    assert (pushed_out.code, dismissed.status) == ("not_permitted", 204)
    assert zhang.client.get("/v1/me/code", person=elder.person).code == "healthcode.no_code"
    assert elder.client.get("/v1/me/code").status == 200


def test_h7_staff_who_saw_the_document_answer_where_nobody_does(
    client: Client, office: Client, zhang: Citizen
) -> None:
    desk = health.officer(office, "askings.decide", region="futian")
    elsewhere = health.officer(office, "askings.decide", region="nanshan")
    li = health.citizen(client)
    child = health.proxied(zhang, name="张小明")
    li.client.post("/v1/me/health/people", health.declaration(**child.document))
    path = f"/v1/staff/health/people/{child.person}/askings/{li.account}/decision"
    said = {"admitted": True, "reason": "saw the identity card"}

    listed = [each.client.get("/v1/staff/health/askings").body["items"] for each in (desk, elsewhere)]
    answers = [each.client.post(path, said) for each in (elsewhere, desk)]

    assert [len(items) for items in listed] == [1, 0]
    assert listed[0][0]["name"] == "张*明"
    assert [answers[0].code, answers[1].status] == ["out_of_region", 204]
    assert li.client.get("/v1/me/code", person=child.person).status == 200
    (entry,) = factories.recorded(office, f"person:{child.person}")
    assert entry["action"] == "health.asking"


def test_h7_the_keepers_are_told_once_a_day(client: Client, zhang: Citizen, moment: Moment) -> None:
    li = health.citizen(client)
    child = health.proxied(zhang)
    form = health.declaration(**child.document)

    for _ in range(3):
        li.client.post("/v1/me/health/people", form)
    moment.advance(days=1)
    li.client.post("/v1/me/health/people", form)

    assert len(factories.letters("health_asking")) == 2


def test_h7_a_gate_finds_proxied_people_by_the_proxys_phone(client: Client) -> None:
    number = factories.mobile()["number"]
    phone = health.by_phone(client, number)
    form = health.declaration()
    answer = phone.post("/v1/me/health/people", form)

    found = keepers.proxied_by_phone(f"+86{number}")

    assert [store.person_of(holder) for holder in found] == [answer.body["person"]]
    assert keepers.proxied_by_phone("+8613800000000") == []


def test_h7_declaring_a_proxied_person_again_is_no_second_one(zhang: Citizen) -> None:
    child = health.proxied(zhang)

    again = zhang.client.post(
        "/v1/me/health/people", health.declaration(**child.document, symptoms=["DRY_COUGH"])
    )

    assert (again.body["person"], again.body["verdict"]["colour"]) == (child.person, "yellow")
    item = Proxies.find(f"ACCOUNT#{zhang.account}", "PROXIES")
    assert item is not None
    assert item.persons == {child.person}
