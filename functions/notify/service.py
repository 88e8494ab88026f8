"""Delivering messages: at least once, by one sender at a time, never again once noted as sent (N2)."""

from datetime import datetime, timedelta
from itertools import islice

from botocore.exceptions import ClientError

from functions.notify import providers, store
from layers import outbox
from layers.observability import bind, count, logger
from layers.outbox import Channel, State

LEFT_BEHIND = timedelta(minutes=1)
"""How long after it was written a message that is still pending counts as left behind."""

SWEPT = 1000
"""At most so many messages are enqueued by one sweep."""


def deliver(message: str, now: datetime) -> None:
    """Send a pending message, and note that or its failure; any other message is left as it is.

    Raises InOtherHands, and whatever went wrong: the queue shall try again.
    """
    delivery = store.find(message)
    if delivery is None or delivery.state != State.PENDING:
        return
    bind(delivery.correlation)

    store.claim(message, now)
    try:
        providers.send(Channel(delivery.channel), outbox.open_letter(delivery), message)
    except Exception as error:
        store.mark_failed(message, _kind(error), now)
        count("message_failed")
        raise

    store.mark_sent(message)
    logger.info("message sent", message_id=message, channel=delivery.channel)
    count("message_sent")


def give_up(message: str, now: datetime) -> None:
    """Note that the queue gave a message up, for staff to see and replay."""
    store.mark_dead(message, now)
    logger.warning("given up", message_id=message)
    count("message_dead")


def sweep(now: datetime) -> int:
    """Enqueue messages that were left behind, oldest first; return how many."""
    waiting = [message.id for message in islice(outbox.left_behind(now - LEFT_BEHIND), SWEPT)]
    outbox.enqueue(waiting)
    for message in waiting:
        store.mark_enqueued(message, now)
    return len(waiting)


def _kind(error: Exception) -> str:
    """Return the provider's error code or the error's class: never its text, which may quote a number."""
    if isinstance(error, ClientError):
        return str(error.response["Error"]["Code"])
    return type(error).__name__
