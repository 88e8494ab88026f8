"""Objecting to a fact, and who decides (H3)."""

import pytest

from functions.healthcode import store
from functions.healthcode.facts import FactKind
from tests import factories, health
from tests.factories import Answer, Client
from tests.health import Citizen, Officer

WORDS = "我没有去过那里"


@pytest.fixture
def judge(office: Client) -> Officer:
    """Somebody who decides appeals."""
    return health.officer(office, "appeals.decide")


def filed(by: Citizen, fact: str, words: str = WORDS) -> Answer:
    return by.client.post(f"{by.path}/appeals", {"fact": fact, "words": words})


def decided(by: Officer, of: Citizen, fact: str, *, upheld: bool = True) -> Answer:
    path = f"/v1/staff/health/people/{of.person}/appeals/{fact}/decision"
    return by.client.post(path, {"upheld": upheld, "answer": "已核实"})


def test_h3_an_upheld_appeal_takes_the_fact_back_and_says_so(
    office: Client, zhang: Citizen, judge: Officer
) -> None:
    fact = health.red(office, zhang)
    assert filed(zhang, fact).status == 204

    answer = decided(judge, zhang, fact)

    assert (answer.status, zhang.colour) == (204, "green")
    withdrawal = next(each for each in store.facts(zhang.person) if each.kind is FactKind.WITHDRAWAL)
    assert (withdrawal.withdraws, withdrawal.recorder, withdrawal.approver) == (fact, zhang.account, judge.id)
    (shown,) = zhang.client.get(f"{zhang.path}/appeals").body
    assert (shown["state"], shown["answer"], shown["words"]) == ("upheld", "已核实", WORDS)
    assert len(factories.letters("health_appeal_upheld")) == len(factories.letters("health_green")) == 1


def test_h3_a_rejected_appeal_changes_nothing_and_says_why(
    office: Client, zhang: Citizen, judge: Officer
) -> None:
    fact = health.red(office, zhang)
    filed(zhang, fact)

    answers = [decided(judge, zhang, fact, upheld=False), decided(judge, zhang, fact)]

    assert [answers[0].status, answers[1].code] == [204, "healthcode.appeal_decided"]
    assert zhang.colour == "red"
    assert len(factories.letters("health_appeal_rejected")) == 1


def test_h3_nobody_decides_on_their_own_appeal(client: Client, office: Client) -> None:
    """Staff are residents too: their phone tells."""
    resident = health.citizen_by_phone(client, "13800138111")
    himself = health.officer(office, "appeals.decide", phone="+8613800138111")
    fact = health.red(office, resident)
    filed(resident, fact)

    answer = decided(himself, resident, fact)

    assert (answer.code, resident.colour) == ("healthcode.same_person", "red")


def test_h3_neither_recorder_nor_approver_decides(office: Client, zhang: Citizen) -> None:
    powers = ("facts.propose", "facts.decide", "appeals.decide")
    recorder, approver = health.officer(office, *powers), health.officer(office, *powers)
    health.decide(approver, health.propose(recorder, zhang, "CONFIRMED"))
    fact = next(each.id for each in store.facts(zhang.person) if each.kind is FactKind.CONFIRMED)
    filed(zhang, fact)

    answers = [
        decided(each, zhang, fact, upheld=upheld) for each in (recorder, approver) for upheld in (True, False)
    ]

    assert {answer.code for answer in answers} == {"healthcode.same_person"}
    assert zhang.colour == "red"


def test_h3_what_can_be_appealed(client: Client, zhang: Citizen, judge: Officer) -> None:
    zhang.check_in(symptoms=["FEVER"])
    other = health.citizen(client, symptoms=["FEVER"])
    by_kind = {fact.kind: fact.id for fact in store.facts(zhang.person)}
    theirs = next(fact.id for fact in store.facts(other.person) if fact.kind is FactKind.FEVER)

    answers = [
        filed(zhang, by_kind[FactKind.DECLARED]),
        filed(zhang, theirs),
        other.client.post(f"{zhang.path}/appeals", {"fact": by_kind[FactKind.FEVER], "words": WORDS}),
        filed(zhang, by_kind[FactKind.FEVER]),
        filed(zhang, by_kind[FactKind.FEVER]),
    ]
    decided(judge, zhang, by_kind[FactKind.FEVER])
    after = filed(zhang, by_kind[FactKind.FEVER])

    assert [answer.code if answer.body else "" for answer in [*answers, after]] == [
        "healthcode.nothing_to_appeal",
        "healthcode.no_such_fact",
        "healthcode.no_code",
        "",
        "healthcode.appeal_filed",
        "healthcode.nothing_to_appeal",
    ]


def test_h3_appeals_wait_in_their_region_and_reading_one_is_recorded(
    office: Client, zhang: Citizen, judge: Officer
) -> None:
    elsewhere = health.officer(office, "appeals.decide", region="nanshan")
    fact = health.red(office, zhang)
    filed(zhang, fact)
    path = f"/v1/staff/health/people/{zhang.person}/appeals/{fact}"

    listed = [each.client.get("/v1/staff/health/appeals").body["items"] for each in (judge, elsewhere)]
    read, refused = judge.client.get(path), elsewhere.client.get(path)

    assert [len(items) for items in listed] == [1, 0]
    assert (read.body["words"], read.body["fact"]["evidence"]) == (WORDS, "report 2022-117")
    assert refused.code == "out_of_region"
    assert WORDS not in str(listed)
    assert "health.appeal_read" in [
        each["action"] for each in factories.recorded(office, f"person:{zhang.person}")
    ]
