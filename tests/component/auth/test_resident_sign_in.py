"""Signing in with document and password, sessions, passwords (I3, I10)."""

from functions.auth import service as auth
from layers.clock import now
from layers.transaction import commit
from tests import factories
from tests.component.conftest import Moment
from tests.factories import PASSWORD, Client

OTHER = "another 2023"


def test_i3_document_and_password_sign_in(client: Client) -> None:
    known = factories.document()
    factories.resident(client, **known)

    answer = factories.sign_in(client, known)

    home = client.signed(answer.body["token"]).get("/v1/me/home")
    assert answer.status == 201
    assert home.body["document"] == known


def test_i3_a_wrong_password_and_an_unknown_document_get_the_same_answer(client: Client) -> None:
    known = factories.document()
    factories.resident(client, **known)

    wrong = factories.sign_in(client, known, OTHER)
    unknown = factories.sign_in(client, factories.document(), OTHER)

    assert wrong.status == unknown.status == 401
    told = [{**each.body, "correlation_id": ""} for each in (wrong, unknown)]
    assert told[0] == told[1]
    assert told[0]["code"] == "auth.wrong_credentials"


def test_i3_failures_slow_down_then_lock_whether_the_account_exists_or_not(
    client: Client, moment: Moment
) -> None:
    known = factories.document()
    factories.resident(client, **known)

    for tried in (known, factories.document()):
        quick = [factories.sign_in(client, tried, OTHER).code for _ in range(4)]
        for _ in range(7):
            moment.advance(minutes=2)
            factories.sign_in(client, tried, OTHER)
        moment.advance(minutes=2)
        locked = factories.sign_in(client, tried)

        assert quick == ["auth.wrong_credentials"] * 3 + ["locked_out"]
        assert locked.code == "locked_out"
        assert 1600 < int(locked.headers["Retry-After"]) <= 1800


def test_i3_the_right_password_works_again_after_the_lock(client: Client, moment: Moment) -> None:
    known = factories.document()
    factories.resident(client, **known)
    for _ in range(3):
        factories.sign_in(client, known, OTHER)

    moment.advance(minutes=31)
    answer = factories.sign_in(client, known)

    assert answer.status == 201


def test_i3_only_the_right_password_learns_that_the_account_is_disabled(client: Client) -> None:
    known = factories.document()
    signed_in = factories.resident(client, **known)
    account = auth.authenticate(signed_in.token, now()).account

    commit(auth.disable(account, "frequent_cancellation"))

    assert factories.sign_in(client, known, OTHER).code == "auth.wrong_credentials"
    told = factories.sign_in(client, known)
    assert (told.status, told.code) == (403, "auth.account_disabled")
    assert told.body["details"] == {"reason": "frequent_cancellation"}


def test_b6_disabling_ends_sessions_until_staff_enable_the_account(client: Client) -> None:
    known = factories.document()
    signed_in = factories.resident(client, **known)
    account = auth.authenticate(signed_in.token, now()).account

    commit(auth.disable(account, "frequent_cancellation"))
    refused = signed_in.get("/v1/me/home")
    commit(auth.enable(account))

    assert refused.code == "session_ended"
    assert factories.sign_in(client, known).status == 201


def test_i10_a_session_is_renewed_while_it_is_used(client: Client, moment: Moment) -> None:
    token = factories.resident(client).token
    moment.advance(minutes=14)

    renewed = client.post("/v1/sessions/renewal", {"token": token})
    moment.advance(minutes=14)

    assert renewed.status == 200
    assert client.signed(renewed.body["token"]).get("/v1/me/home").status == 200
    assert client.signed(token).get("/v1/me/home").code == "session_ended"


def test_i10_nobody_stays_signed_in_for_longer_than_twelve_hours(client: Client, moment: Moment) -> None:
    token = factories.resident(client).token

    for _ in range(51):
        moment.advance(minutes=14)
        renewed = client.post("/v1/sessions/renewal", {"token": token})
        assert renewed.status == 200
        token = renewed.body["token"]
    moment.advance(minutes=6)

    assert client.signed(token).get("/v1/me/home").code == "session_ended"
    assert client.post("/v1/sessions/renewal", {"token": token}).code == "session_ended"


def test_i10_signing_out_ends_every_session(client: Client) -> None:
    known = factories.document()
    one = factories.resident(client, **known)
    other = client.signed(factories.sign_in(client, known).body["token"])

    answer = one.delete("/v1/sessions")

    assert answer.status == 204
    assert one.get("/v1/me/home").code == other.get("/v1/me/home").code == "session_ended"


def test_i9_changing_the_password_ends_every_other_session(client: Client) -> None:
    known = factories.document()
    signed_in = factories.resident(client, **known)

    change = {"current": PASSWORD, "new_password": OTHER, "confirmation": OTHER}
    changed = signed_in.put("/v1/me/password", change)

    assert changed.status == 200
    assert signed_in.get("/v1/me/home").code == "session_ended"
    assert client.signed(changed.body["token"]).get("/v1/me/home").status == 200
    assert factories.sign_in(client, known).code == "auth.wrong_credentials"
    assert factories.sign_in(client, known, OTHER).status == 201


def test_i9_the_present_password_is_asked_for(client: Client) -> None:
    signed_in = factories.resident(client)

    wrong = {"current": OTHER, "new_password": OTHER, "confirmation": OTHER}
    same = {"current": PASSWORD, "new_password": PASSWORD, "confirmation": PASSWORD}
    none = {"new_password": OTHER, "confirmation": OTHER}

    assert signed_in.put("/v1/me/password", wrong).code == "auth.wrong_password"
    assert signed_in.put("/v1/me/password", none).code == "auth.wrong_password"
    assert signed_in.put("/v1/me/password", same).fields == {"new_password": "password_unchanged"}
