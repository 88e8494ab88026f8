"""Registration with a travel document (I1, I2)."""

import base64

import pytest

from functions.auth import service as auth
from layers import clock
from tests import factories
from tests.component.conftest import Moment
from tests.factories import Client

_MORE_HONG_KONG = ["HK_MO_TW_RESIDENCE_PERMIT", "TRAVEL_DOCUMENT", "EXIT_ENTRY_PERMIT"]


def test_i1_a_nationality_decides_the_document_types(client: Client) -> None:
    answer = client.get("/v1/document-types", nationality="HK")

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert [each["type"] for each in answer.body] == ["HOME_RETURN_PERMIT", *_MORE_HONG_KONG]
    assert answer.body[0]["example"] == "H12345678"


def test_i2_registration_signs_in_at_once(client: Client) -> None:
    answer = client.post("/v1/accounts", factories.registration(client))

    assert answer.status == 201
    assert answer.body["review_state"] == "UNVERIFIED"
    assert (answer.body["needs_correction"], answer.body["notice"]) == (False, "")
    assert client.signed(answer.body["token"]).get("/v1/me/home").status == 200


def test_i2_a_document_has_one_account_however_it_is_typed(client: Client) -> None:
    known = factories.document(number="H87654321")
    factories.resident(client, **known)

    again = client.post("/v1/accounts", factories.registration(client, **{**known, "number": "ｈ8765 4321"}))

    assert (again.status, again.code) == (409, "auth.document_taken")


def test_i2_repeating_the_request_gives_the_same_session(client: Client) -> None:
    form = factories.registration(client)

    first, second = (client.post("/v1/accounts", form, idempotency_key="once") for _ in range(2))

    assert first.status == second.status == 201
    assert first.body == second.body


BAD_FORMS = [
    ({"confirmation": "waystation 2023"}, {"confirmation": "passwords_differ"}, "another confirmation"),
    ({"consent": False}, {"consent": "consent_required"}, "no consent"),
    ({"password": "lettersonly"}, {"password": "bad_format"}, "no digit"),
    ({"password": "a1"}, {"password": "too_short"}, "under eight"),
    ({"number": "X1"}, {"number": "document_fault.BAD_FORMAT"}, "not the format"),
    (
        {"nationality": "CN"},
        {"document_type": "document_fault.WRONG_TYPE_FOR_NATIONALITY"},
        "not for this nationality",
    ),
    (
        {"consent": False, "confirmation": "x", "number": "X1"},
        {
            "consent": "consent_required",
            "confirmation": "passwords_differ",
            "number": "document_fault.BAD_FORMAT",
        },
        "all bad fields at once",
    ),
]


@pytest.mark.parametrize(("changes", "fields", "comment"), BAD_FORMS)
def test_i2_bad_fields_are_named(
    client: Client, changes: dict[str, object], fields: dict[str, str], comment: str
) -> None:
    answer = client.post("/v1/accounts", factories.registration(client, **changes))

    assert answer.status == 422, comment
    assert answer.fields == fields, comment


def test_i2_a_refused_number_comes_with_an_example(client: Client) -> None:
    answer = client.post("/v1/accounts", factories.registration(client, number="X1"))

    assert "H12345678" in answer.body["fields"][0]["detail"]


def test_i2_a_wrong_answer_uses_the_captcha_up(client: Client) -> None:
    captcha = factories.captcha(client)
    wrong = {**captcha, "answer": "0000" if captcha["answer"] != "0000" else "1111"}

    first = client.post("/v1/accounts", factories.registration(client, captcha=wrong))
    second = client.post("/v1/accounts", factories.registration(client, captcha=captcha))

    assert (first.code, second.code) == ("auth.captcha_wrong", "auth.captcha_gone")


def test_i2_a_captcha_is_good_for_minutes(client: Client, moment: Moment) -> None:
    captcha = factories.captcha(client)
    moment.advance(minutes=5)

    late = client.post("/v1/accounts", factories.registration(client, captcha=captcha))

    assert late.code == "auth.captcha_gone"


def test_i2_a_captcha_is_an_image_and_sound_and_tells_its_answer_in_no_other_way(client: Client) -> None:
    shown = client.post("/v1/captchas").body

    heard = client.get(f"/v1/captchas/{shown['id']}/audio").body

    assert base64.b64decode(shown["image"].removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")
    assert base64.b64decode(heard["audio"].removeprefix("data:audio/wav;base64,")).startswith(b"RIFF")
    assert set(shown) == {"id", "image", "expires_at"}


@pytest.mark.usefixtures("root")
def test_i2_a_cohabitants_document_keeps_its_person_when_it_registers(client: Client) -> None:
    child = factories.cohabitant()
    parent = factories.resident(client)
    parent.put("/v1/me/profile", factories.profile())
    parent.post("/v1/me/cohabitants", child)
    before = auth.person_of_document(child["document_type"], child["number"])

    known = {name: child[name] for name in ("nationality", "document_type", "number")}
    grown = factories.resident(client, **known)

    assert auth.authenticate(grown.token, clock.now()).person == before
