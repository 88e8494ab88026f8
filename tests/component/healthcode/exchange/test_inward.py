"""Arriving with another region's token (X2, X4): a code, the result with its origin, an SMS, a way back."""

from functions.healthcode import store
from functions.healthcode.facts import FactKind, Source
from tests import factories, health, regions
from tests.component.conftest import Moment
from tests.component.healthcode.exchange.conftest import Border, Comer, comer
from tests.factories import Answer
from tests.regions import Region, now


def arrived(by: Comer, macau: Region, **changes: object) -> dict[str, object]:
    answer = by.arrive(macau.token(macau.claims(now())), **changes)
    assert answer.status == 201, answer.body
    return dict(answer.body)


def withdraw(by: Comer, arrival: object) -> Answer:
    return by.client.delete(f"/v1/me/exchange/arrivals/{arrival}")


def kinds(person: object) -> list[tuple[FactKind, Source]]:
    return sorted((fact.kind, fact.source) for fact in store.facts(str(person)))


def results(by: Comer, person: object) -> list[dict[str, object]]:
    found = by.client.get(f"/v1/me/health/people/{person}/details").body["tests"]
    return list(found)


def test_x2_whoever_brings_a_token_has_a_green_code(macau: Region, ho: Comer) -> None:
    answer = arrived(ho, macau)

    shown = ho.client.get("/v1/me/code").body
    assert (answer["shown"], answer["partner"]) == (True, "macau")
    assert (shown["colour"], shown["name"]) == ("green", "何*莉")


def test_x2_the_facts_behind_it_name_the_partner_and_the_arrival(macau: Region, ho: Comer) -> None:
    answer = arrived(ho, macau)

    facts = store.facts(str(answer["person"]))
    expected = [(FactKind.DECLARED, Source.EXCHANGE), (FactKind.NEGATIVE_TEST, Source.EXCHANGE)]
    assert kinds(answer["person"]) == expected
    assert {fact.recorder for fact in facts} == {"partner:macau"}
    (result,) = [fact for fact in facts if fact.kind is FactKind.NEGATIVE_TEST]
    assert result.evidence == f"arrival:{answer['arrival']}"


def test_x4_the_foreign_result_stands_behind_the_code_with_its_origin(macau: Region, ho: Comer) -> None:
    answer = arrived(ho, macau)

    (test,) = results(ho, answer["person"])

    assert test == {
        "sampled_at": "2022-07-12T02:00:00Z",
        "result": "NEGATIVE",
        "lab": "澳门",
        "origin": {"zh-Hans": "澳门", "zh-Hant": "澳門", "en": "Macau", "pt": "Macau"},
    }


def test_x4_an_sms_brings_the_link(macau: Region, ho: Comer) -> None:
    arrived(ho, macau)

    (letter,) = factories.letters("exchange_arrived")
    assert letter.to == f"+86{ho.phone}"
    assert "Macau" in letter.text
    assert "http://127.0.0.1:8000/health" in letter.text


def test_x2_looking_at_a_token_uses_nothing_up(macau: Region, ho: Comer) -> None:
    token = macau.token(macau.claims(now()))

    seen = [ho.nobody.post("/v1/exchange/previews", {"token": token}) for _ in range(2)][1]
    then = ho.arrive(token)

    assert seen.body == {
        "partner": "macau",
        "names": {"zh-Hans": "澳门", "zh-Hant": "澳門", "en": "Macau", "pt": "Macau"},
        "name": "何*莉",
        "document_type": "HOME_RETURN_PERMIT",
        "number": "M1****678",
        "colour": "green",
        "test": {"result": "NEGATIVE", "sampled_at": "2022-07-12T02:00:00Z"},
        "issued_at": "2022-07-13T02:00:00Z",
        "expires_at": "2022-07-13T02:10:00Z",
        "questions": ["symptoms", "contact", "travel"],
    }
    assert then.status == 201


