"""Accounts of the older system: import, being told, the one correction (I5)."""

from typing import Any

import pytest

from layers import passwords
from tests import factories
from tests.factories import PASSWORD, Answer, Client

HASH = passwords.hashed(PASSWORD)


@pytest.fixture
def importer(root: Client) -> Client:
    return factories.staff(root, "legacy.import")


def row(**changes: object) -> dict[str, Any]:
    """Return a row that is good but for a permit number which breaks today's rules."""
    known = factories.document(nationality="CN", document_type="MAINLAND_PERMIT_HK_MO")
    known["number"] = f"HZ{known['number']}"
    return {**known, "password_hash": HASH, "name": "张三", **changes}


def bring(importer: Client, *rows: object) -> Answer:
    return importer.post("/v1/staff/legacy-accounts", {"rows": list(rows)})


def correct(signed_in: Client, **document: object) -> Answer:
    return signed_in.post("/v1/me/correction", {**document, "captcha": factories.captcha(signed_in)})


def test_i5_good_rows_are_kept_and_bad_ones_listed_with_number_and_reason(
    importer: Client, client: Client
) -> None:
    registered = factories.document()
    factories.resident(client, **registered)
    good = [row(), row(nationality="HK", document_type="HOME_RETURN_PERMIT", number="H11112222")]
    bad = [
        row(document_type="LIBRARY_CARD"),
        row(password_hash="5f4dcc3b5aa765d61d8327deb882cf99"),
        {"number": 12},
        row(**registered),
        "no row at all",
    ]

    answer = bring(importer, good[0], *bad, good[1])

    refused = {
        each["row"]: {fault["field"]: fault["code"] for fault in each["faults"]}
        for each in answer.body["refused"]
    }
    assert (answer.body["imported"], answer.body["already_there"]) == (2, 0)
    assert refused == {
        2: {"document_type": "not_a_choice"},
        3: {"password_hash": "not_argon2id"},
        4: {
            "nationality": "required",
            "document_type": "required",
            "password_hash": "required",
            "number": "wrong_type",
        },
        5: {"number": "auth.document_taken"},
        6: {"": "wrong_type"},
    }


def test_i5_importing_again_changes_nothing(importer: Client) -> None:
    rows = [row(), row()]
    bring(importer, *rows)

    again = bring(importer, *rows)

    assert again.body == {"imported": 0, "already_there": 2, "refused": []}


def test_i5_a_document_that_keeps_the_rules_needs_no_correction(importer: Client, client: Client) -> None:
    good = row(nationality="HK", document_type="HOME_RETURN_PERMIT", number="H33334444")
    bring(importer, good)

    answer = factories.sign_in(client, good)

    assert answer.body["needs_correction"] is False
    refused = correct(client.signed(answer.body["token"]), **factories.document())
    assert refused.code == "auth.nothing_to_correct"


def test_i5_the_owner_of_a_bad_document_is_told_and_led_to_the_correction(
    importer: Client, client: Client
) -> None:
    bad = row()
    bring(importer, bad)

    answer = factories.sign_in(client, bad)

    signed_in = client.signed(answer.body["token"])
    home = signed_in.call("GET", "/v1/me/home", headers={"accept-language": "zh-CN"}).body
    assert answer.body["needs_correction"] is True
    assert home["notice"] == "您当前登录的账号证件信息格式有误，请按要求更新信息。"
    assert home["name"] == "张三"
    assert home["document"] == {key: bad[key] for key in ("nationality", "document_type", "number")}
    assert signed_in.put("/v1/me/profile", factories.profile()).code == "auth.correction_needed"


def test_i5_after_the_correction_the_new_document_signs_in_with_the_old_password(
    importer: Client, client: Client
) -> None:
    bad, good = row(), factories.document()
    bring(importer, bad)
    signed_in = client.signed(factories.sign_in(client, bad).body["token"])

    answer = correct(signed_in, **good)

    assert answer.status == 204
    assert signed_in.get("/v1/me/home").code == "session_ended"
    assert factories.sign_in(client, bad).code == "auth.wrong_credentials"
    again = factories.sign_in(client, good)
    assert (again.status, again.body["needs_correction"]) == (201, False)


def test_i5_there_is_one_correction_ever(importer: Client, client: Client) -> None:
    bad, good = row(), factories.document()
    bring(importer, bad)
    correct(client.signed(factories.sign_in(client, bad).body["token"]), **good)

    again = correct(client.signed(factories.sign_in(client, good).body["token"]), **factories.document())

    assert (again.status, again.code) == (409, "auth.nothing_to_correct")


def test_i5_a_document_with_an_account_is_refused_and_the_correction_still_owed(
    importer: Client, client: Client
) -> None:
    bad, taken = row(), factories.document()
    factories.resident(client, **taken)
    bring(importer, bad)
    signed_in = client.signed(factories.sign_in(client, bad).body["token"])

    refused = correct(signed_in, **taken)

    assert refused.code == "auth.document_taken"
    assert correct(signed_in, **factories.document()).status == 204


def test_i5_a_wrong_nationality_alone_can_be_corrected(importer: Client, client: Client) -> None:
    bad = row(nationality="JP", document_type="HOME_RETURN_PERMIT", number="H55556666")
    bring(importer, bad)
    signed_in = client.signed(factories.sign_in(client, bad).body["token"])

    answer = correct(signed_in, nationality="HK", document_type=bad["document_type"], number=bad["number"])

    assert answer.status == 204
    assert factories.sign_in(client, bad).body["needs_correction"] is False


def test_i5_a_document_left_behind_is_free_for_its_real_holder_and_not_imported_again(
    importer: Client, client: Client
) -> None:
    bad = row(nationality="CN", document_type="HOME_RETURN_PERMIT", number="H77778888")
    bring(importer, bad)
    correct(client.signed(factories.sign_in(client, bad).body["token"]), **factories.document())

    again = bring(importer, bad)
    real = {"nationality": "HK", "document_type": bad["document_type"], "number": bad["number"]}
    registered = client.post("/v1/accounts", factories.registration(client, **real))

    assert again.body["already_there"] == 1
    assert registered.status == 201


def test_i5_only_staff_with_the_permission_import(root: Client, client: Client) -> None:
    other = factories.staff(root, "reviews.view")

    assert bring(other, row()).code == "not_permitted"
    assert bring(client, row()).code == "sign_in_required"
