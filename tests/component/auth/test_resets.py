"""Forgotten passwords (I9)."""

import re
from typing import Any

import pytest

from tests import factories
from tests.component.conftest import Moment
from tests.factories import PASSWORD, Answer, Client

PATH = "/v1/staff/password-resets"
OTHER = "another 2023"


@pytest.fixture
def desk(root: Client) -> Client:
    return factories.staff(root, "resets.view", "resets.decide", "personal.reveal")


@pytest.fixture
def known() -> dict[str, Any]:
    return factories.document()


@pytest.fixture
def mine(client: Client, desk: Client, known: dict[str, Any]) -> Client:  # noqa: ARG001  the districts have to exist
    signed_in = factories.resident(client, **known)
    signed_in.put("/v1/me/profile", factories.profile())
    return signed_in


def ask(client: Client, known: dict[str, Any], **changes: object) -> Answer:
    form = {
        "document_type": known["document_type"],
        "number": known["number"],
        "contact": "13800001111",
        "message": "我忘记了密码",
        "captcha": factories.captcha(client),
    }
    return client.post("/v1/password-resets", {**form, **changes})


def decide(desk: Client, answer: str) -> Answer:
    (request,) = desk.get(PATH).body["items"]
    return desk.post(f"{PATH}/{request['id']}/decision", {"answer": answer, "verified": "DOCUMENT_SEEN"})


def link_token() -> str:
    (letter,) = factories.letters("reset_link")
    found = re.search(r"/password#([\w-]+)", letter.text)
    assert found
    return found[1]


def set_password(client: Client, token: str, password: str = OTHER) -> Answer:
    form = {"token": token, "new_password": password, "confirmation": password}
    return client.post("/v1/password-resets/link", form)


@pytest.mark.usefixtures("mine")
def test_i9_asking_gets_the_same_answer_whether_the_account_exists_or_not(
    client: Client, desk: Client, known: dict[str, Any]
) -> None:
    real, unknown = ask(client, known), ask(client, factories.document())

    assert real.status == unknown.status == 204
    assert sorted(each["has_account"] for each in desk.get(PATH).body["items"]) == [False, True]


def test_s4_requests_are_masked_until_revealed_and_revealing_is_recorded(
    client: Client, root: Client, desk: Client, known: dict[str, Any]
) -> None:
    ask(client, known)

    (masked,) = desk.get(PATH).body["items"]
    full = desk.post(f"{PATH}/{masked['id']}/reveal", {"reason": "verification"}).body

    assert masked == desk.get(f"{PATH}/{masked['id']}").body
    assert (masked["contact"], masked["message"]) == ("+86 138****1111", "")
    assert (full["number"], full["contact"], full["message"]) == (
        known["number"],
        "+8613800001111",
        "我忘记了密码",
    )
    (entry,) = factories.recorded(root, f"reset:{masked['id']}")
    assert entry["action"] == "resets.reveal"


def test_i9_a_link_goes_to_the_profiles_phone_and_sets_the_password_once(
    client: Client, mine: Client, desk: Client, known: dict[str, Any]
) -> None:
    ask(client, known)

    decided = decide(desk, "LINK")
    first = set_password(client, link_token())
    second = set_password(client, link_token(), PASSWORD)

    assert decided.status == first.status == 204
    assert factories.letters("reset_link")[0].to == "+8613812341234"
    assert (second.status, second.code) == (404, "auth.reset_link_gone")
    assert mine.get("/v1/me/home").code == "session_ended"
    assert factories.sign_in(client, known, OTHER).status == 201
    assert desk.get(PATH).body["items"] == []


@pytest.mark.usefixtures("mine")
def test_i9_a_link_is_good_for_a_day(
    client: Client, desk: Client, known: dict[str, Any], moment: Moment
) -> None:
    ask(client, known)
    decide(desk, "LINK")

    moment.advance(hours=24)

    assert set_password(client, link_token()).code == "auth.reset_link_gone"
    assert factories.sign_in(client, known).status == 201


