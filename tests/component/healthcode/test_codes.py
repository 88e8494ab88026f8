"""The code that is shown: signed, short-lived, alone (H6)."""

from contextlib import ExitStack
from datetime import timedelta

import pytest

from functions.healthcode import codes, store
from layers import clock, keys, policy, signing
from layers.keys import Purpose
from layers.signing import Statement
from layers.transaction import commit
from tests import health
from tests.component.conftest import Moment
from tests.factories import Answer, Client
from tests.faults import refused
from tests.health import Citizen
from tests.units import counted

pytestmark = pytest.mark.usefixtures("office")


def verify(client: Client, token: str) -> Answer:
    return client.post("/v1/health/codes/verification", {"token": token})


def shown(person: Citizen) -> str:
    return str(person.client.get("/v1/me/code", person=person.person).body["token"])


def test_h6_a_code_says_colour_masked_name_and_time_and_nothing_more(client: Client, zhang: Citizen) -> None:
    token = shown(zhang)

    said = signing.read(Purpose.HEALTH_CODE, token, clock.now())

    assert said.content == {"colour": "green", "name": "张*强"}
    assert said.expires - said.issued == timedelta(minutes=5)
    assert said.id == store.holder(zhang.person).code
    assert verify(client, token).body["colour"] == "green"


def test_h6_a_screenshot_is_refused_after_its_life(client: Client, zhang: Citizen, moment: Moment) -> None:
    token = shown(zhang)

    moment.advance(minutes=4, seconds=59)
    in_time = verify(client, token)
    moment.advance(seconds=1)
    late = verify(client, token)

    assert (in_time.status, late.status, late.code) == (200, 422, "healthcode.code_expired")


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token[: len(token) // 2],
        lambda token: token.removeprefix("WS1:"),
        lambda _: "WS1:",
        lambda _: "https://example.com/?code=1",
    ],
    ids=["a bit turned", "cut", "without its prefix", "nothing", "an address"],
)
def test_h6_a_forged_code_is_refused(client: Client, zhang: Citizen, forge: object) -> None:
    answer = verify(client, forge(shown(zhang)))  # type: ignore[operator]  # a lambda from the list above

    assert answer.code == "healthcode.code_invalid"


def test_h6_what_is_signed_for_something_else_is_no_code(client: Client, zhang: Citizen) -> None:
    now = clock.now()
    statement = Statement(
        store.holder(zhang.person).code,
        now,
        now + timedelta(minutes=5),
        {"colour": "green", "name": "张*强"},
    )

    answer = verify(client, signing.sign(Purpose.CERTIFICATE, statement))

    assert answer.code == "healthcode.code_invalid"


def test_h6_keys_rotate_while_codes_are_shown(client: Client, zhang: Citizen, moment: Moment) -> None:
    before = shown(zhang)
    keys.rotate(Purpose.HEALTH_CODE)
    published = [key["kid"] for key in client.get("/v1/keys").body["keys"] if key["purpose"] == "health_code"]
    moment.advance(minutes=3)
    keys.forget()

    after = shown(zhang)

    assert len(published) == 2
    assert [verify(client, token).status for token in (before, after)] == [200, 200]


def test_h6_a_code_of_a_removed_key_is_refused(client: Client, zhang: Citizen) -> None:
    token = shown(zhang)
    keys.rotate(Purpose.HEALTH_CODE)
    first = next(keys.StoredKey.query(f"KEYS#{Purpose.HEALTH_CODE}"))
    first.delete()
    keys.forget()

    answer = verify(client, token)

    assert answer.code == "healthcode.code_invalid"


def test_h6_a_renewed_code_revokes_the_one_before(client: Client, zhang: Citizen) -> None:
    copied = shown(zhang)

    renewed = zhang.client.post(f"{zhang.path}/code")

    assert renewed.status == 204
    assert verify(client, copied).code == "healthcode.code_revoked"
    assert verify(client, shown(zhang)).status == 200


def test_h6_asked_online_a_code_tells_the_colour_of_now(client: Client, zhang: Citizen) -> None:
    token = shown(zhang)
    zhang.check_in(symptoms=["FEVER"])

    answer = verify(client, token)

    assert answer.body["colour"] == "yellow"


def test_h6_a_refresh_shows_the_new_colour(zhang: Citizen) -> None:
    zhang.check_in(symptoms=["FEVER"])

    assert codes.read(shown(zhang), clock.now()).colour == "yellow"


def test_h6_the_life_of_a_code_is_policy(zhang: Citizen) -> None:
    commit(*policy.change("health_code", {"code_minutes": 1}, 0, "planner", "a test"))
    policy.forget()

    said = codes.read(shown(zhang), clock.now())

    assert said.expires - said.issued == timedelta(minutes=1)


def test_h6_showing_reads_one_item_beside_the_session(zhang: Citizen) -> None:
    client = zhang.client
    client.get("/v1/me/code")

    with counted() as units:
        answer = client.get("/v1/me/code")

    assert (answer.status, units.read, units.written) == (200, 2, 0)


def test_h6_showing_works_while_every_query_fails(zhang: Citizen) -> None:
    client = zhang.client
    client.get("/v1/me/code")
    failing = ("Query", "BatchGetItem", "TransactWriteItems", "UpdateItem", "PutItem", "Scan")

    with ExitStack() as stack:
        for operation in failing:
            stack.enter_context(refused(operation, 99, code="InternalServerError"))
        answer = client.get("/v1/me/code")
        other = client.get("/v1/me/health/people")

    assert (answer.status, answer.body["colour"]) == (200, "green")
    assert other.status >= 500


def test_h6_a_proxied_persons_code_is_shown_by_the_proxy(client: Client, zhang: Citizen) -> None:
    child = health.proxied(zhang, name="张小明")

    answer = zhang.client.get("/v1/me/code", person=child.person)

    assert (answer.status, answer.body["name"]) == (200, "张*明")
    assert verify(client, answer.body["token"]).status == 200
