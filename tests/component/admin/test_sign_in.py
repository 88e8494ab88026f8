"""Staff sign in, renew, sign out and change their password (S1)."""

import pytest

from functions.admin import service
from functions.admin.errors import AlreadySetUp
from layers import clock
from tests import factories
from tests.component.conftest import Moment
from tests.factories import PASSWORD, Answer, Client

NEW = "another password 3"


def _sign_in(client: Client, username: str = "administrator", password: str = PASSWORD) -> Answer:
    return client.post("/v1/staff/sessions", {"username": username, "password": password})


def _unsettled(root: Client) -> tuple[Client, str]:
    """Return a client with the first session of a new account, and the account's first password."""
    made = root.post("/v1/staff/users", {"username": "wang", "region": "futian"}).body
    signed_in = _sign_in(root, "wang", made["password"])
    return root.signed(signed_in.body["token"]), made["password"]


def test_s1_signing_in_opens_a_session_of_a_quarter_of_an_hour(root: Client) -> None:
    answer = _sign_in(root)

    assert answer.status == 201
    assert answer.body["expires_at"] == "2022-07-13T02:15:00Z"
    assert root.signed(answer.body["token"]).get("/v1/staff/me").body["username"] == "administrator"


@pytest.mark.parametrize("typed", ["Administrator", " administrator", "ａｄｍｉｎｉｓｔｒａｔｏｒ"])
def test_s1_case_width_and_outer_spaces_of_a_username_do_not_matter(root: Client, typed: str) -> None:
    assert _sign_in(root, typed).status == 201


def test_s1_an_unknown_username_is_refused_like_a_wrong_password(root: Client) -> None:
    unknown, wrong = _sign_in(root, "nobody"), _sign_in(root, password="wrong")

    for answer in (unknown, wrong):
        answer.body.pop("correlation_id")
    assert (unknown.status, unknown.code) == (401, "admin.bad_credentials")
    assert unknown.body == wrong.body


@pytest.mark.parametrize("username", ["administrator", "nobody"])
def test_s1_wrong_passwords_slow_down_and_lock_whether_the_account_exists_or_not(
    root: Client, moment: Moment, username: str
) -> None:
    codes = []
    for _ in range(10):
        codes.append(_sign_in(root, username, "wrong").code)
        codes.append(_sign_in(root, username, "wrong").code)
        moment.advance(minutes=2)

    locked = _sign_in(root, username)

    # Two free tries, then each one has to wait; the tenth locks.
    assert codes[:6] == ["admin.bad_credentials"] * 3 + ["locked_out", "admin.bad_credentials", "locked_out"]
    assert (locked.status, locked.code) == (429, "locked_out")
    assert 0 < int(locked.headers["Retry-After"]) <= 15 * 60


def test_s1_a_lock_for_wrong_passwords_ends_by_itself(root: Client, moment: Moment) -> None:
    for _ in range(12):
        _sign_in(root, password="wrong")
        moment.advance(minutes=3)

    moment.advance(minutes=15)

    assert _sign_in(root).status == 201


def test_s1_enabling_an_account_forgives_wrong_passwords(root: Client) -> None:
    made = root.post("/v1/staff/users", {"username": "wang", "region": "futian"}).body
    for _ in range(4):
        _sign_in(root, "wang", "wrong")

    root.put(f"/v1/staff/users/{made['id']}/state", {"state": "active"})

    assert _sign_in(root, "wang", made["password"]).status == 201


def test_s1_a_first_password_must_be_changed_before_anything_else(root: Client) -> None:
    fresh, first = _unsettled(root)

    before = fresh.get("/v1/staff/users")
    me = fresh.get("/v1/staff/me")
    changed = fresh.put("/v1/staff/me/password", {"current": first, "new": NEW})

    assert (before.status, before.code) == (403, "not_permitted")
    assert me.body["settled"] is False
    assert changed.body["settled"] is True
    assert _sign_in(root, "wang", NEW).body["settled"] is True


def test_s1_changing_the_password_ends_all_other_sessions(root: Client) -> None:
    other = root.signed(_sign_in(root).body["token"])

    changed = root.put("/v1/staff/me/password", {"current": PASSWORD, "new": NEW})

    assert (other.get("/v1/staff/me").status, root.get("/v1/staff/me").status) == (401, 401)
    assert root.signed(changed.body["token"]).get("/v1/staff/me").status == 200
    assert _sign_in(root, password=PASSWORD).status == 401


