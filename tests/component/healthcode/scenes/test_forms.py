"""Clinics, observation stations and pharmacies: each form a fact, once, from a person's own code (H9–H11)."""

import secrets
from typing import Any

import pytest

from functions.auth import service as auth
from functions.healthcode import store
from functions.healthcode.scenes import store_tasks
from functions.healthcode.scenes.tables import Task
from tests import factories, health, places
from tests.component.conftest import Moment
from tests.factories import Answer, Client
from tests.health import Citizen
from tests.places import Place

VISIT = {"temperature": 36.6, "address": "北港街道1号", "born": "1980-01-01"}
SALE = {**VISIT, "medicines": [{"name": "布洛芬", "quantity": 2}]}
DAY = {"temperature": 36.6}
STAY = {
    "case_number": "B-17",
    "case_type": "CONTACT",
    "began": "2022-07-12",
    "address": "观察点3号楼",
    "evidence": "流调报告 22-7",
    "today": {"temperature": 37.0, "symptoms": ["DRY_COUGH"]},
    "born": "1980-01-01",
}


@pytest.fixture
def clinic(office: Client) -> Place:
    """A fever clinic."""
    return places.approved(office, "CLINIC")


@pytest.fixture
def pharmacy(office: Client) -> Place:
    """A pharmacy."""
    return places.approved(office, "PHARMACY")


@pytest.fixture
def station(office: Client) -> Place:
    """An observation station."""
    return places.approved(office, "OBSERVATION")


def filed(place: Place, what: str, visit: str, said: dict[str, Any], client: str = "") -> Answer:
    """File a form."""
    form = {"client": client or secrets.token_hex(8), "visit": visit, "said": said}
    return place.keeper.post(f"{place.path}/{what}", form)


def facts(of: Citizen) -> dict[str, str]:
    """Return the evidence of somebody's facts, by kind."""
    return {fact.kind: fact.evidence for fact in store.facts(of.person) if fact.kind != "DECLARED"}


def test_h9_a_clinic_visit_is_one_fact_with_its_form_as_evidence(clinic: Place, zhang: Citizen) -> None:
    visit = clinic.visit(zhang)
    said = {**VISIT, "temperature": 38.2, "history": ["FEVER_CONTACT"], "opinion": "居家休息"}

    first = filed(clinic, "clinic-visits", visit, said, "form-0001")
    again = filed(clinic, "clinic-visits", visit, said, "form-0001")

    assert (first.status, again.status) == (201, 201)
    assert first.body == again.body == {"form": first.body["form"], "colour": "yellow"}
    evidence = f"form:{first.body['form']}"
    assert facts(zhang) == {"FEVER_CLINIC": evidence, "FEVER": evidence, "FEVER_CONTACT": evidence}
    listed = clinic.keeper.get(f"{clinic.path}/forms").body["items"]
    assert [(each["name"], each["temperature"], each["about"]) for each in listed] == [
        ("张*强", 38.2, ["NONE"])
    ]
    assert len(zhang.client.get(f"{zhang.path}/looks").body["items"]) == 1


def test_h9_what_a_clinic_concludes_counts_once_a_second_person_approved_it(
    office: Client, clinic: Place, zhang: Citizen
) -> None:
    answer = filed(clinic, "clinic-visits", clinic.visit(zhang), {**VISIT, "conclusion": "SUSPECTED"})
    alone = zhang.colour
    proposal = office.get("/v1/staff/health/proposals").body["items"][0]
    approved = health.decide(health.officer(office, "facts.decide", region="futian"), proposal["proposal"])

    assert (answer.body["colour"], alone, approved.status, zhang.colour) == ("yellow", "yellow", 204, "red")
    assert (proposal["kind"], proposal["source"], proposal["evidence"]) == (
        "SUSPECTED",
        "clinic",
        f"form:{answer.body['form']}",
    )


def test_h3_who_filed_the_form_does_not_approve_it_as_staff(
    office: Client, clinic: Place, zhang: Citizen
) -> None:
    """A doctor who is an officer as well is still one person: the phone tells."""
    doctor = health.officer(office, "facts.decide", phone=auth.signing_phone(clinic.account))
    filed(clinic, "clinic-visits", clinic.visit(zhang), {**VISIT, "conclusion": "SUSPECTED"})
    proposal = office.get("/v1/staff/health/proposals").body["items"][0]

    answer = health.decide(doctor, proposal["proposal"])

    assert (answer.code, zhang.colour) == ("healthcode.same_person", "yellow")


def test_h9_a_childs_form_names_a_guardian(clinic: Place, zhang: Citizen) -> None:
    visit = clinic.visit(zhang)
    untold = {key: value for key, value in VISIT.items() if key != "born"}

    answers = [
        filed(clinic, "clinic-visits", visit, said)
        for said in (
            untold,
            {**VISIT, "born": "2015-01-01"},
            {**VISIT, "born": "2015-01-01", "guardian": "张爸爸"},
        )
    ]

    assert [answer.status for answer in answers] == [422, 422, 201]
    assert answers[0].fields == {"said.born": "required"}
    assert answers[1].fields == {"said.guardian": "guardian_required"}


def test_h9_a_visit_is_the_places_own_and_ends(
    clinic: Place, pharmacy: Place, zhang: Citizen, moment: Moment
) -> None:
    visit = clinic.visit(zhang)
    elsewhere = filed(pharmacy, "sales", visit, SALE)
    other_form = filed(clinic, "sales", visit, SALE)
    moment.advance(minutes=61)
    late = filed(clinic, "clinic-visits", visit, VISIT)

    assert [elsewhere.code, other_form.code, late.code] == [
        "scenes.visit_over",
        "scenes.not_this_kind",
        "scenes.visit_over",
    ]
    assert zhang.colour == "green"


