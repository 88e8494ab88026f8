"""Schedules and queues of an application (E1), driven by the movable clock (E2)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from chalice.app import Blueprint, Chalice, CloudWatchEvent, Cron, Rate

from local.pump import Timetable, consumers, failures, keep_doing

NINE = datetime(2022, 7, 13, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)

Calls = list[tuple[str, str]]


@pytest.fixture
def calls() -> Calls:
    return []


@pytest.fixture
def timetable(calls: Calls) -> Timetable:
    app = Chalice("tiny")
    jobs = Blueprint("jobs")

    @jobs.schedule(Rate(1, unit=Rate.MINUTES))
    def tick(event: CloudWatchEvent) -> None:
        calls.append(("tick", event.time))

    @app.schedule(Cron(0, 10, "*", "*", "?", "*"))
    def close(event: CloudWatchEvent) -> None:
        calls.append(("close", event.time))

    app.register_blueprint(jobs)
    return Timetable(app)


def test_e2_everything_is_caught_up_at_the_start(timetable: Timetable, calls: Calls) -> None:
    timetable.run_due(NINE)

    assert sorted(calls) == [("close", "2022-07-12T10:00:00Z"), ("tick", "2022-07-13T01:00:00Z")]


def test_e2_a_rate_runs_once_a_minute(timetable: Timetable, calls: Calls) -> None:
    timetable.run_due(NINE)
    calls.clear()

    for second in range(1, 121):
        timetable.run_due(NINE + second * SECOND)

    assert calls == [("tick", "2022-07-13T01:01:00Z"), ("tick", "2022-07-13T01:02:00Z")]


def test_e2_after_a_jump_each_due_function_runs_once(timetable: Timetable, calls: Calls) -> None:
    timetable.run_due(NINE)
    calls.clear()

    timetable.run_due(NINE + timedelta(hours=11))

    assert sorted(calls) == [("close", "2022-07-13T10:00:00Z"), ("tick", "2022-07-13T12:00:00Z")]


def test_e1_a_failing_function_is_logged_and_the_others_run(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = Chalice("tiny")
    ran = Event()

    @app.schedule("rate(1 minute)")
    def broken(_event: CloudWatchEvent) -> None:
        raise RuntimeError("the job broke")

    @app.schedule("rate(1 minute)")
    def sound(_event: CloudWatchEvent) -> None:
        ran.set()

    Timetable(app).run_due(NINE)

    assert ran.is_set()
    assert "the job broke" in caplog.text


@pytest.mark.parametrize(
    ("result", "failed", "comment"),
    [
        (None, set(), "a function that returns nothing has done all"),
        ({}, set(), "so has one that reports nothing"),
        ({"batchItemFailures": []}, set(), "or an empty list"),
        ({"batchItemFailures": [{"itemIdentifier": "b"}]}, {"b"}, "one of them"),
        ({"batchItemFailures": [{"itemIdentifier": "z"}]}, {"a", "b"}, "an unknown id fails all"),
        ({"batchItemFailures": [{}]}, {"a", "b"}, "so does a report without an id"),
    ],
)
def test_e1_failures_of_a_batch_are_lambdas(result: Any, failed: set[str], comment: str) -> None:
    assert failures(result, {"a", "b"}) == failed, comment


class Queue:
    """As much of SQS as a poller sees: messages that are there until they are deleted."""

    def __init__(self, *bodies: str) -> None:
        self.bodies = dict(enumerate(bodies))

    def get_queue_url(self, QueueName: str) -> dict[str, str]:  # noqa: N803 - botocore's name
        return {"QueueUrl": f"http://queues.invalid/{QueueName}"}

    def receive_message(self, **asked: Any) -> dict[str, Any]:
        shown = list(self.bodies.items())[: asked["MaxNumberOfMessages"]]
        return {
            "Messages": [
                {"MessageId": f"m{n}", "ReceiptHandle": str(n), "Body": body, "MD5OfBody": ""}
                for n, body in shown
            ]
        }

    def delete_message_batch(self, Entries: list[dict[str, str]], **_: Any) -> None:  # noqa: N803
        for entry in Entries:
            del self.bodies[int(entry["ReceiptHandle"])]


def consume(queue: Any, function: Callable[[list[dict[str, Any]]], Any]) -> int:
    """Let an application that has this one queue function take once."""
    app = Chalice("tiny")

    @app.on_sqs_message(queue_arn="arn:aws:sqs:ap-southeast-1:000000000000:outbox", batch_size=2)
    def consumer(event: Any) -> Any:
        return function(event.to_dict()["Records"])

    (only,) = consumers(app, queue)
    return only.take()


def test_e1_consumed_messages_are_deleted_batch_by_batch() -> None:
    queue = Queue("one", "two", "three")
    seen: list[str] = []

    taken = consume(queue, lambda records: seen.extend(record["body"] for record in records))

    assert (taken, seen, list(queue.bodies.values())) == (2, ["one", "two"], ["three"])


def test_e1_a_failed_message_stays() -> None:
    queue = Queue("good", "bad")

    consume(queue, lambda _records: {"batchItemFailures": [{"itemIdentifier": "m1"}]})

    assert list(queue.bodies.values()) == ["bad"]


def test_e1_an_exception_leaves_the_whole_batch() -> None:
    queue = Queue("one", "two")

    with pytest.raises(ZeroDivisionError):
        consume(queue, lambda _records: 1 / 0)

    assert list(queue.bodies.values()) == ["one", "two"]


def test_e1_a_record_is_lambdas() -> None:
    records: list[dict[str, Any]] = []

    consume(Queue("one"), records.extend)

    assert records[0] == {
        "messageId": "m0",
        "receiptHandle": "0",
        "body": "one",
        "attributes": {},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:ap-southeast-1:000000000000:outbox",
        "awsRegion": "ap-southeast-1",
    }


def test_e1_the_pump_goes_on_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("local.pump.AFTER_FAILURE", 0.0)
    ended = Event()
    outcomes = iter([ConnectionError("no engine"), None])

    def step() -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome
        ended.set()

    keep_doing(step, ended)

    assert "no engine" in caplog.text
