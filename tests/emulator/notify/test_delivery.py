"""One message, several senders at the same moment, a real queue and real providers (N2)."""

import json
from functools import partial

import pytest

from functions.notify import jobs
from functions.notify.tables import Delivery
from layers import aws, outbox
from layers.changes import apply
from layers.outbox import Channel, Letter, State
from layers.settings import settings
from local.invocation import Context
from tests import events
from tests.faults import watched
from tests.threads import at_once

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]


def _write(identifier: str, to: str) -> str:
    apply(tell=[outbox.write(identifier, Channel.SMS, "draw_won", Letter(to, "您已中签。"))])
    return identifier


def test_n2_senders_at_the_same_moment_send_a_message_once() -> None:
    identifier = _write("draw#1", "+8613812345678")
    deliver = partial(jobs.deliver_messages, events.messages([identifier]))

    with watched() as made:
        outcomes = at_once([partial(deliver, Context(f"outbox-{number}")) for number in range(8)])

    # One sent it; others found it sent, or in other hands and leave it to the queue.
    assert all(isinstance(outcome, dict) for outcome in outcomes)
    assert made.count("Publish") == 1
    assert Delivery.get(*outbox.key(identifier), consistent_read=True).state == State.SENT


def test_n2_the_queue_holds_ids_and_nothing_of_the_message() -> None:
    _write("draw#2", "+8613812345679")

    received = aws.sqs().receive_message(QueueUrl=settings().queue_url, MaxNumberOfMessages=10)["Messages"]

    assert [json.loads(message["Body"]) for message in received] == [{"message": "draw#2"}]
