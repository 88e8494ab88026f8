"""Where a message is on its way: the conditional writes that let it be sent by one sender at a time."""

from contextlib import suppress
from datetime import datetime, timedelta

from functions.notify.errors import InOtherHands
from functions.notify.tables import Delivery
from layers import clock, outbox
from layers.outbox import State
from layers.transaction import ConditionFailed, Update, commit

LEASE = timedelta(seconds=60)
"""How long a sender has a message to itself; longer than a function may run."""

QUEUE_TRIES = timedelta(minutes=5)
"""How long the queue itself goes on delivering a message that fails: 5 times, 60 seconds apart."""

_PENDING = Delivery.state == State.PENDING


def find(message: str) -> Delivery | None:
    """Return a message as it is now; None where it never was or is forgotten."""
    return Delivery.find(*outbox.key(message))


def claim(message: str, now: datetime) -> None:
    """Take a pending message in hand for `LEASE`; raises InOtherHands where somebody else has it."""
    until = Delivery.leased_until
    free = until.does_not_exist() | (until < clock.to_iso(now))
    commit(
        Update(
            item=_item(message),
            actions=[until.set(clock.to_iso(now + LEASE))],
            condition=_PENDING & free,
            otherwise=InOtherHands,
        )
    )


def mark_sent(message: str) -> None:
    """Note that a message was sent, even if it was given up meanwhile; it leaves the index."""
    actions = [Delivery.state.set(State.SENT), Delivery.first.remove(), Delivery.leased_until.remove()]
    _if_true(Update(item=_item(message), actions=actions, condition=Delivery.pk.exists()))


def mark_failed(message: str, kind: str, now: datetime) -> None:
    """Note a failed try and let go of the message; the sweep leaves it to the queue for a while."""
    actions = [
        Delivery.attempts.add(1),
        Delivery.last_error.set(kind),
        Delivery.leased_until.remove(),
        Delivery.moment.set(clock.to_iso(now + QUEUE_TRIES)),
    ]
    _if_true(Update(item=_item(message), actions=actions, condition=_PENDING))


def mark_enqueued(message: str, now: datetime) -> None:
    """Note that a message left behind went to the queue, so that the next sweeps leave it alone."""
    actions = [Delivery.moment.set(clock.to_iso(now + QUEUE_TRIES))]
    _if_true(Update(item=_item(message), actions=actions, condition=_PENDING))


def mark_dead(message: str, now: datetime) -> None:
    """Note that the queue gave a message up; staff see it and can replay it."""
    actions = [
        Delivery.state.set(State.DEAD),
        Delivery.first.set(outbox.index_key(State.DEAD, message)),
        Delivery.moment.set(clock.to_iso(now)),
        Delivery.leased_until.remove(),
    ]
    _if_true(Update(item=_item(message), actions=actions, condition=_PENDING))


def _if_true(update: Update) -> None:
    with suppress(ConditionFailed):
        commit(update)


def _item(message: str) -> Delivery:
    return Delivery(*outbox.key(message))
