"""Nothing of the red kind counts on one person's word, whichever door it comes through (H3)."""

from typing import Any

import pytest

from functions.healthcode import store
from functions.healthcode.facts import FactKind
from tests import factories, health
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Citizen, Officer

PROPOSALS = "/v1/staff/health/proposals"


@pytest.fixture
def proposer(office: Client) -> Officer:
    """Somebody who may propose and decide."""
    return health.officer(office, "facts.view", "facts.propose", "facts.decide")


@pytest.fixture
def decider(office: Client) -> Officer:
    """Somebody else who may too."""
    return health.officer(office, "facts.view", "facts.propose", "facts.decide")


@pytest.mark.parametrize("kind", ["CONFIRMED", "SUSPECTED", "CLOSE_CONTACT", "ISOLATED"])
def test_h3_red_takes_two(zhang: Citizen, proposer: Officer, decider: Officer, kind: str) -> None:
    proposal = health.propose(proposer, zhang, kind)
    proposed = zhang.colour
    alone = health.decide(proposer, proposal)
    after_one = zhang.colour

    together = health.decide(decider, proposal)

    assert (proposed, after_one, zhang.colour) == ("green", "green", "red")
    assert (alone.code, together.status) == ("healthcode.same_person", 204)
    fact = next(fact for fact in store.facts(zhang.person) if fact.kind == kind)
    assert (fact.recorder, fact.approver, fact.evidence) == (proposer.id, decider.id, "report 2022-117")
    (told,) = factories.letters("health_red")
    assert "张*强" in told.text


def test_h3_the_administrator_is_one_person_too(zhang: Citizen, office: Client) -> None:
    root = Officer(office.signed(""), health.staff_id(office))
    proposal = health.propose(root, zhang, "CONFIRMED")

    answer = health.decide(root, proposal)

    assert (answer.status, answer.code) == (403, "healthcode.same_person")
    assert zhang.colour == "green"


def test_h3_nobody_decides_on_a_code_that_they_keep(
    client: Client, office: Client, proposer: Officer
) -> None:
    """Staff are residents too: their phone tells."""
    resident = health.citizen_by_phone(client, "13800138111")
    himself = health.officer(office, "facts.decide", phone="+8613800138111")
    proposal = health.propose(proposer, resident, "CONFIRMED")

    answer = health.decide(himself, proposal, approved=False)

    assert (answer.status, answer.code) == (403, "healthcode.same_person")


def test_h3_a_decision_is_made_once(zhang: Citizen, proposer: Officer, decider: Officer) -> None:
    refused, approved = (health.propose(proposer, zhang, kind) for kind in ("CONFIRMED", "SUSPECTED"))
    health.decide(decider, refused, approved=False)
    health.decide(decider, approved)

    again = [
        health.decide(decider, proposal, approved=said)
        for proposal in (refused, approved)
        for said in (True, False)
    ]

    assert {answer.code for answer in again} == {"healthcode.proposal_decided"}
    assert {fact.kind for fact in store.facts(zhang.person)} == {FactKind.DECLARED, FactKind.SUSPECTED}
    waiting = decider.client.get(PROPOSALS).body
    assert waiting["items"] == []


def test_h3_a_proposal_sent_twice_is_one(zhang: Citizen, proposer: Officer) -> None:
    form = health.proposal("CONFIRMED")

    answers = [
        proposer.client.post(f"/v1/staff/health/people/{zhang.person}/proposals", form) for _ in range(2)
    ]

    assert answers[0].body == answers[1].body
    assert len(proposer.client.get(PROPOSALS).body["items"]) == 1


def test_h3_a_retracted_proposal_stays_retracted(zhang: Citizen, proposer: Officer, decider: Officer) -> None:
    proposal = health.propose(proposer, zhang, "CONFIRMED")

    retracted = proposer.client.post(f"{PROPOSALS}/{proposal}/retraction")
    approved = health.decide(decider, proposal)

    assert (retracted.status, approved.code) == (204, "healthcode.proposal_decided")
    assert zhang.colour == "green"


