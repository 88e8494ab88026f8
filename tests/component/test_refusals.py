"""What only rules can refuse, and what is sent a second time: refused by name, nothing written.

What the types refuse is in `test_bad_input.py`.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from layers import sessions
from layers.call import Declaration
from tests.caller import Caller
from tests.examples import ENDPOINTS, EXAMPLES, Example, each
from tests.world import OPEN, PUBLISHED, Inhabitant, Officer, World

BY_NAME = {endpoint.name: endpoint for endpoint in ENDPOINTS}
WITH_CAPTCHA = [each for each in ENDPOINTS if each.body and "captcha" in each.body.__struct_fields__]
CREATING = [each for each in ENDPOINTS if each.idempotent]
ONCE = [
    ("sign_in_by_phone", "auth.code_wrong", "a used code"),
    ("bind_phone", "auth.code_wrong", "a used code"),
    ("set_password_by_link", "auth.reset_link_gone", "a used link"),
    ("decide_reset", "auth.no_such_reset", "a decided request"),
    ("decide_review", "auth.review_changed", "a decided case"),
    ("correct_document", "auth.nothing_to_correct", "a corrected document"),
    ("cancel_my_booking", "booking.not_booked", "a cancelled booking"),
    ("record_arrival", "booking.not_booked", "a household that is in"),
    ("excuse_no_show", "booking.no_show_only", "an excused no-show"),
    ("withdraw_application", "lottery.no_application", "a withdrawn application"),
    ("replay_message", "admin.message_not_dead", "a message on its way"),
    ("remove_cohabitant", "auth.no_such_cohabitant", "a removed cohabitant"),
    ("delete_user", "admin.no_such_staff", "a deleted account"),
    ("delete_role", "admin.no_such_role", "a deleted role"),
    ("delete_region", "admin.no_such_region", "a deleted region"),
    ("create_user", "admin.username_taken", "a username that is taken now"),
    ("change_policy", "policy.changed_meanwhile", "made from a version that was replaced"),
    ("change_quotas", "lottery.quotas_changed", "made from a version that was replaced"),
    ("postpone_period", "lottery.only_later", "no later than it was moved to"),
    ("release_place", "vaccine.hold_gone", "a place that was given back"),
    ("book_vaccination", "vaccine.not_bookable", "who is booked now"),
    ("cancel_vaccination", "vaccine.not_cancellable", "a cancelled appointment"),
    ("change_vaccination_details", "vaccine.no_such_appointment", "found by a code that was replaced"),
    ("delete_site", "vaccine.no_such_site", "a deleted site"),
    ("add_vaccine", "vaccine.vaccine_taken", "a vaccine that is there now"),
    ("edit_vaccine", "policy.changed_meanwhile", "made from a version that was replaced"),
    ("create_session", "vaccine.session_exists", "a session that is open now"),
    ("edit_session", "vaccine.session_changed", "made from a version that was replaced"),
    ("delete_session", "vaccine.no_such_session", "a deleted session"),
]
"""What a second time is something else."""


@pytest.fixture
def caller(city: World, endpoint: Declaration) -> Caller:
    return Caller(city, endpoint)


Change = Callable[[World, Example], dict[str, Any]]


def body(**changes: Any) -> Change:
    """Put these values into the example's body."""
    return lambda _, example: {"body": {**example.body, **changes}}


def param(**changes: str) -> Change:
    """Put these values into the path."""
    return lambda _, example: {"params": {**example.params, **changes}}


def of_city(make: Callable[[World], dict[str, Any]]) -> Change:
    """Put values of this city into the example's body."""
    return lambda city, example: {"body": {**example.body, **make(city)}}


def _token(city: World, who: Inhabitant | Officer) -> dict[str, str]:
    return {"token": city.signed_in(who).token}


def query(**changes: str) -> Change:
    """Ask with this query."""
    return lambda _, __: {"query": changes}


def _expired(city: World, who: Inhabitant | Officer) -> dict[str, str]:
    city.now -= sessions.LIFE
    token = city.signed_in(who).token
    city.now += sessions.LIFE
    return {"token": token}


