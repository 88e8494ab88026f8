"""Certificates from abroad (X2): submitted, checked, shown with their origin, withdrawn."""

from datetime import UTC, datetime
from typing import Any

from functions.healthcode import store
from functions.healthcode.abroad.tables import Evidence
from functions.healthcode.facts import FactKind, Source
from layers import clock
from tests import abroad, factories, health
from tests.abroad import BORN, NAME, Clinic, Ministry
from tests.component.conftest import Moment
from tests.factories import Answer, Client
from tests.health import Citizen


def submit(of: Citizen, *texts: str, **changes: object) -> Answer:
    return of.client.post(f"{of.path}/foreign-certificates", {"texts": texts, "born": BORN, **changes})


def listed(of: Citizen) -> list[dict[str, Any]]:
    answer = of.client.get(f"{of.path}/foreign-certificates")
    assert answer.status == 200, answer.body
    return list(answer.body)


def kinds(of: Citizen) -> list[FactKind]:
    return [fact.kind for fact in store.facts(of.person) if fact.source is Source.ABROAD]


def test_x2_an_eu_dose_is_shown_with_its_origin(li: Citizen, ministry: Ministry) -> None:
    answer = submit(li, ministry.sign(abroad.certificate(abroad.vaccination())))

    assert answer.status == 201, answer.body
    (shown,) = answer.body
    assert shown == {
        "certificate": shown["certificate"],
        "kind": "EU_DCC",
        "issuer": "Ministry of Health, Austria",
        "country": "AT",
        "trusted": True,
        "checked_at": "2022-07-13T02:00:00Z",
        "name": NAME,
        "doses": [{"vaccine": "Comirnaty", "dose": 2, "of": 2, "day": "2022-02-18"}],
        "tests": [],
    }
    assert kinds(li) == []
    details = li.client.get(f"{li.path}/details").body
    assert details["abroad"] == listed(li) == answer.body
    assert details["missing"] == []


def test_x2_a_nucleic_acid_test_counts_here_and_a_rapid_one_is_shown_only(
    li: Citizen, ministry: Ministry
) -> None:
    rapid = abroad.sample("URN:UVCI:01:AT:RAPID", tt="LP217198-3")
    for said in (abroad.sample(), rapid):
        assert submit(li, ministry.sign(abroad.certificate(said))).status == 201

    tests = {each["method"]: each for one in listed(li) for each in one["tests"]}

    sampled_at = "2022-07-12T12:00:00Z"
    assert tests == {
        "NUCLEIC_ACID": _result("NUCLEIC_ACID", "NEGATIVE", sampled_at, counts=True),
        "ANTIGEN": _result("ANTIGEN", "NEGATIVE", sampled_at, counts=False),
    }
    assert kinds(li) == [FactKind.NEGATIVE_TEST]
    (fact,) = [fact for fact in store.facts(li.person) if fact.source is Source.ABROAD]
    assert fact.at == datetime(2022, 7, 12, 12, tzinfo=UTC)


def _result(method: str, result: str, sampled_at: str, *, counts: bool) -> dict[str, Any]:
    return {"method": method, "result": result, "sampled_at": sampled_at, "counts": counts}


def test_x2_staff_decide_which_tests_count(li: Citizen, ministry: Ministry, root: Client) -> None:
    values = {"nucleic_acid_tests": False, "rapid_tests": True, "test_hours": 24}
    change = {"values": values, "version": 0, "reason": "the new notice"}
    assert root.put("/v1/staff/policies/health_abroad", change).status == 200
    samples = {
        "fresh": abroad.sample("URN:UVCI:01:AT:1", tt="LP217198-3"),
        "old": abroad.sample("URN:UVCI:01:AT:2", tt="LP217198-3", sc="2022-07-12T01:00:00Z"),
        "nucleic acid": abroad.sample("URN:UVCI:01:AT:3"),
    }

    counting = {
        name: submit(li, ministry.sign(abroad.certificate(said))).body[0]["tests"][0]["counts"]
        for name, said in samples.items()
    }

    assert counting == {"fresh": True, "old": False, "nucleic acid": False}


def test_x2_a_positive_test_makes_yellow_and_staff_decide_on_the_rest(
    li: Citizen, ministry: Ministry, root: Client
) -> None:
    answer = submit(li, ministry.sign(abroad.certificate(abroad.sample(tr="260373001"))))

    assert answer.body[0]["tests"][0]["result"] == "POSITIVE"
    assert (li.colour, kinds(li)) == ("yellow", [FactKind.POSITIVE_TEST])
    (proposal,) = root.get("/v1/staff/health/proposals").body["items"]
    assert (proposal["kind"], proposal["source"]) == ("SUSPECTED", "abroad")


def test_x2_a_card_of_several_codes_is_read(li: Citizen, clinic: Clinic) -> None:
    card = abroad.credential(abroad.patient(), abroad.immunization(), abroad.observation())

    answer = submit(li, *abroad.numeric(clinic.sign(card), parts=3))

    (shown,) = answer.body
    assert (shown["kind"], shown["issuer"], shown["country"]) == ("SMART_HEALTH_CARD", "City Clinic", "US")
    assert [dose["vaccine"] for dose in shown["doses"]] == ["Comirnaty"]
    assert [test["counts"] for test in shown["tests"]] == [True]