def test_i9_a_link_ends_with_the_password_it_was_to_replace(
    client: Client, mine: Client, desk: Client, known: dict[str, Any]
) -> None:
    ask(client, known)
    decide(desk, "LINK")

    mine.put("/v1/me/password", {"current": PASSWORD, "new_password": OTHER, "confirmation": OTHER})

    assert set_password(client, link_token(), "third 2024").code == "auth.reset_link_gone"


def test_i9_a_temporary_password_must_be_replaced_at_sign_in(
    client: Client, mine: Client, desk: Client, known: dict[str, Any]
) -> None:
    ask(client, known)
    decide(desk, "TEMPORARY_PASSWORD")
    (letter,) = factories.letters("temporary_password")
    temporary = re.findall(r"[a-z]{8}\d{4}", letter.text)[0]

    refused = factories.sign_in(client, known, temporary)
    unchanged = factories.sign_in(client, known, temporary, new_password=temporary)
    replaced = factories.sign_in(client, known, temporary, new_password=OTHER)

    assert mine.get("/v1/me/home").code == "session_ended"
    assert (refused.status, refused.code) == (409, "auth.password_change_required")
    assert unchanged.fields == {"new_password": "password_unchanged"}
    assert client.signed(replaced.body["token"]).get("/v1/me/home").status == 200
    assert factories.sign_in(client, known, temporary).code == "auth.wrong_credentials"
    assert factories.sign_in(client, known, OTHER).status == 201


@pytest.mark.usefixtures("mine")
def test_i9_a_temporary_password_is_good_for_a_day(
    client: Client, desk: Client, known: dict[str, Any], moment: Moment
) -> None:
    ask(client, known)
    decide(desk, "TEMPORARY_PASSWORD")
    temporary = re.findall(r"[a-z]{8}\d{4}", factories.letters("temporary_password")[0].text)[0]

    moment.advance(hours=24)

    late = factories.sign_in(client, known, temporary, new_password=OTHER)
    assert late.code == "auth.wrong_credentials"


@pytest.mark.usefixtures("mine")
def test_i9_a_reset_unlocks_sign_in(client: Client, desk: Client, known: dict[str, Any]) -> None:
    for _ in range(3):
        factories.sign_in(client, known, OTHER)
    ask(client, known)
    decide(desk, "LINK")

    set_password(client, link_token())

    assert factories.sign_in(client, known, OTHER).status == 201


def test_i9_without_a_known_phone_the_message_goes_to_the_verified_contact(
    client: Client, desk: Client, known: dict[str, Any]
) -> None:
    factories.resident(client, **known)
    ask(client, known, contact="zhang@example.org")

    decide(desk, "LINK")

    assert factories.letters("reset_link")[0].to == "zhang@example.org"


def test_i9_a_request_without_an_account_can_only_be_refused(client: Client, desk: Client) -> None:
    ask(client, factories.document())

    impossible, refused = decide(desk, "LINK"), decide(desk, "REFUSE")

    assert (impossible.code, refused.status) == ("auth.reset_has_no_account", 204)
    assert desk.get(PATH).body["items"] == []
    assert factories.letters("reset_link") == []


@pytest.mark.usefixtures("mine")
def test_i9_a_request_is_decided_once(client: Client, desk: Client, known: dict[str, Any]) -> None:
    ask(client, known)
    (request,) = desk.get(PATH).body["items"]
    decision = {"answer": "LINK", "verified": "DOCUMENT_SEEN"}
    path = f"{PATH}/{request['id']}/decision"

    first, second = desk.post(path, decision), desk.post(path, decision)

    assert (first.status, second.code) == (204, "auth.no_such_reset")
    assert len(factories.letters("reset_link")) == 1


def test_i9_asking_again_and_again_is_slowed_down_for_everybody(client: Client) -> None:
    known = factories.document()

    answers = [ask(client, known) for _ in range(4)]

    assert [answer.status for answer in answers] == [204, 204, 204, 429]


def test_i9_the_contact_has_to_be_one(client: Client) -> None:
    answer = ask(client, factories.document(), contact="call me")

    assert answer.fields == {"contact": "not_a_contact"}