RULES: list[tuple[str, Change, str, str]] = [
    ("submit_application", body(dates=["2022-07-13"]), "lottery.date_not_offered", "today"),
    ("submit_application", body(dates=["2022-07-12"]), "lottery.date_not_offered", "a day that is over"),
    ("submit_application", body(dates=["2022-07-17"]), "lottery.date_not_offered", "no places"),
    ("submit_application", body(dates=["2022-07-20"]), "lottery.date_not_offered", "beyond the period"),
    ("submit_application", param(period=PUBLISHED), "lottery.window_closed", "a period that is over"),
    ("change_application", body(dates=["2022-07-17"]), "lottery.date_not_offered", "no places"),
    ("change_application", param(period=PUBLISHED), "lottery.window_closed", "a period that is over"),
    ("postpone_period", body(publishes_at="2022-07-13T11:00:00Z"), "lottery.only_later", "earlier"),
    ("postpone_period", body(draws_at="2022-07-13T15:00:00Z"), "lottery.only_later", "out of order"),
    ("postpone_period", param(period=PUBLISHED), "lottery.only_later", "a step that is over"),
    (
        "postpone_period",
        body(publishes_at="2022-07-14T16:00:00Z"),
        "lottery.too_late_to_publish",
        "when the first date is over",
    ),
    ("waive_beacon", param(period=OPEN), "lottery.not_waiting_for_beacon", "nothing waits"),
    ("change_quotas", body(quotas={"2022-07-10": 1}), "invalid_input", "a day that is over"),
    ("change_quotas", body(version=7), "lottery.quotas_changed", "made from another version"),
    ("change_quotas", param(period=OPEN), "lottery.too_late_for_quotas", "an open period"),
    ("change_policy", body(values={"digits": 99}), "invalid_input", "out of bounds"),
    ("change_policy", body(values={"surplus": 1}), "invalid_input", "no such policy"),
    ("change_policy", body(version=3), "policy.changed_meanwhile", "made from another version"),
    ("decide_review", body(revision=9), "auth.review_changed", "another revision"),
    ("decide_review", body(approve=False), "invalid_input", "rejected for no reason"),
    ("create_user", body(region="nowhere"), "invalid_input", "no such region"),
    ("create_user", body(roles=["nobody"]), "invalid_input", "no such role"),
    ("create_user", body(username="ＣＬＥＲＫ-1"), "admin.username_taken", "somebody's username"),
    ("authorise_user", body(roles=["nobody"]), "invalid_input", "no such role"),
    ("move_user", body(region="nowhere"), "invalid_input", "no such region"),
    ("create_region", body(parent="nowhere"), "admin.no_such_region", "no such parent"),
    ("create_region", body(id="beigang"), "admin.region_id_taken", "another region's id"),
    ("move_region", body(parent="nowhere"), "admin.no_such_region", "no such parent"),
    ("move_region", body(parent="nanshan"), "admin.wrong_level", "a grid in a district"),
    ("create_role", body(permissions=["no.such"]), "invalid_input", "no such permission"),
    ("create_role", body(id="clerks"), "admin.role_id_taken", "another role's id"),
    ("edit_role", body(version=5), "admin.role_changed_meanwhile", "made from another version"),
    ("replay_message", body(message="nobody's"), "admin.no_such_message", "no such message"),
    ("record_arrival", body(number="20220713999999"), "booking.not_found", "no such booking"),
    ("record_arrival", of_city(lambda city: {"number": city.future}), "booking.not_today", "another day's"),
    ("look_up_arrival", body(token="forged.token"), "booking.slip_invalid", "a forged slip"),
    (
        "look_up_arrival",
        of_city(lambda city: {"token": city.at_work.slip()}),
        "booking.slip_invalid",
        "a slip of a vaccination",
    ),
    ("look_up_arrival", body(document_number="H00000000"), "booking.not_found", "nobody's document"),
    ("look_up_arrival", body(document_type="NONSENSE"), "booking.not_found", "no such type"),
    ("look_up_standing", body(document_number="H00000000"), "booking.nobody_known", "nobody's document"),
    ("look_up_standing", body(document_type="NONSENSE"), "booking.nobody_known", "no such type"),
    ("look_up_standing", body(number="20220713999999"), "booking.not_found", "no such booking"),
    ("register", body(confirmation="another 2022"), "invalid_input", "another confirmation"),
    ("register", body(consent=False), "invalid_input", "no consent"),
    ("register", of_city(lambda city: dict(city.li.document)), "auth.document_taken", "somebody's document"),
    ("sign_in", body(password="wrong 2022"), "auth.wrong_credentials", "a wrong password"),
    ("sign_in", body(number="H99999999"), "auth.wrong_credentials", "nobody's document"),
    ("sign_in_by_phone", body(code="000000"), "auth.code_wrong", "a wrong code"),
    ("bind_phone", body(code="000000"), "auth.code_wrong", "a wrong code"),
    ("sign_in_staff", body(password="wrong 2022"), "admin.bad_credentials", "a wrong password"),
    ("sign_in_staff", body(username="nobody"), "admin.bad_credentials", "nobody's username"),
    ("change_password", body(current="wrong 2022"), "auth.wrong_password", "a wrong password"),
    ("change_my_staff_password", body(current="wrong 2022"), "invalid_input", "a wrong password"),
    ("renew_session", body(token="forged.token"), "session_ended", "a forged token"),
    ("renew_session", of_city(lambda city: _expired(city, city.li)), "session_ended", "an expired token"),
    ("renew_session", of_city(lambda city: _token(city, city.root)), "session_ended", "a token of staff"),
    ("renew_staff_session", body(token="forged.token"), "session_ended", "a forged token"),
    ("renew_staff_session", of_city(lambda city: _expired(city, city.root)), "session_ended", "expired"),
    ("renew_staff_session", of_city(lambda city: _token(city, city.li)), "session_ended", "a resident's"),
    ("set_password_by_link", body(token="x" * 43), "auth.reset_link_gone", "a forged link"),
    ("submit_profile", body(destination="nowhere"), "invalid_input", "no such district"),
    ("hold_place", body(session="f" * 16), "vaccine.no_such_session", "no such session"),
    ("release_place", body(hold="forged.token.of.a.place"), "vaccine.hold_gone", "a forged hold"),
    ("book_vaccination", body(hold="forged.token.of.a.place"), "vaccine.hold_gone", "a forged hold"),
    ("book_vaccination", of_city(lambda city: city.clinic.form(1)), "vaccine.not_bookable", "who is booked"),
    ("book_vaccination", body(dose=2), "vaccine.not_bookable", "without the dose before"),
    ("book_vaccination", body(grid="nangang"), "invalid_input", "no grid of the street"),
    ("find_vaccination", body(code="AAAA2222"), "vaccine.no_such_appointment", "a wrong code"),
    ("cancel_vaccination", body(code="AAAA2222"), "vaccine.no_such_appointment", "a wrong code"),
    (
        "change_vaccination_details",
        of_city(lambda city: {"appointment": city.clinic.booked}),
        "vaccine.not_changeable",
        "an appointment that stands",
    ),
    ("create_session", body(day="2022-07-12"), "vaccine.session_over", "yesterday"),
    ("create_session", body(site="f" * 12), "vaccine.no_such_site", "no such site"),
    ("create_session", body(vaccine="none"), "vaccine.no_such_vaccine", "no such vaccine"),
    ("create_session", body(street="nowhere"), "vaccine.no_such_street", "no such street"),
    ("create_sessions", body(last="2022-07-13"), "invalid_input", "the wrong way round"),
    ("edit_session", body(version=7), "vaccine.session_changed", "made from another version"),
    ("edit_vaccine", body(version=7), "policy.changed_meanwhile", "made from another version"),
    ("search_audit_log", query(actor="a", subject="b"), "invalid_input", "two questions at once"),
    (
        "search_audit_log",
        query(since="2022-07-13T00:00:00Z", until="2022-07-12T00:00:00Z"),
        "invalid_input",
        "the wrong way round",
    ),
]


