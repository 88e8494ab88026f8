"""Organisations (H5): enrolled, approved, their staff declared in bulk, seen by consent, free to leave."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from functions.healthcode import store
from local.pump import invoke
from tests import events, factories, health
from tests.factories import Answer, Client
from tests.health import Citizen, Officer


@pytest.fixture
def clerk(office: Client) -> Officer:
    """Who approves organisations in Futian."""
    return health.officer(office, "organisations.view", "organisations.decide", region="futian")


@pytest.fixture
def school(client: Client, office: Client) -> tuple[Client, str]:  # noqa: ARG001  the streets
    """An organisation that waits, and its account."""
    account = health.by_phone(client, factories.mobile()["number"])
    answer = account.post("/v1/organisations", health.enrolment())
    assert answer.status == 201, answer.body
    return account, f"/v1/organisations/{answer.body['organisation']}"


@pytest.fixture
def approved(school: tuple[Client, str], clerk: Officer) -> tuple[Client, str]:
    """The same once it is approved."""
    assert decide(clerk, school[1]).status == 204
    return school


def decide(by: Officer, path: str, *, is_approved: bool = True) -> Answer:
    decision = {"approved": is_approved, "reason": "材料齐全"}
    return by.client.post(f"/v1/staff/health{path.removeprefix('/v1')}/decision", decision)


def declare(by: tuple[Client, str], *people: dict[str, Any]) -> Answer:
    account, path = by
    return account.post(f"{path}/staff", {"people": list(people)})


def members(of: tuple[Client, str]) -> dict[str, Any]:
    account, path = of
    answer = account.get(f"{path}/members")
    assert answer.status == 200, answer.body
    return {each["person"]: each for each in answer.body["items"]}


def standing(of: tuple[Client, str]) -> dict[str, Any]:
    account, path = of
    return dict(account.get(f"{path}/standing").body)


def own_form(of: Citizen, **changes: object) -> dict[str, Any]:
    return health.declaration(**of.document, **changes)


def answered(by: Citizen, path: str, *, consents: bool) -> Answer:
    mine = f"{by.path}/organisations/{path.rsplit('/', 1)[1]}"
    return by.client.put(mine, {"consents": consents})


def test_h5_nothing_is_declared_before_staff_of_the_region_approve(
    school: tuple[Client, str], clerk: Officer, office: Client
) -> None:
    assert declare(school, health.declaration()).code == "healthcode.organisation_not_approved"
    elsewhere = health.officer(office, "organisations.decide", region="nanshan")
    assert decide(elsewhere, school[1]).code == "out_of_region"
    waiting = clerk.client.get("/v1/staff/health/organisations").body["items"]
    assert [each["name"] for each in waiting] == ["北港学校"]

    assert decide(clerk, school[1]).status == 204

    assert declare(school, health.declaration()).status == 201
    assert len(factories.letters("organisation_approved")) == 1
    assert decide(clerk, school[1]).code == "healthcode.organisation_decided"
    assert decide(clerk, school[1], is_approved=False).status == 204
    assert declare(school, health.declaration()).code == "healthcode.organisation_not_approved"


def test_h5_who_had_no_code_gets_one_and_is_told_and_who_had_one_is_asked_first(
    approved: tuple[Client, str], zhang: Citizen
) -> None:
    new, feverish = health.declaration(), health.declaration(symptoms=["FEVER"])

    batch = declare(approved, new, feverish, own_form(zhang)).body

    assert (batch["joined"], batch["invited"], batch["done"]) == (2, 1, True)
    seen = members(approved)
    assert sorted(str(each["colour"]) for each in seen.values()) == ["None", "green", "yellow"]
    assert (seen[zhang.person]["state"], seen[zhang.person]["may_return"]) == ("invited", None)
    told = [letter.to for letter in factories.letters("organisation_member")]
    assert sorted(told) == sorted(f"+86{form['phone']}" for form in (new, feverish))
    assert len(factories.letters("organisation_invited")) == 1
    assert zhang.colour == "green"  # whatever an organisation says of who has a code


def test_h5_declared_again_everybody_is_found_there_and_nobody_told_twice(
    approved: tuple[Client, str],
) -> None:
    people = [health.declaration() for _ in range(3)]
    declare(approved, *people)

    again = declare(approved, *people).body

    assert (again["joined"], again["known"]) == (0, 3)
    assert len(members(approved)) == 3
    assert len(factories.letters("organisation_member")) == 3


def test_h5_it_may_reopen_once_everybody_consented_and_is_green(
    approved: tuple[Client, str], zhang: Citizen
) -> None:
    declare(approved, health.declaration(), own_form(zhang))
    assert standing(approved) == {
        "may_reopen": False,
        "members": 1,
        "invited": 1,
        "colours": {"green": 1, "yellow": 0, "red": 0},
    }

    assert answered(zhang, approved[1], consents=True).status == 204

    assert standing(approved)["may_reopen"] is True
    zhang.check_in(temperature=38.5)
    assert standing(approved)["colours"] == {"green": 1, "yellow": 1, "red": 0}
    assert standing(approved)["may_reopen"] is False


def test_h5_each_look_is_seen_by_who_was_looked_at_and_by_them_alone(
    client: Client, approved: tuple[Client, str], zhang: Citizen
) -> None:
    other = health.citizen(client)
    declare(approved, own_form(zhang), own_form(other))
    answered(zhang, approved[1], consents=True)

    members(approved)

    looks = [each.client.get(f"{each.path}/looks").body["items"] for each in (zhang, other)]
    assert [(look["place"], look["name"]) for look in looks[0]] == [("organisation", "北港学校")]
    assert looks[1] == []


def test_h5_who_leaves_is_seen_no_more_and_not_asked_again(
    approved: tuple[Client, str], zhang: Citizen
) -> None:
    account, path = approved
    declare(approved, own_form(zhang))
    answered(zhang, path, consents=True)

    answered(zhang, path, consents=False)

    assert members(approved)[zhang.person]["colour"] is None
    account.delete(f"{path}/members/{zhang.person}")
    assert declare(approved, own_form(zhang)).body["known"] == 1
    (mine,) = zhang.client.get(f"{zhang.path}/organisations").body
    assert (mine["name"], mine["state"]) == ("北港学校", "left")
    assert len(factories.letters("organisation_invited")) == 1


def test_h5_nobody_else_reaches_an_organisation_or_answers_for_a_person(
    client: Client, approved: tuple[Client, str], zhang: Citizen
) -> None:
    declare(approved, own_form(zhang))
    other = health.citizen(client)

    answers = [
        other.client.get(f"{approved[1]}/members"),
        other.client.post(f"{approved[1]}/staff", {"people": [health.declaration()]}),
        other.client.put(f"{zhang.path}/organisations/{approved[1][-16:]}", {"consents": True}),
    ]

    assert [answer.status for answer in answers] == [404, 404, 404]


def send(by: tuple[Client, str], *rows: dict[str, Any]) -> dict[str, Any]:
    account, path = by
    answer = account.post(f"{path}/files", {"content": health.staff_file(rows)})
    assert answer.status == 201, answer.body
    return dict(answer.body)


def test_h5_of_a_file_good_rows_are_kept_and_each_bad_one_is_named(approved: tuple[Client, str]) -> None:
    good = health.staff(symptoms="无", history="没有", temperature="36.5℃")
    ill = health.staff(symptoms="发热、干咳")
    rows = [
        good,
        ill,
        health.staff(number="H1234567"),
        health.staff(name="", region="没有这个街道"),
        health.staff(temperature="热", phone="12345"),
        good,
        health.staff(symptoms="不好"),
    ]

    batch = send(approved, *rows)
    invoke(factories.application(), "health-organisations", events.tick())

    account, path = approved
    done = account.get(f"{path}/batches/{batch['batch']}").body
    assert (done["total"], done["joined"], done["refused"], done["done"]) == (7, 2, 5, True)
    refused = {row["row"]: row["faults"] for row in done["refused_rows"]}
    faults = {row: {each["column"]: each["code"] for each in said} for row, said in refused.items()}
    assert faults == {
        4: {"number": "document_fault.BAD_FORMAT"},
        5: {"name": "required", "region": "not_a_street"},
        6: {"temperature": "wrong_type"},
        7: {"number": "twice_in_file"},
        8: {"symptoms": "not_a_choice"},
    }
    assert refused[7] == [
        {
            "column": "number",
            "heading": "Document number",
            "code": "twice_in_file",
            "sentence": "Twice in the file; left out.",
        }
    ]
    assert sorted(str(store.holder(person).colour) for person in members(approved)) == ["green", "yellow"]


def test_h5_a_file_without_the_columns_or_that_is_none_is_refused(approved: tuple[Client, str]) -> None:
    account, path = approved

    answers = [
        account.post(f"{path}/files", {"content": "bm8gZXhjZWw="}),
        account.post(f"{path}/files", {"content": health.sheet_file(["姓名", "手机"])}),
    ]

    assert [answer.code for answer in answers] == [
        "healthcode.file_not_excel",
        "healthcode.headings_missing",
    ]
    assert "Document number" in answers[1].body["detail"]


def test_h5_the_template_filled_in_is_read(approved: tuple[Client, str]) -> None:
    account, _ = approved

    template = account.get("/v1/organisations/template").body

    workbook = load_workbook(BytesIO(factories.decoded(template["content"])))
    headings = next(workbook.worksheets[0].iter_rows(values_only=True))
    assert headings[:5] == ("Name", "Document number", "Phone", "Street or grid", "Address")