def test_h11_buying_makes_the_buyer_yellow_and_the_patient_traced_not_coloured(
    office: Client, pharmacy: Place, zhang: Citizen
) -> None:
    patient = health.by_phone(office.signed(""), "13812340009")
    own = patient.post("/v1/me/health/declarations", health.declaration(name="周阿姨", phone="13812340009"))
    said = {**SALE, "patient_phone": "13812340009"}

    known = filed(pharmacy, "sales", pharmacy.visit(zhang), said)
    unknown = filed(pharmacy, "sales", pharmacy.visit(zhang), {**said, "patient_phone": "13812340010"})
    no_phone = filed(pharmacy, "sales", pharmacy.visit(zhang), {**said, "patient_phone": "12345678"})

    assert (known.status, unknown.status, no_phone.fields) == (
        201,
        201,
        {"said.patient_phone": "not_a_mobile"},
    )
    assert set(facts(zhang)) == {"MEDICINE"}
    assert store.holder(own.body["person"]).colour == "green"
    tasks = [task for task in Task.scan(Task.sk == "TASK") if task.cause == "PURCHASE"]
    assert {(task.person, task.region, store_tasks.words_of(task)) for task in tasks} == {
        (own.body["person"], "beigang", "+8613812340009: 布洛芬 × 2"),
        (zhang.person, "beigang", "+8613812340010: 布洛芬 × 2"),
    }
    listed = pharmacy.keeper.get(f"{pharmacy.path}/forms").body["items"]
    assert [each["about"] for each in listed] == [["布洛芬 × 2"]] * 2


def test_h10_an_observation_from_admission_to_release(
    office: Client, station: Place, zhang: Citizen, moment: Moment
) -> None:
    visit = station.visit(zhang)
    stay = filed(station, "stays", visit, STAY, "stay-0001").body["stay"]
    again = filed(station, "stays", visit, STAY, "stay-0001").body["stay"]
    path = f"{station.path}/stays/{stay}"
    (admission,) = office.get("/v1/staff/health/proposals").body["items"]
    health.decide(health.officer(office, "facts.decide"), admission["proposal"])
    red = zhang.colour

    days = [station.keeper.put(f"{path}/days/{day}", DAY).status for day in ("2022-07-12", "2022-07-13")]
    outside = [station.keeper.put(f"{path}/days/{day}", DAY).code for day in ("2022-07-11", "2022-07-14")]
    released = [station.keeper.post(f"{path}/release", {"evidence": "两次核酸阴性"}).status for _ in range(2)]
    (release,) = office.get("/v1/staff/health/proposals").body["items"]
    health.decide(health.officer(office, "facts.decide"), release["proposal"], approved=False)
    refused = station.keeper.get(path).body["release"]
    moment.advance(minutes=1)
    assert station.keeper.post(f"{path}/release", {"evidence": "第三次核酸阴性"}).status == 204
    (second,) = office.get("/v1/staff/health/proposals").body["items"]
    health.decide(health.officer(office, "facts.decide"), second["proposal"])

    assert (stay, red) == (again, "red")
    assert (admission["kind"], admission["evidence"]) == ("ISOLATED", f"stay:{stay} 流调报告 22-7")
    assert (days, outside) == ([204, 409], ["scenes.day_not_of_stay"] * 2)
    assert (released, release["kind"], refused) == ([204, 204], "RELEASED", "refused")
    shown = station.keeper.get(path).body
    assert (shown["release"], shown["age"], shown["stay"]["name"]) == ("approved", 42, "张*强")
    assert [(day["day"], day["temperature"]) for day in shown["days"]] == [
        ("2022-07-12", 36.6),
        ("2022-07-13", 37.0),
    ]
    assert station.keeper.put(f"{path}/days/2022-07-13", DAY).code == "scenes.stay_over"
    assert set(facts(zhang)) == {"ISOLATED", "RELEASED", "CHECK_IN", "CHECK_IN_ABNORMAL", "COUGH"}
    assert station.keeper.get(f"{station.path}/stays").body["items"] == [shown["stay"]]


def test_h10_an_observation_is_its_own_stations(office: Client, station: Place, zhang: Citizen) -> None:
    stay = filed(station, "stays", station.visit(zhang), STAY).body["stay"]
    other = places.approved(office, "OBSERVATION", name="二号观察点")

    answers = [
        other.keeper.get(f"{other.path}/stays/{stay}"),
        other.keeper.put(f"{other.path}/stays/{stay}/days/2022-07-13", DAY),
        other.keeper.post(f"{other.path}/stays/{stay}/release", {"evidence": "x"}),
    ]

    assert {answer.code for answer in answers} == {"scenes.no_such_stay"}
    future = filed(station, "stays", station.visit(zhang), {**STAY, "began": "2022-07-14"})
    assert future.fields == {"said.began": "in_the_future"}


def test_h8_a_suspended_place_files_nothing_more(office: Client, clinic: Place, zhang: Citizen) -> None:
    visit = clinic.visit(zhang)
    assert places.decide(office, clinic, "SUSPENDED").status == 204

    answer = filed(clinic, "clinic-visits", visit, VISIT)

    assert answer.code == "scenes.place_not_approved"
    assert factories.letters("place_suspended")
    assert facts(zhang) == {}