FAULTY: list[tuple[dict[str, Any], str, str]] = [
    ({"evidence": "  "}, "invalid_input", "no evidence"),
    ({"kind": "CHECK_IN"}, "healthcode.not_yours_to_state", "staff don't check people in"),
    ({"kind": "WITHDRAWAL"}, "healthcode.no_such_fact", "nothing to take back"),
    ({"kind": "WITHDRAWAL", "withdraws": "0" * 16}, "healthcode.no_such_fact", "nobody's fact"),
]


@pytest.mark.parametrize(("changes", "code", "comment"), FAULTY)
def test_h3_what_a_proposal_must_say(
    zhang: Citizen, proposer: Officer, changes: dict[str, Any], code: str, comment: str
) -> None:
    form = {**health.proposal("CONFIRMED"), **changes}

    answer = proposer.client.post(f"/v1/staff/health/people/{zhang.person}/proposals", form)

    assert answer.code == code, comment


def test_h3_a_fact_from_tomorrow_is_refused(zhang: Citizen, proposer: Officer, decider: Officer) -> None:
    proposal = health.propose(proposer, zhang, "CONFIRMED", at="2022-07-14T02:00:00Z")

    answer = health.decide(decider, proposal)

    assert (answer.code, zhang.colour) == ("healthcode.from_the_future", "green")


def test_h3_staff_of_another_district_can_neither_propose_nor_decide(
    office: Client, zhang: Citizen, proposer: Officer
) -> None:
    elsewhere = health.officer(
        office, "facts.view", "facts.propose", "facts.decide", "holders.view", region="nanshan"
    )
    proposal = health.propose(proposer, zhang, "CONFIRMED")

    proposed = elsewhere.client.post(
        f"/v1/staff/health/people/{zhang.person}/proposals", health.proposal("CONFIRMED")
    )
    looked = elsewhere.client.post(f"/v1/staff/health/people/{zhang.person}/looks", {"reason": "a call"})
    decided = health.decide(elsewhere, proposal)

    assert {proposed.code, looked.code, decided.code} == {"out_of_region"}
    assert elsewhere.client.get(PROPOSALS).body["items"] == []
    assert zhang.colour == "green"


def test_h3_taking_a_fact_back_takes_two_as_well(
    office: Client, zhang: Citizen, proposer: Officer, decider: Officer
) -> None:
    fact = health.red(office, zhang)
    proposal = health.propose(proposer, zhang, "WITHDRAWAL", withdraws=fact)
    alone = health.decide(proposer, proposal)
    before = zhang.colour

    health.decide(decider, proposal)
    twice = proposer.client.post(
        f"/v1/staff/health/people/{zhang.person}/proposals", health.proposal("WITHDRAWAL", withdraws=fact)
    )

    assert (alone.code, before, zhang.colour) == ("healthcode.same_person", "red", "green")
    assert twice.code == "healthcode.already_withdrawn"


def test_h3_release_takes_two_and_the_days(
    office: Client, zhang: Citizen, proposer: Officer, decider: Officer, moment: Moment
) -> None:
    health.red(office, zhang)
    moment.advance(days=3)
    proposal = health.propose(proposer, zhang, "RELEASED")

    health.decide(decider, proposal)

    reason = store.verdict(store.holder(zhang.person)).reasons[0]
    assert (zhang.colour, reason.awaits, reason.days) == ("red", (), 14)


def test_h3_who_may_propose_only_cannot_decide(office: Client, zhang: Citizen, proposer: Officer) -> None:
    clerk = health.officer(office, "facts.propose")
    proposal = health.propose(proposer, zhang, "CONFIRMED")

    answer = health.decide(clerk, proposal)

    assert (answer.code, zhang.colour) == ("not_permitted", "green")


def test_h3_proposals_and_decisions_are_in_the_log(
    office: Client, zhang: Citizen, proposer: Officer, decider: Officer
) -> None:
    proposal = health.propose(proposer, zhang, "CONFIRMED")
    health.decide(decider, proposal)

    entries = factories.recorded(office, f"person:{zhang.person}")

    assert {(each["actor"], each["action"]) for each in entries} == {
        (proposer.id, "health.propose"),
        (decider.id, "health.approved"),
    }