def test_x2_a_used_token_is_refused_at_the_first_look(macau: Region, ho: Comer) -> None:
    token = macau.token(macau.claims(now()))
    ho.arrive(token)

    assert ho.nobody.post("/v1/exchange/previews", {"token": token}).code == "exchange.token_used"


def test_x2_sent_again_under_the_same_id_it_is_the_same_arrival(
    macau: Region, ho: Comer, moment: Moment
) -> None:
    token = macau.token(macau.claims(now()))
    first = ho.arrive(token, client="form-0001")
    moment.advance(minutes=12)

    again, otherwise = ho.arrive(token, client="form-0001"), ho.arrive(token, client="form-0002")

    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert otherwise.code == "exchange.token_used"
    assert len(factories.letters("exchange_arrived")) == 1


def test_x2_without_a_phone_nobody_could_be_told(border: Border, macau: Region) -> None:
    resident = factories.resident(border.comer.nobody)

    answer = resident.post("/v1/me/exchange/arrivals", regions.arrival(macau.token(macau.claims(now()))))

    assert (answer.status, answer.code) == (403, "exchange.needs_phone")


def test_x2_a_yes_that_does_not_block_is_a_fact(border: Border, macau: Region, ho: Comer) -> None:
    terms = regions.terms(inward=regions.conditions(questions=["symptoms", "contact"]))
    edit = {"terms": terms, "revision": 2, "reason": "by agreement"}
    assert border.root.put("/v1/staff/exchange/partners/macau", edit).status == 200

    answer = arrived(ho, macau, answers=regions.answers(travel=True))

    assert answer["verdict"]["colour"] == "yellow"  # type: ignore[index]  # JSON
    assert (FactKind.KEY_AREA, Source.EXCHANGE) in kinds(answer["person"])


def test_x2_who_has_a_code_keeps_it_and_gets_the_result(border: Border, macau: Region) -> None:
    """Residents of the mainland go on with their own account (转码后显示提交成功)."""
    own = health.citizen(border.comer.nobody, nationality="MO", number="M12345678")

    answer = arrived(border.comer, macau)

    assert (answer["person"], answer["shown"], answer["verdict"]) == (own.person, False, None)
    assert border.comer.client.get("/v1/me/code", person=own.person).code == "healthcode.no_code"
    (test,) = own.client.get(f"{own.path}/details").body["tests"]
    assert test["lab"] == "澳门"


def test_x2_an_account_of_somebody_else_acts_for_who_arrives(border: Border, macau: Region) -> None:
    """A parent brings a child's token."""
    parent = arrived(border.comer, macau)
    child = macau.claims(now(), name="何小小", document={"type": "HOME_RETURN_PERMIT", "number": "M22222222"})

    answer = border.comer.arrive(macau.token(child), number="M22222222")

    shown = border.comer.client.get("/v1/me/health/people").body
    assert answer.body["shown"] is True
    assert [each["person"] for each in shown] == [parent["person"], answer.body["person"]]
    assert [each["own"] for each in shown] == [True, False]


def test_x2_somebodys_own_account_is_not_taken_from_them(border: Border, macau: Region) -> None:
    """Who registered and never had a code gets one that nobody else shows."""
    registered = factories.document(nationality="MO", number="M12345678")
    theirs = factories.resident(border.comer.nobody, **registered)

    answer = arrived(border.comer, macau)

    assert answer["shown"] is False
    assert store.holder(str(answer["person"])).keepers is None
    assert theirs.get("/v1/me/code").code == "healthcode.no_code"


def test_x2_guessing_whom_a_token_is_about_ends_soon(macau: Region, ho: Comer) -> None:
    token = macau.token(macau.claims(now()))

    codes = [ho.arrive(token, birth_date=f"1990-02-{day:02}").code for day in range(10, 14)]

    assert codes == [*["exchange.another_person"] * 3, "locked_out"]


BAD_FORMS = [
    ({"agreed": False}, {"agreed": "consent_required"}, "not agreed"),
    ({"region": "futian"}, {"region": "not_a_street"}, "a district"),
    ({"address": "  "}, {"address": "required"}, "nowhere"),
    ({"nationality": "HK"}, {"nationality": "document_fault.BAD_FORMAT"}, "another one's permit"),
]