BAD_CHANGES = [
    ("wrong password 1", NEW, {"current": "wrong_password"}, "not the current one"),
    (PASSWORD, PASSWORD, {"new": "same_password"}, "the same again"),
    (PASSWORD, "short1", {"new": "too_short"}, "under eight"),
    (PASSWORD, "lettersonly", {"new": "bad_format"}, "no digit"),
    (PASSWORD, "1234567890", {"new": "bad_format"}, "no letter"),
]


@pytest.mark.parametrize(("current", "new", "fields", "comment"), BAD_CHANGES)
def test_s1_a_bad_password_change_changes_nothing(
    root: Client, current: str, new: str, fields: dict[str, str], comment: str
) -> None:
    answer = root.put("/v1/staff/me/password", {"current": current, "new": new})

    assert (answer.status, answer.fields) == (422, fields), comment
    assert root.get("/v1/staff/me").status == 200
    assert _sign_in(root).status == 201


def test_s1_guessing_the_current_password_of_a_stolen_session_is_slowed_down(root: Client) -> None:
    answers = [
        root.put("/v1/staff/me/password", {"current": f"guess {number}", "new": NEW}) for number in range(4)
    ]

    assert [answer.code for answer in answers] == ["invalid_input"] * 3 + ["locked_out"]


def test_s1_signing_out_ends_all_sessions(root: Client) -> None:
    other = root.signed(_sign_in(root).body["token"])

    answer = root.delete("/v1/staff/sessions")

    assert answer.status == 204
    assert [each.get("/v1/staff/me").code for each in (root, other)] == ["session_ended"] * 2


def test_s1_a_session_is_renewed_while_it_is_good(root: Client, moment: Moment) -> None:
    moment.advance(minutes=14)

    renewed = root.post("/v1/staff/sessions/renewal", {"token": root.token})

    assert renewed.body["expires_at"] == "2022-07-13T02:29:00Z"
    moment.advance(minutes=1)
    assert root.get("/v1/staff/me").code == "session_ended"
    assert root.signed(renewed.body["token"]).get("/v1/staff/me").status == 200


def test_s1_twelve_hours_after_signing_in_nothing_renews_a_session(root: Client, moment: Moment) -> None:
    token = root.token
    for _ in range(12 * 6 - 1):
        moment.advance(minutes=10)
        token = root.post("/v1/staff/sessions/renewal", {"token": token}).body["token"]

    moment.advance(minutes=10)
    last = root.post("/v1/staff/sessions/renewal", {"token": token})

    assert (last.status, last.code) == (401, "session_ended")


FORGED = ["", "x", "eyJhbGciOiJub25lIn0.e30.", "Bearer"]


@pytest.mark.parametrize("token", FORGED)
def test_s1_what_is_no_token_of_ours_opens_nothing(root: Client, token: str) -> None:
    answer = root.signed(token).get("/v1/staff/me")

    assert (answer.status, answer.code) in {(401, "sign_in_required"), (401, "session_ended")}


def test_s1_a_residents_token_opens_nothing_of_staff(root: Client) -> None:
    resident = factories.resident(root)

    assert resident.get("/v1/staff/me").code == "session_ended"
    renewal = resident.post("/v1/staff/sessions/renewal", {"token": resident.token})
    assert renewal.code == "session_ended"


@pytest.mark.parametrize(
    ("state", "code"), [("locked", "admin.account_locked"), ("disabled", "admin.account_disabled")]
)
def test_s1_a_locked_or_disabled_account_is_out_at_once_and_told_so(
    root: Client, state: str, code: str
) -> None:
    fresh, password = _unsettled(root)
    user = fresh.get("/v1/staff/me").body["id"]

    root.put(f"/v1/staff/users/{user}/state", {"state": state})

    assert fresh.get("/v1/staff/me").code == "session_ended"
    assert _sign_in(root, "wang", "wrong").code == "admin.bad_credentials"
    assert _sign_in(root, "wang", password).code == code
    root.put(f"/v1/staff/users/{user}/state", {"state": "active"})
    assert _sign_in(root, "wang", password).status == 201


def test_s1_only_the_first_administrator_is_made_by_set_up(root: Client) -> None:
    with pytest.raises(AlreadySetUp):
        service.bootstrap("second", PASSWORD, clock.now())

    assert _sign_in(root, "second").code == "admin.bad_credentials"
