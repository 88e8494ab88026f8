"""Personal data and secrets stay out of logs, metrics, queues, keys, clear attributes and refusals (O3, S4).

Everything that people send in the examples, and all that is for one person alone, is looked for wherever
it must not be. docs/personal-data.md says where it may be.
"""

import json
from typing import Any, Self

import pytest
from botocore.exceptions import ClientError

from layers import aws, keys
from layers.call import Declaration
from layers.observability import logger
from layers.principals import Kind
from layers.tables import connection
from local.pump import invoke
from tests import dumps, events, factories, personal
from tests.examples import ENDPOINTS, EXAMPLES, Example, each, request, sender
from tests.factories import PASSWORD, Answer
from tests.overheard import Overheard, listening
from tests.world import OPEN, Inhabitant, World

WITH_BODY = [each for each in ENDPOINTS if each.body]
IN_FULL = {"reveal_review", "reveal_reset", "reveal_user", "look_up_arrival"}
"""Where staff see personal data in full; each look is recorded."""

IN_PARTS = {"show_health_details"}
"""What answers with what it has, and names what failed."""

READS = [each for each in ENDPOINTS if each.access.kind is Kind.STAFF and each.method == "GET"]


@pytest.fixture(autouse=True)
def known_keys(city: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are known and stay so: a call that reads them would be one longer than the other."""
    monkeypatch.setattr(keys, "_REFRESH", float("inf"))
    city.know_keys()


class Interruption:
    """Lets this process's n-th call to the tables fail, with words that must not get out; counts them all."""

    def __init__(self, at: int = 0, words: str = "") -> None:
        self.calls, self._at, self._words = 0, at, words
        self._events = connection().client.meta.events

    def __enter__(self) -> Self:
        self._events.register_first("before-parameter-build.dynamodb", self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        self._events.unregister("before-parameter-build.dynamodb", self._interrupt)

    def _interrupt(self, **_: Any) -> None:
        self.calls += 1
        if self.calls == self._at:
            raise RuntimeError(self._words)


class Call:
    """An endpoint's example, its caller, and everything that must not get out of the call."""

    def __init__(self, city: World, endpoint: Declaration) -> None:
        self.endpoint, self.example = endpoint, EXAMPLES[endpoint.name](city)
        public = endpoint.access.kind is Kind.PUBLIC
        who = sender(endpoint, self.example, city)
        self.client = city.nobody if public else city.signed_in(who)
        sent = personal.said(endpoint.body, self.example.body) if endpoint.body else set()
        self.secrets = {*sent, *of_people(city), PASSWORD, self.client.token} - {""}

    def send(self, **changes: Any) -> Answer:
        """Send it, with a body of its own where one is given."""
        body = changes.get("body", self.example.body)
        example = Example(self.example.params, self.example.query, body)
        return request(self.endpoint, example, self.client)


def of_people(city: World) -> set[str]:
    """Return names, numbers and phones of everybody in the city."""
    people = [each for each in vars(city).values() if isinstance(each, Inhabitant)]
    known = {text for each in people for text in (each.name, each.mobile, each.document.get("number", ""))}
    return known - {""} | {city.clerk.username, city.target.username, "13900000000"}


def written(city: World) -> str:
    """Return keys and attributes of all that was written, sealed ones as the bytes they are."""
    return json.dumps([[*key, item] for key, item in city.journal.changed().items()], default=str)


@each(WITH_BODY)
def test_s4_of_every_text_it_is_known_whether_it_is_personal(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)

    names = {leaf.name for leaf in personal.texts(endpoint.body, example.body)}

    assert names <= personal.PERSONAL | personal.HARMLESS


@each(ENDPOINTS)
def test_o3_neither_a_call_nor_its_failure_leaves_anything_personal_in_clear(
    city: World, endpoint: Declaration
) -> None:
    call = Call(city, endpoint)
    with listening() as heard, Interruption() as counting:
        answer = call.send()
    assert answer.status == endpoint.status, answer.body
    assert personal.found(call.secrets | personal.given(answer.body), f"{heard}{written(city)}") == []

    city.undo()
    call = Call(city, endpoint)
    with listening() as heard, Interruption(counting.calls, repr(call.secrets)):
        failed = call.send()

    fails = counting.calls and endpoint.name not in IN_PARTS
    assert failed.status == (500 if fails else endpoint.status)
    assert personal.found(call.secrets, f"{heard}{failed.body}{written(city)}") == []


@each(WITH_BODY)
def test_o3_a_refusal_tells_nothing_of_what_was_sent(city: World, endpoint: Declaration) -> None:
    call = Call(city, endpoint)

    with listening() as heard:
        answer = call.send(body={**call.example.body, "surplus": 1})

    assert answer.status == 422
    assert personal.found(call.secrets, f"{heard}{answer.body}") == []


@each(READS)
def test_s4_staff_see_people_masked(city: World, endpoint: Declaration) -> None:
    call = Call(city, endpoint)

    answer = call.send()

    usernames = {city.clerk.username, city.target.username}
    assert personal.found(of_people(city) - usernames, str(answer.body)) == []


@each([each for each in ENDPOINTS if each.name in IN_FULL])
def test_s4_seeing_people_in_full_is_recorded(city: World, endpoint: Declaration) -> None:
    answer = Call(city, endpoint).send()

    entries = city.signed_in(city.root).get("/v1/staff/audit", limit=1).body["items"]
    assert endpoint.access.permission in {"personal.reveal", "bookings.arrive"}
    assert personal.found(of_people(city) | {"李小红", "赵小天"}, str(answer.body)) != []
    assert entries[0]["action"].endswith(("reveal", "inspect"))


def test_o3_a_day_leaves_nothing_personal_in_clear(city: World) -> None:
    with listening() as heard:
        secrets = of_people(city) | {PASSWORD} | a_day(city, heard)

    stored = dumps.take()
    everywhere = f"{heard}{list(stored.items.items())}{stored.objects}"
    assert personal.found(secrets, everywhere) == []
    assert len(heard.bodies) >= 5
    assert "failed" in str(heard)


def test_o3_what_would_get_out_would_be_found(city: World) -> None:
    with listening() as heard:
        logger.info("leak", who=city.li.name)
        print(city.li.mobile)  # noqa: T201  as metrics are
        aws.sqs().send_message_batch(
            QueueUrl=aws.sqs().list_queues()["QueueUrls"][0],
            Entries=[{"Id": "1", "MessageBody": city.li.document["number"]}],
        )

    secrets = {city.li.name, city.li.mobile, city.li.document["number"]}
    assert set(personal.found(secrets, str(heard))) == secrets


def a_day(city: World, heard: Overheard) -> set[str]:
    """Let a day of the lottery pass with arrivals, no-shows and messages; return what was secret in it."""
    city.apply(city.li, OPEN, "2022-07-14", "2022-07-15")
    for moment in ((18, 5), (18, 35), (20, 5)):
        city.advance(*moment)
    city.advance(11, 0, day=15)
    slips = [city.signed_in(each).get("/v1/me/slip") for each in (city.li, city.zhang)]
    (token,) = [slip.body["token"] for slip in slips if slip.status == 200]
    port = city.signed_in(city.officers["port-officer"])
    found = port.post("/v1/staff/arrivals/lookups", {"token": token}).body
    assert port.post("/v1/staff/arrivals", {"number": found["number"]}).status == 204
    city.advance(1, 0, day=16)
    app = factories.application()
    invoke(app, "booking-day", events.tick())
    undelivered(city, heard)
    invoke(app, "outbox-deliver", events.records(heard.bodies))
    return {token}


def undelivered(city: World, heard: Overheard) -> None:
    """Let the SMS service refuse a message, quoting the number."""

    def refuse(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "Refused", "Message": city.li.mobile}}, "Publish")

    aws.sns().meta.events.register("before-call.sns.Publish", refuse)
    invoke(factories.application(), "outbox-deliver", events.records(heard.bodies[:1]))
    aws.sns().meta.events.unregister("before-call.sns.Publish", refuse)
    invoke(factories.application(), "outbox-give-up", events.records(heard.bodies[:1]))
