"""One-time codes and signing in with a phone (I4)."""

import re

from functions.auth import store
from functions.auth.tables import OneTimeCode
from tests import factories
from tests.component.conftest import Moment
from tests.factories import Answer, Client


def send(client: Client, mobile: dict[str, str]) -> Answer:
    return client.post("/v1/codes", {"mobile": mobile, "captcha": factories.captcha(client)})


def last_code(mobile: dict[str, str]) -> str:
    digits = mobile["number"].replace(" ", "")
    sent = [letter for letter in factories.letters("one_time_code") if letter.to.endswith(digits)]
    found = re.search(r"\d{6}", sent[-1].text)
    assert found
    return found[0]


def enter(client: Client, mobile: dict[str, str], code: str) -> Answer:
    return client.post("/v1/sessions/phone", {"mobile": mobile, "code": code})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_i4_a_code_signs_in_and_makes_an_account_without_a_document(client: Client) -> None:
    mobile = factories.mobile()
    send(client, mobile)

    answer = enter(client, mobile, last_code(mobile))

    home = client.signed(answer.body["token"]).get("/v1/me/home").body
    reasons = {entry["entry"]: entry["reason"] for entry in home["menu"]}
    assert answer.status == 201
    assert reasons["APPLY"] == reasons["PROFILE"] == "DOCUMENT_NEEDED"
    assert home["document"] is None


def test_i4_the_same_phone_comes_back_to_its_account(client: Client, moment: Moment) -> None:
    mobile = factories.mobile("6123 4567", "HK")
    tokens = []
    for _ in range(2):
        send(client, mobile)
        tokens.append(enter(client, mobile, last_code(mobile)).body["token"])
        moment.advance(minutes=2)

    first, second = (client.signed(token).put("/v1/me/language", {"language": "en"}) for token in tokens)

    assert first.status == second.status == 204
    assert len(factories.letters("one_time_code")) == 2


def test_i4_a_code_works_once(client: Client) -> None:
    mobile = factories.mobile()
    send(client, mobile)
    code = last_code(mobile)

    first, second = enter(client, mobile, code), enter(client, mobile, code)

    assert (first.status, second.code) == (201, "auth.code_wrong")


def test_i4_a_code_is_good_for_five_minutes(client: Client, moment: Moment) -> None:
    mobile = factories.mobile()
    send(client, mobile)

    moment.advance(minutes=5)

    assert enter(client, mobile, last_code(mobile)).code == "auth.code_wrong"


def test_i4_five_wrong_tries_spend_a_code(client: Client) -> None:
    mobile = factories.mobile()
    send(client, mobile)
    code = last_code(mobile)

    tries = [enter(client, mobile, wrong(code)).code for _ in range(5)]

    assert set(tries) == {"auth.code_wrong"}
    assert enter(client, mobile, code).code == "auth.code_wrong"


def test_i4_the_fifth_try_may_be_the_right_one(client: Client) -> None:
    mobile = factories.mobile()
    send(client, mobile)
    code = last_code(mobile)

    for _ in range(4):
        enter(client, mobile, wrong(code))

    assert enter(client, mobile, code).status == 201


def test_i4_one_code_a_minute_and_ten_a_day(client: Client, moment: Moment) -> None:
    mobile = factories.mobile()

    first, at_once = send(client, mobile), send(client, mobile)
    for _ in range(9):
        moment.advance(minutes=1)
        assert send(client, mobile).status == 204
    moment.advance(minutes=1)
    eleventh = send(client, mobile)
    moment.advance(days=1)

    assert (first.status, at_once.code, at_once.headers["Retry-After"]) == (204, "auth.code_too_soon", "61")
    assert (eleventh.status, eleventh.code) == (429, "auth.codes_used_up")
    assert send(client, mobile).status == 204


def test_i4_a_code_is_stored_hashed(client: Client) -> None:
    mobile = factories.mobile("13800138000")
    send(client, mobile)

    stored = OneTimeCode.get(*store.code_keys("+8613800138000")[0])

    assert last_code(mobile) not in str(stored.to_simple_dict())


def test_i4_a_phone_made_account_gets_its_document_once(client: Client) -> None:
    mobile, document = factories.mobile(), factories.document()
    send(client, mobile)
    signed_in = client.signed(enter(client, mobile, last_code(mobile)).body["token"])

    added = signed_in.put("/v1/me/document", {**document, "captcha": factories.captcha(client)})
    again = signed_in.put("/v1/me/document", {**factories.document(), "captcha": factories.captcha(client)})
    registered = client.post("/v1/accounts", factories.registration(client, **document))

    assert added.status == 204
    assert again.code == "auth.document_fixed"
    assert registered.code == "auth.document_taken"


def test_i4_a_phone_made_account_cant_take_a_document_that_has_an_account(client: Client) -> None:
    mobile, document = factories.mobile(), factories.document()
    factories.resident(client, **document)
    send(client, mobile)
    signed_in = client.signed(enter(client, mobile, last_code(mobile)).body["token"])

    answer = signed_in.put("/v1/me/document", {**document, "captcha": factories.captcha(client)})

    assert answer.code == "auth.document_taken"


def test_i4_a_phone_made_account_can_have_a_password(client: Client) -> None:
    mobile, document = factories.mobile(), factories.document()
    send(client, mobile)
    signed_in = client.signed(enter(client, mobile, last_code(mobile)).body["token"])
    signed_in.put("/v1/me/document", {**document, "captcha": factories.captcha(client)})

    first = {"new_password": factories.PASSWORD, "confirmation": factories.PASSWORD}
    answer = signed_in.put("/v1/me/password", first)

    assert answer.status == 200
    assert factories.sign_in(client, document).status == 201


def test_i4_a_phone_can_be_bound_to_an_account_and_replaced(client: Client, moment: Moment) -> None:
    signed_in, old, new = factories.resident(client), factories.mobile(), factories.mobile()
    for mobile in (old, new):
        send(client, mobile)
        assert signed_in.put("/v1/me/phone", {"mobile": mobile, "code": last_code(mobile)}).status == 204
    moment.advance(minutes=2)

    for mobile, has_document in ((new, True), (old, False)):
        send(client, mobile)
        token = enter(client, mobile, last_code(mobile)).body["token"]
        menu = client.signed(token).get("/v1/me/home").body["menu"]
        assert (menu[0]["reason"] != "DOCUMENT_NEEDED") is has_document


def test_i4_a_phone_signs_in_to_one_account_only(client: Client, moment: Moment) -> None:
    mobile = factories.mobile()
    for number in range(2):
        signed_in = factories.resident(client)
        send(client, mobile)
        answer = signed_in.put("/v1/me/phone", {"mobile": mobile, "code": last_code(mobile)})
        moment.advance(minutes=2)
        assert (answer.status == 204) is (number == 0)

    assert answer.code == "auth.phone_taken"


def test_i4_a_number_that_is_no_mobile_is_refused(client: Client) -> None:
    answer = send(client, {"region": "CN", "number": "12345"})

    assert answer.fields == {"mobile.number": "not_a_mobile"}
