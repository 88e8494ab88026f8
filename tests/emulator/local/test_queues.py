"""A queue's function, fed from the emulator's queues (E1, N2)."""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from chalice.app import Chalice, SQSEvent

from layers.aws import sqs
from local.pump import consumers

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("engine")]


def queue(**attributes: str) -> tuple[str, str]:
    """Make a queue and return its name and address."""
    name = f"queue-{uuid.uuid4()}"
    made = sqs().create_queue(QueueName=name, Attributes=attributes)  # type: ignore[arg-type]  # its names are literals
    return name, made["QueueUrl"]


def arn(address: str) -> str:
    attributes = sqs().get_queue_attributes(QueueUrl=address, AttributeNames=["QueueArn"])
    return attributes["Attributes"]["QueueArn"]


def bodies(address: str) -> list[str]:
    received = sqs().receive_message(QueueUrl=address, WaitTimeSeconds=1)
    return [message["Body"] for message in received.get("Messages", [])]


def application(name: str, handle: Callable[[Any], Any]) -> Chalice:
    app = Chalice("tiny")

    @app.on_sqs_message(queue=name, batch_size=10)
    def consumer(event: SQSEvent) -> Any:
        return handle(event.to_dict()["Records"])

    return app


def test_n2_a_message_that_keeps_failing_ends_among_the_dead_letters() -> None:
    _, dead_letters = queue()
    redrive = {"deadLetterTargetArn": arn(dead_letters), "maxReceiveCount": "2"}
    name, address = queue(VisibilityTimeout="1", RedrivePolicy=json.dumps(redrive))
    sqs().send_message(QueueUrl=address, MessageBody="good")
    sqs().send_message(QueueUrl=address, MessageBody="bad")
    seen: list[str] = []

    def handle(records: list[dict[str, Any]]) -> dict[str, Any]:
        seen.extend(record["body"] for record in records)
        failed = [{"itemIdentifier": r["messageId"]} for r in records if r["body"] == "bad"]
        return {"batchItemFailures": failed}

    (consumer,) = consumers(application(name, handle), sqs())
    for _ in range(3):
        consumer.take()
        time.sleep(1.1)

    assert sorted(seen) == ["bad", "bad", "good"]
    assert bodies(dead_letters) == ["bad"]
    assert bodies(address) == []