def test_x2_what_the_form_lacks_is_named(macau: Region, ho: Comer) -> None:
    for changes, fields, comment in BAD_FORMS:
        answer = ho.arrive(macau.token(macau.claims(now())), **changes)

        assert (answer.code, answer.fields) == ("invalid_input", fields), comment


def test_x4_withdrawn_nothing_of_it_is_shown_any_more(macau: Region, ho: Comer) -> None:
    answer = arrived(ho, macau)
    token = ho.client.get("/v1/me/code").body["token"]

    withdrawn, again = (withdraw(ho, answer["arrival"]).status for _ in range(2))

    assert (withdrawn, again) == (204, 204)
    assert ho.client.get("/v1/me/code").code == "healthcode.no_code"
    scan = ho.nobody.post("/v1/health/codes/verification", {"token": token})
    assert scan.code == "healthcode.code_revoked"
    (listed,) = ho.client.get("/v1/me/exchange/arrivals").body
    assert (listed["state"], listed["granted"]) == ("withdrawn", True)
    assert len(factories.letters("exchange_withdrawn")) == 1


def test_x4_withdrawn_the_result_is_gone_from_a_code_that_stays(border: Border, macau: Region) -> None:
    """A fact stays: nobody takes one back alone (H3)."""
    own = health.citizen(border.comer.nobody, nationality="MO", number="M12345678")
    answer = arrived(border.comer, macau)
    before = kinds(own.person)

    withdraw(border.comer, answer["arrival"])

    assert kinds(own.person) == before
    assert own.client.get(f"{own.path}/details").body["tests"] == []
    assert own.client.get("/v1/me/code").body["colour"] == "green"


def test_x4_withdrawing_one_arrival_leaves_what_a_later_one_brought(
    macau: Region, ho: Comer, moment: Moment
) -> None:
    test = macau.claims(now())["test"]
    first = arrived(ho, macau)
    moment.advance(hours=1)
    second = ho.arrive(macau.token(macau.claims(now(), test=test)))

    withdraw(ho, first["arrival"])
    declared = health.declaration(
        nationality="MO", number="M12345678", phone=ho.phone, name="何嘉莉", region="beigang"
    )
    assert ho.client.post("/v1/me/health/declarations", declared).status == 201

    assert second.status == 201
    assert [each["sampled_at"] for each in results(ho, first["person"])] == ["2022-07-12T02:00:00Z"]


def test_x4_put_away_a_code_is_had_again_by_declaring(macau: Region, ho: Comer) -> None:
    answer = arrived(ho, macau)
    withdraw(ho, answer["arrival"])

    form = health.declaration(nationality="MO", number="M12345678", phone=ho.phone)
    declared = ho.client.post("/v1/me/health/declarations", form)

    assert (declared.status, declared.body["person"]) == (201, answer["person"])
    assert results(ho, answer["person"]) == []


def test_x4_nobody_withdraws_anothers_arrival(border: Border, macau: Region) -> None:
    answer = arrived(border.comer, macau)
    other = comer(border.comer.nobody)

    assert withdraw(other, answer["arrival"]).code == "exchange.no_such_arrival"
    assert other.client.get("/v1/me/exchange/arrivals").body == []


def test_x3_an_arrival_keeps_ids_and_instants_only(macau: Region, ho: Comer) -> None:
    answer = arrived(ho, macau)

    (listed,) = ho.client.get("/v1/me/exchange/arrivals").body

    assert listed == {
        "arrival": answer["arrival"],
        "person": answer["person"],
        "partner": "macau",
        "names": {"zh-Hans": "澳门", "zh-Hant": "澳門", "en": "Macau", "pt": "Macau"},
        "state": "stands",
        "at": "2022-07-13T02:00:00Z",
        "test_sampled_at": "2022-07-12T02:00:00Z",
        "granted": True,
    }