def test_x2_of_a_file_the_persons_cards_are_kept(li: Citizen, clinic: Clinic) -> None:
    brother = abroad.patient(name=[{"family": "Li", "given": ["Da", "Ming"]}])
    cards = [
        clinic.sign(abroad.credential(abroad.patient(), abroad.immunization())),
        clinic.sign(abroad.credential(brother, abroad.immunization())),
        clinic.sign(abroad.credential(abroad.patient(), abroad.observation())),
    ]
    file = f'{{"verifiableCredential": ["{cards[0]}", "{cards[1]}", "{cards[2]}"]}}'

    answer = submit(li, file)

    assert [(len(each["doses"]), len(each["tests"])) for each in answer.body] == [(1, 0), (0, 1)]
    assert submit(li, cards[1]).code == "abroad.person_differs"


def test_x2_the_same_again_is_the_same(li: Citizen, ministry: Ministry, moment: Moment) -> None:
    said = abroad.certificate(abroad.sample())
    first = submit(li, ministry.sign(said))
    moment.advance(minutes=9)

    again = submit(li, ministry.sign(said, issued=clock.now()))

    assert (again.status, again.body) == (201, first.body)
    assert kinds(li) == [FactKind.NEGATIVE_TEST]
    assert len(listed(li)) == 1


def test_x2_a_certificate_is_one_persons_even_once_withdrawn(
    client: Client, li: Citizen, ministry: Ministry
) -> None:
    namesake, text = health.citizen(client, name=NAME), ministry.sign(abroad.certificate(abroad.sample()))
    (shown,) = submit(li, text).body
    one = f"{li.path}/foreign-certificates/{shown['certificate']}"

    assert submit(namesake, text).code == "abroad.already_used"
    assert li.client.delete(one).status == 204

    assert li.client.delete(one).code == "abroad.no_such_certificate"
    assert (listed(li), list(Evidence.scan(Evidence.sk.startswith("ABROAD#")))) == ([], [])
    assert kinds(li) == [FactKind.NEGATIVE_TEST]
    assert submit(namesake, text).code == "abroad.already_used"
    assert submit(li, text).body == [shown]
    assert kinds(li) == [FactKind.NEGATIVE_TEST]


def test_x2_a_name_in_other_letters_is_asked_for_and_proves_too_little_to_count(
    client: Client, li: Citizen, ministry: Ministry
) -> None:
    han = health.citizen(client, name="李小明")
    text = ministry.sign(abroad.certificate(abroad.vaccination()))

    assert submit(han, text).fields == {"name": "required"}
    assert submit(han, text, name="LI DAMING").code == "abroad.person_differs"
    assert submit(li, text, name="LI DAMING").status == 201
    other = ministry.sign(abroad.certificate(abroad.sample()))
    (shown,) = submit(han, other, name="LI XIAOMING").body
    assert (shown["name"], shown["tests"][0]["counts"]) == (NAME, False)
    assert kinds(han) == []


def test_x2_the_birth_date_is_what_card_profile_and_certificate_say(
    client: Client, li: Citizen, ministry: Ministry
) -> None:
    text = ministry.sign(abroad.certificate(abroad.vaccination()))
    assert submit(li, text, born="1990-05-02").code == "abroad.person_differs"

    by_card = health.citizen(
        client, name=NAME, nationality="CN", document_type="RESIDENT_ID", number="11010519491231002X"
    )
    assert submit(by_card, text).code == "abroad.person_differs"
    li.client.put("/v1/me/profile", factories.profile(name=NAME, born="1978-05-01"))
    assert submit(li, text).code == "abroad.person_differs"

    li.client.put("/v1/me/profile", factories.profile(name=NAME, born=BORN))
    assert submit(li, text).status == 201


def test_x2_a_proxy_submits_for_whom_they_act_for_and_nobody_else(
    client: Client, li: Citizen, ministry: Ministry
) -> None:
    child, other = health.proxied(li, name=NAME), health.citizen(client, name=NAME)
    text = ministry.sign(abroad.certificate(abroad.vaccination()))
    of_other = Citizen(li.nobody, li.account, other.person, other.document)

    assert submit(of_other, text).code == "healthcode.no_code"
    assert li.client.get(f"{other.path}/foreign-certificates").code == "healthcode.no_code"

    assert submit(Citizen(li.nobody, li.account, child.person, child.document), text).status == 201


def test_x2_each_refusal_has_its_own_name_and_nothing_is_kept(li: Citizen, ministry: Ministry) -> None:
    said = abroad.certificate(abroad.vaccination())
    text = ministry.sign(said)
    refused = {
        "abroad.not_a_certificate": "hello",
        "abroad.unreadable": text.lower().replace("hc1", "HC1"),
        "abroad.not_compressed": f"{text[:-30]}",
        "abroad.issuer_unknown": Ministry().sign(said),
        "abroad.kind_not_accepted": ministry.sign(abroad.certificate(abroad.recovery())),
        "abroad.expired": ministry.sign(said, clock.now(), clock.now()),
        "abroad.not_to_schema": ministry.sign({}),
    }

    codes = {code: submit(li, each).code for code, each in refused.items()}

    assert codes == {code: code for code in refused}
    assert listed(li) == []