@pytest.mark.parametrize(("name", "change", "code", "comment"), RULES)
def test_what_rules_refuse_has_a_name(
    city: World, name: str, change: Change, code: str, comment: str
) -> None:
    caller = Caller(city, BY_NAME[name])

    answer = caller.refused(comment, **change(city, caller.example))

    assert answer.code == code, (comment, answer.body)


@pytest.mark.parametrize(("name", "code", "comment"), ONCE)
def test_what_was_done_is_not_done_again(city: World, name: str, code: str, comment: str) -> None:
    caller = Caller(city, BY_NAME[name])
    first = caller.send(caller.example)
    assert first.status == BY_NAME[name].status, first.body
    caller.sign_in()

    body = caller.example.body
    fresh = {"captcha": city.captcha()} if body and "captcha" in body else {}
    again = caller.refused(comment, body={**body, **fresh} if body is not None else None)

    assert again.code == code, (comment, again.body)


@each(WITH_CAPTCHA)
def test_a_captcha_is_taken_once(city: World, endpoint: Declaration, caller: Caller) -> None:
    again = EXAMPLES[endpoint.name](city)
    first = caller.send(caller.example)
    caller.sign_in()

    second = caller.refused("replayed", body={**again.body, "captcha": caller.example.body["captcha"]})

    assert first.status == endpoint.status, first.body
    assert second.code == "auth.captcha_gone"


@each(CREATING)
def test_an_idempotency_key_belongs_to_one_body(city: World, endpoint: Declaration, caller: Caller) -> None:
    first, same = (caller.send(caller.example, idempotency_key="once") for _ in range(2))
    before = city.journal.mark()

    otherwise = json.dumps(caller.example.body).encode() + b" "
    other = caller.send(replace(caller.example, body=otherwise), idempotency_key="once")

    assert first.status == same.status == endpoint.status, first.body
    assert first.body == same.body
    assert (other.status, other.code) == (422, "idempotency_key_reused")
    assert city.journal.changed(before) == {}
