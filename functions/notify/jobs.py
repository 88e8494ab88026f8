"""The outbox queue's consumer, its dead letters' consumer, and the sweep for what was left behind.

Chalice wants a queue's name when this module is imported, so the names here are the emulator's. In
a deployed stack the merged template puts its own queues in their place (`docs/operations.md`).
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import Blueprint, Rate, SQSEvent

from functions.notify import service
from functions.notify.errors import InOtherHands
from layers import clock
from layers.jobs import job
from layers.observability import count, logger, report

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

QUEUE = "waystation-outbox"
DEAD_LETTERS = "waystation-outbox-dead"

blueprint = Blueprint(__name__)


class Envelope(msgspec.Struct, frozen=True):
    """What a queue's record holds: a message's id, and nothing of the message."""

    message: str


@blueprint.on_sqs_message(queue=QUEUE, batch_size=10, name="outbox-deliver")
@job
def deliver_messages(event: SQSEvent) -> "PartialItemFailureResponse":
    """Send messages; those that failed go back to the queue, the others don't."""
    return _each(event, service.deliver)


@blueprint.on_sqs_message(queue=DEAD_LETTERS, batch_size=10, name="outbox-give-up")
@job
def give_up_messages(event: SQSEvent) -> "PartialItemFailureResponse":
    """Note messages as dead that the queue delivered in vain as often as it may."""
    return _each(event, service.give_up)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="outbox-sweep")
@job
def sweep_outbox(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Enqueue the messages that were left behind."""
    count("messages_left_behind", service.sweep(clock.now()))


def _each(event: SQSEvent, act: Callable[[str, datetime], None]) -> "PartialItemFailureResponse":
    # Imported here: the HTTP function imports this module too, and would start 50 ms later for nothing.
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

    def handle(record: "SQSRecord") -> None:
        try:
            message = msgspec.json.decode(record.body, type=Envelope).message
        except msgspec.DecodeError:
            logger.error("not a message of ours", record_id=record.message_id)
            return
        try:
            act(message, clock.now())
        except InOtherHands:
            raise
        except Exception as error:
            report(error, message_id=message)
            raise

    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event.to_dict(), handle, processor)
