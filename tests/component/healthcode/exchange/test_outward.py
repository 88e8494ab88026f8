"""Going to another region (X1, X3): a token with the least data, a link, a QR code, and what is kept."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from functions.healthcode.exchange import claims
from functions.healthcode.exchange.tables import HandOver
from tests import factories, health, regions
from tests.component.conftest import Moment
from tests.component.healthcode.exchange.conftest import Border, Leaver, comer, sampled
from tests.overheard import listening
from tests.regions import Region, now

EXCHANGED = {
    "iss",
    "aud",
    "jti",
    "iat",
    "exp",
    "name",
    "birthdate",
    "document.type",
    "document.number",
    "colour",
    "test.result",
    "test.sampled_at",
}
"""All that passes from region to region (X3): identity, colour, latest result and date, times. No more."""


def token(address: str) -> str:
    """Return the token in an address."""
    return address.partition("#token=")[2]


def made(zhang: Leaver, **changes: object) -> dict[str, Any]:
    answer = zhang.hand_over(**changes)
    assert answer.status == 201, answer.body
    return dict(answer.body)


def names(said: dict[str, Any], above: str = "") -> Iterator[str]:
    """Yield the names of all that is said, however deep."""
    for name, value in said.items():
        yield from names(value, f"{above}{name}.") if isinstance(value, dict) else [f"{above}{name}"]


def test_x1_a_green_holder_gets_a_token_for_the_partner(macau: Region, zhang: Leaver) -> None:
    answer = made(zhang)

    said = macau.read(token(answer["address"]))
    assert said == {
        "iss": "http://127.0.0.1:8000",
        "aud": regions.ISSUER,
        "jti": answer["hand_over"],
        "iat": int(now().timestamp()),
        "exp": int(now().timestamp()) + 600,
        "name": "张伟强",
        "birthdate": "1985-06-07",
        "document": {"type": "HOME_RETURN_PERMIT", "number": zhang.document["number"]},
        "colour": "green",
        "test": {"result": "NEGATIVE", "sampled_at": int(now().timestamp()) - 24 * 3600},
    }


def test_x3_no_more_passes_than_was_agreed(macau: Region, zhang: Leaver) -> None:
    """Fails when somebody adds a claim: X3, the partner and docs/personal-data.md have to be asked first."""
    said = macau.read(token(made(zhang)["address"]))

    assert set(names(said)) == EXCHANGED
    fields = {*claims.Claims.__struct_fields__} - {"document", "test"}
    fields |= {f"document.{name}" for name in claims.DocumentClaim.__struct_fields__}
    fields |= {f"test.{name}" for name in claims.TestClaim.__struct_fields__}
    assert fields == EXCHANGED


def test_x3_the_token_stands_behind_the_hash_where_no_server_sees_it(zhang: Leaver) -> None:
    answer = made(zhang)

    page, _, behind = answer["address"].partition("#")
    assert page == regions.PAGE
    assert re.fullmatch(r"token=[\w.-]+", behind)
    assert answer["qr"].startswith("<svg")
    assert len(answer["qr"]) < 40_000


def test_x3_nothing_that_a_token_says_is_logged_or_kept_in_clear(zhang: Leaver) -> None:
    with listening() as heard:
        secret = token(made(zhang)["address"])

    kept = [item.attribute_values for item in HandOver.scan(HandOver.sk == "HANDOVER")]
    assert secret not in f"{heard}{kept}"
    assert zhang.document["number"] not in f"{heard}{kept}"


def test_x3_a_token_says_nothing_to_whoever_has_not_the_key(macau: Region, zhang: Leaver) -> None:
    found = token(made(zhang)["address"])

    with pytest.raises(Exception, match=r"(?i)dec"):
        Region().read(found)
    assert macau.read(found)


def test_x1_the_latest_result_of_ours_goes_along(macau: Region, zhang: Leaver) -> None:
    sampled(zhang.person, hours=3)

    said = macau.read(token(made(zhang)["address"]))

    assert said["test"]["sampled_at"] == int(now().timestamp()) - 3 * 3600


def test_x1_a_result_from_elsewhere_is_not_ours_to_vouch_for(border: Border, macau: Region) -> None:
    arrived = border.comer.arrive(macau.token(macau.claims(now()))).body
    path = f"/v1/me/health/people/{arrived['person']}/exchange"

    (choice,) = border.comer.client.get(f"{path}/partners").body

    assert [each["code"] for each in choice["hindrances"]] == ["exchange.test_missing"]


def test_x1_without_a_test_none_is_said_where_none_is_asked_for(border: Border, macau: Region) -> None:
    terms = regions.terms(outward=regions.conditions(test_required=False))
    edit = {"terms": terms, "revision": 2, "reason": "by agreement"}
    border.root.put("/v1/staff/exchange/partners/macau", edit)
    other = health.citizen(border.root.signed(""), phone=border.leaver.phone)

    form = border.leaver.form(number=other.document["number"])
    answer = other.client.post(f"{other.path}/exchange/hand-overs", form)

    assert "test" not in macau.read(token(answer.body["address"]))


def test_x1_before_the_form_one_sees_what_is_in_the_way(zhang: Leaver) -> None:
    path = f"{zhang.path}/exchange/partners"
    free = zhang.client.get(path).body[0]
    zhang.check_in(symptoms=["FEVER"])

    barred = zhang.client.get(path).body[0]

    assert (free["partner"], free["hindrances"]) == ("macau", [])
    assert free["documents"] == ["HOME_RETURN_PERMIT", "MAINLAND_PERMIT_HK_MO"]
    hindrances = barred["hindrances"]
    assert [each["code"] for each in hindrances] == ["exchange.not_green", "exchange.colour_not_accepted"]
    assert hindrances[0]["detail"] == "Only a green code can be exchanged."


def test_x1_somebodys_child_is_handed_over_by_who_acts_for_them(border: Border, macau: Region) -> None:
    child = health.proxied(border.leaver, name="张小小", phone=border.leaver.phone)
    sampled(child.person)

    form = border.leaver.form(name="张小小", number=child.document["number"], birth_date="2015-01-02")
    answer = border.leaver.client.post(f"{child.path}/exchange/hand-overs", form)

    assert macau.read(token(answer.body["address"]))["name"] == "张小小"


def test_x1_nobody_hands_over_whom_they_do_not_show(border: Border, zhang: Leaver) -> None:
    other = comer(border.comer.nobody)

    answer = other.client.post(f"{zhang.path}/exchange/hand-overs", zhang.form())

    assert (answer.status, answer.code) == (404, "healthcode.no_code")


def test_x1_the_declared_birth_date_counts_where_there_is_one(zhang: Leaver) -> None:
    profile = factories.profile(name="张伟强", born="1985-06-07", mainland_mobile=zhang.phone)
    assert zhang.client.put("/v1/me/profile", profile).status == 200

    wrong, right = zhang.hand_over(birth_date="1985-06-08"), zhang.hand_over()

    assert wrong.body["details"] == {"partner": "macau", "fields": ["birth_date"]}
    assert right.status == 201


def test_x1_a_number_that_tells_a_birth_date_is_believed(border: Border) -> None:
    card = {"nationality": "CN", "document_type": "RESIDENT_ID", "number": "11010519491231002X"}
    terms = regions.terms(outward=regions.conditions(documents=["RESIDENT_ID"], test_required=False))
    edit = {"terms": terms, "revision": 2, "reason": "by agreement"}
    border.root.put("/v1/staff/exchange/partners/macau", edit)
    elder = health.citizen(border.root.signed(""), phone=border.leaver.phone, **card)
    form = border.leaver.form(number=card["number"], document_type="RESIDENT_ID")

    answers = [
        elder.client.post(f"{elder.path}/exchange/hand-overs", {**form, "birth_date": born})
        for born in ("1949-12-30", "1949-12-31")
    ]

    assert [answer.status for answer in answers] == [409, 201]


def test_x1_what_the_form_lacks_is_named(zhang: Leaver) -> None:
    answer = zhang.hand_over(agreed=False, phone="12345678")

    assert answer.fields == {"agreed": "consent_required", "phone": "not_a_mobile"}


def test_x1_a_repeated_call_makes_one_token(zhang: Leaver) -> None:
    path = f"{zhang.path}/exchange/hand-overs"

    first, again = (zhang.client.post(path, zhang.form(), idempotency_key="once") for _ in range(2))

    assert first.body == again.body
    assert len(zhang.client.get("/v1/me/exchange/hand-overs").body) == 1


def test_x1_whose_code_was_handed_over_is_told(zhang: Leaver) -> None:
    made(zhang)

    (letter,) = factories.letters("exchange_handed_over")
    assert letter.to == f"+86{zhang.phone}"
    assert "10:10" in letter.text


def test_x4_what_was_handed_over_is_listed_and_withdrawn(zhang: Leaver, moment: Moment) -> None:
    first = made(zhang)
    moment.advance(minutes=11)
    second = made(zhang)

    path = "/v1/me/exchange/hand-overs"
    before = [each["state"] for each in zhang.client.get(path).body]
    withdrawn = [zhang.client.delete(f"{path}/{second['hand_over']}").status for _ in range(2)]
    after = [(each["hand_over"], each["state"]) for each in zhang.client.get(path).body]

    assert before == ["open", "over"]
    assert withdrawn == [204, 204]
    assert after == [(second["hand_over"], "withdrawn"), (first["hand_over"], "over")]


def test_x4_nobody_withdraws_anothers_hand_over(border: Border, zhang: Leaver) -> None:
    answer = made(zhang)

    foreign = border.comer.client.delete(f"/v1/me/exchange/hand-overs/{answer['hand_over']}")

    assert foreign.code == "exchange.no_such_hand_over"
