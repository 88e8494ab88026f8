"""Who may call what (S2): each endpoint tried by everybody, against what its declaration says.

The cases are made from the declarations, so that no new endpoint escapes them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec
import pytest

from layers import sessions
from layers.call import Declaration, Raw
from layers.principals import CITY, Kind, Scope
from layers.sessions import Session
from tests.examples import ENDPOINTS, EXAMPLES, Example, each, request, sender
from tests.factories import PASSWORD, Answer, Client
from tests.world import Inhabitant, World

FOR_STAFF = [each for each in ENDPOINTS if each.access.kind is Kind.STAFF]
FOR_RESIDENTS = [each for each in ENDPOINTS if each.access.kind is Kind.RESIDENT]
FOR_SOMEBODY = [*FOR_STAFF, *FOR_RESIDENTS]
WITH_PERMISSION = [each for each in FOR_STAFF if each.access.permission]
IN_A_REGION = [each for each in WITH_PERMISSION if each.access.scope is Scope.REGION]

SIGN_IN_REQUIRED = (401, "sign_in_required")
SESSION_ENDED = (401, "session_ended")
NOT_PERMITTED = (403, "not_permitted")
OUT_OF_REGION = (403, "out_of_region")


def outcome(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.code if answer.status >= 400 else ""


def shown(answer: Answer) -> str:
    return json.dumps(answer.body, ensure_ascii=False)


def admitted(city: World, endpoint: Declaration, example: Example) -> Client:
    """Return a client of somebody whom the declaration admits, and who may do nothing else."""
    if endpoint.access.kind is Kind.PUBLIC:
        return city.nobody
    if endpoint.access.permission:
        return city.signed_in(city.deputy(endpoint.access.permission))
    return city.signed_in(sender(endpoint, example, city))


@each(ENDPOINTS)
def test_s2_whom_it_is_declared_for_gets_what_is_declared(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)

    answer = request(endpoint, example, admitted(city, endpoint, example))

    assert answer.status == endpoint.status, answer.body
    if endpoint.returns not in (None, Raw):
        msgspec.convert(answer.body, endpoint.returns)


@each(FOR_SOMEBODY)
def test_s2_everybody_else_is_refused(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)
    refused = dict(refusals_of(city, endpoint))

    outcomes = {who: outcome(request(endpoint, example, client)) for who, (client, _) in refused.items()}

    assert outcomes == {who: expected for who, (_, expected) in refused.items()}


def refusals_of(city: World, endpoint: Declaration) -> Iterator[tuple[str, tuple[Client, tuple[int, str]]]]:
    """Yield who may not call an endpoint, and what they are answered, as its declaration says."""
    access = endpoint.access
    yield "nobody signed in", (city.nobody, SIGN_IN_REQUIRED)
    if access.kind is Kind.RESIDENT:
        yield "staff", (city.signed_in(city.root), SESSION_ENDED)
        return
    yield "a resident", (city.signed_in(city.li), SESSION_ENDED)
    if not access.unsettled:
        yield "with their first password", (city.signed_in(city.unsettled), NOT_PERMITTED)
    if access.permission:
        yield "without the permission", (city.signed_in(city.clerk), NOT_PERMITTED)
    if access.scope is Scope.CITY:
        deputy = city.signed_in(city.deputy(access.permission, "futian"))
        yield "with the permission in a district", (deputy, OUT_OF_REGION)


@each(IN_A_REGION)
def test_s2_the_permission_reaches_ones_own_region(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)
    deputy = city.deputy(endpoint.access.permission, "futian")

    answer = request(endpoint, example, city.signed_in(deputy))

    assert answer.status == endpoint.status, answer.body


@each(IN_A_REGION)
def test_s2_the_permission_does_not_reach_another_region(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)
    deputy = city.deputy(endpoint.access.permission, "nanshan")
    there = {"futian", "beigang", "grid-1", city.target.id, city.zhao.account}

    answer = request(endpoint, example, city.signed_in(deputy))

    if example.params or example.body or example.query:
        assert outcome(answer) == OUT_OF_REGION
    assert [mark for mark in there if f'"{mark}"' in shown(answer)] == []


@each([each for each in FOR_STAFF if each.access.unsettled])
def test_s1_with_a_first_password_one_can_change_it_and_leave(city: World, endpoint: Declaration) -> None:
    example = replace(EXAMPLES[endpoint.name](city), body={"current": "wrong", "new": "another 2022"})

    answer = request(endpoint, example, city.signed_in(city.unsettled))

    assert outcome(answer) in {(200, ""), (204, ""), (422, "invalid_input")}


@each(FOR_RESIDENTS)
def test_s2_residents_reach_nothing_of_each_other(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)
    owner = sender(endpoint, example, city)
    assert isinstance(owner, Inhabitant)
    other = city.zhang if owner is city.li else city.li

    answer = request(endpoint, example, city.signed_in(other))

    of_residents = set(example.params) - {"period"}
    if of_residents:
        assert answer.status == 404
    assert [mark for mark in private(city, owner) if mark in shown(answer)] == []
    assert [key for key in city.journal.changed() if owner.account in key[1] or owner.person in key[1]] == []


def private(city: World, owner: Inhabitant) -> set[str]:
    """Return what tells of a resident; what they only sent themselves is not counted."""
    numbers = {city.application["number"], city.application["ticket"]} if owner is city.zhang else set()
    bookings = {city.future, city.today, city.missed, city.won} if owner is city.wang else set()
    return owner.marks | numbers | bookings


def resident_changed_password(client: Client, _: World) -> Answer:
    change = {"current": PASSWORD, "new_password": "another 2022", "confirmation": "another 2022"}
    return client.put("/v1/me/password", change)


def resident_signed_out(client: Client, _: World) -> Answer:
    return client.delete("/v1/sessions")


def staff_changed_password(client: Client, _: World) -> Answer:
    return client.put("/v1/staff/me/password", {"current": PASSWORD, "new": "another 2022"})


def staff_signed_out(client: Client, _: World) -> Answer:
    return client.delete("/v1/staff/sessions")


def staff_set(state: str) -> Callable[[Client, World], Answer]:
    def change(_: Client, city: World) -> Answer:
        path = f"/v1/staff/users/{city.officers['auditor'].id}/state"
        return city.signed_in(city.root).put(path, {"state": state})

    return change


def staff_reset(_: Client, city: World) -> Answer:
    return city.signed_in(city.root).post(f"/v1/staff/users/{city.officers['auditor'].id}/password")


def staff_deleted(_: Client, city: World) -> Answer:
    return city.signed_in(city.root).delete(f"/v1/staff/users/{city.officers['auditor'].id}")


ENDINGS = [
    (Kind.RESIDENT, resident_changed_password, "a password change"),
    (Kind.RESIDENT, resident_signed_out, "signing out"),
    (Kind.STAFF, staff_changed_password, "a password change"),
    (Kind.STAFF, staff_signed_out, "signing out"),
    (Kind.STAFF, staff_set("locked"), "locking"),
    (Kind.STAFF, staff_set("disabled"), "disabling"),
    (Kind.STAFF, staff_reset, "a password reset"),
    (Kind.STAFF, staff_deleted, "deletion"),
]


@pytest.mark.parametrize(("kind", "end", "comment"), ENDINGS)
def test_s2_no_endpoint_takes_a_session_that_was_ended(
    city: World, kind: Kind, end: Callable[[Client, World], Answer], comment: str
) -> None:
    client = city.signed_in(city.li if kind is Kind.RESIDENT else city.officers["auditor"])
    assert end(client, city).status in {200, 204}, comment

    assert refusals(kind, client) == {SESSION_ENDED}, comment


def expired(city: World, kind: Kind) -> str:
    account = city.li.account if kind is Kind.RESIDENT else city.root.id
    before = city.now - sessions.LIFE
    return sessions.issue(Session(kind, account, 1, before), before)[0]


def forged(city: World, kind: Kind) -> str:
    token = city.signed_in(city.li if kind is Kind.RESIDENT else city.root).token
    payload, _, signature = token.rpartition(".")
    return f"{payload}.{signature.swapcase()}"


BAD_TOKENS = [
    (expired, "its quarter of an hour is over"),
    (forged, "another signature"),
    (lambda *_: "e30.YWJj", "no signature of ours"),
    (lambda *_: "x" * 9000, "far too long"),
]


@pytest.mark.parametrize("kind", [Kind.RESIDENT, Kind.STAFF])
@pytest.mark.parametrize(("token", "comment"), BAD_TOKENS)
def test_s2_no_endpoint_takes_a_bad_token(
    city: World, kind: Kind, token: Callable[[World, Kind], str], comment: str
) -> None:
    client = city.nobody.signed(token(city, kind))

    assert refusals(kind, client) == {SESSION_ENDED}, comment


def refusals(kind: Kind, client: Client) -> set[tuple[int, str]]:
    """Return what all endpoints of a kind answer to a client; values in the path are never looked at."""
    endpoints = FOR_STAFF if kind is Kind.STAFF else FOR_RESIDENTS
    example = Example(params={name: CITY for endpoint in endpoints for name in endpoint.params}, body={})
    return {outcome(request(endpoint, example, client)) for endpoint in endpoints}
