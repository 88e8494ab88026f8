"""What makes the application's schedules and queues go: EventBridge and Lambda's queue poller.

    python -m local.pump

Which functions there are is read from the Chalice application. Schedules follow the movable clock.
When it jumps, each function that became due on the way runs once: jobs catch up by themselves.
"""

import importlib
import logging
import signal
import threading
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, ScheduledEventConfig, ScheduleExpression, SQSEventConfig

from layers import clock
from layers.aws import sqs
from local import state
from local.clock import FileClock
from local.engines import ACCOUNT, REGION
from local.invocation import Context
from local.schedules import Schedule, parse

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

BETWEEN_LOOKS = 0.2
"""Seconds between two looks at the clock."""

AFTER_FAILURE = 1.0
"""Seconds of rest after something failed, so that a log stays readable."""

LONG_POLL = 1
"""Seconds a receive waits for messages; also how long ending may take."""

log = logging.getLogger(__name__)


class Timetable:
    """An application's scheduled functions and when each last ran."""

    def __init__(self, app: Chalice) -> None:
        self._app = app
        self._schedules = {
            source.name: _schedule(source.schedule_expression)
            for source in app.event_sources
            if isinstance(source, ScheduledEventConfig)
        }
        self._ran: dict[str, datetime | None] = {}

    def run_due(self, now: datetime) -> None:
        """Run every function that is due for another instant than it last ran for, once each."""
        for name, schedule in self._schedules.items():
            instant = schedule.latest(now)
            if instant and self._ran.get(name) != instant:
                self._ran[name] = instant
                self._run(name, instant)

    def _run(self, name: str, instant: datetime) -> None:
        try:
            invoke(self._app, name, _tick(name, instant))
        except Exception:
            log.exception("the schedule %s failed", name)


class Consumer:
    """A function that consumes a queue, and the queue."""

    def __init__(self, app: Chalice, source: SQSEventConfig, client: "SQSClient") -> None:
        self._app = app
        self._function = source.name
        self._batch = min(source.batch_size, 10)
        self._queue = source.queue or str(source.queue_arn).rsplit(":", maxsplit=1)[-1]
        self._client = client

    def take(self) -> int:
        """Hand a batch to the function, delete what it did not fail, return how many there were.

        What failed, or all of it where the function raises, shows again after the queue's
        visibility timeout and goes where the queue's redrive policy says.
        """
        address = self._client.get_queue_url(QueueName=self._queue)["QueueUrl"]
        received = self._client.receive_message(
            QueueUrl=address,
            MaxNumberOfMessages=self._batch,
            WaitTimeSeconds=LONG_POLL,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])
        if received:
            self._consume(address, received)
        return len(received)

    def _consume(self, address: str, received: "list[MessageTypeDef]") -> None:
        records = [_record(message, self._queue) for message in received]
        result = invoke(self._app, self._function, {"Records": records})
        failed = failures(result, {record["messageId"] for record in records})
        done = [record for record in records if record["messageId"] not in failed]
        if done:
            entries = [{"Id": r["messageId"], "ReceiptHandle": r["receiptHandle"]} for r in done]
            self._client.delete_message_batch(QueueUrl=address, Entries=entries)  # type: ignore[arg-type]  # the stub wants its own TypedDict


def consumers(app: Chalice, client: "SQSClient") -> list[Consumer]:
    """Return the application's queue functions."""
    sources = (source for source in app.event_sources if isinstance(source, SQSEventConfig))
    return [Consumer(app, source, client) for source in sources]


def invoke(app: Chalice, name: str, event: dict[str, Any]) -> Any:
    """Call a function of the application by its name, as Lambda does."""
    return app.handler_map[name](event, Context(name))


def failures(result: Any, sent: set[str]) -> set[str]:
    """Return the ids that a batch's result reports as failed; an id never sent fails the whole batch."""
    reported = result.get("batchItemFailures", []) if isinstance(result, Mapping) else []
    failed = {item.get("itemIdentifier") for item in reported}
    return failed if failed.issubset(sent) else sent


def keep_doing(step: Callable[[], object], ended: threading.Event, pause: float = 0.0) -> None:
    """Repeat a step until the end; what it raises is logged and does not stop the others."""
    while not ended.wait(pause):
        try:
            step()
        except Exception:
            log.exception("the pump stumbled and goes on")
            ended.wait(AFTER_FAILURE)


def _schedule(expression: str | ScheduleExpression) -> Schedule:
    return parse(expression if isinstance(expression, str) else expression.to_string())


def _tick(name: str, instant: datetime) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"],
        "detail": {},
    }


def _record(message: "MessageTypeDef", queue: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {
            name: {"dataType": value["DataType"], "stringValue": value.get("StringValue")}
            for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}",
        "awsRegion": REGION,
    }


def main() -> None:
    """Run schedules and queues until SIGTERM; a function that has begun is let finish."""
    logging.basicConfig()
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    clock.use(FileClock(state.of_environment().clock))
    app = importlib.import_module("app").app
    timetable = Timetable(app)
    polls = [
        threading.Thread(target=keep_doing, args=(consumer.take, ended)) for consumer in consumers(app, sqs())
    ]
    for poll in polls:
        poll.start()
    keep_doing(lambda: timetable.run_due(clock.now()), ended, BETWEEN_LOOKS)
    for poll in polls:
        poll.join()


if __name__ == "__main__":
    main()
