"""Messages that have not arrived (N2): what staff see of them, and sending them anew."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from functions.admin.errors import NoSuchMessage, NotDead
from functions.admin.schemas_system import MessageView, OutboxCounts, OutboxQuery, Replayed
from functions.admin.views import masked_mail
from layers import audit, clock, masks, outbox, paging
from layers.audit import Entry
from layers.changes import apply
from layers.outbox import Channel, Message, State
from layers.paging import Page
from layers.principals import Staff
from layers.transaction import Step, Update

COUNTED = 1000
"""At most so many messages of a state are counted."""

AT_ONCE = 200
"""At most so many messages are replayed by one call; it fits the gateway's 29 seconds."""


def listed(query: OutboxQuery) -> Page[MessageView]:
    """Return messages in a state, oldest first within each of the index's shards."""
    state, place = State(query.state), f"outbox:{query.state}"
    position = paging.start(query.cursor, place) or {"shard": 0, "after": None}
    found: list[Message] = []
    shard, after = position["shard"], position["after"]
    while len(found) < query.limit and shard < outbox.SHARDS:
        some = outbox.in_state(state, shard, query.limit - len(found), after)
        found += some
        after = some.last_evaluated_key
        shard += 0 if after else 1
    behind = {"shard": shard, "after": after}
    cursor = paging.cursor(behind, place) if shard < outbox.SHARDS else ""
    return Page([_view(message) for message in found], cursor)


def counts() -> OutboxCounts:
    """Return how many messages are on their way and given up."""
    pending, dead = (outbox.number(state, COUNTED) for state in (State.PENDING, State.DEAD))
    return OutboxCounts(pending, dead, COUNTED)


def replay(caller: Staff, message: str) -> None:
    """Send a message anew that was given up; raises NoSuchMessage, NotDead."""
    if Message.find(*outbox.key(message)) is None:
        raise NoSuchMessage
    apply(tell=[_reviving(message)], record=Entry(caller.id, "outbox.replay", f"message:{message}"))


def replay_all(caller: Staff) -> Replayed:
    """Send anew what was given up, some hundred messages at a call."""
    dead = list(islice(_dead(), AT_ONCE + 1))
    some, more = dead[:AT_ONCE], len(dead) > AT_ONCE
    audit.append(Entry(caller.id, "outbox.replay", "outbox:dead", {"messages": len(some)}))
    for message in some:
        with suppress(NotDead):
            apply(tell=[_reviving(message.id)])
    return Replayed(len(some), more)


def _dead() -> Iterator[Message]:
    for shard in range(outbox.SHARDS):
        yield from outbox.in_state(State.DEAD, shard)


def _reviving(message: str) -> Step:
    actions = [
        Message.state.set(State.PENDING),
        Message.attempts.set(0),
        Message.first.set(outbox.index_key(State.PENDING, message)),
        Message.moment.set(clock.to_iso(clock.now())),
    ]
    dead = Message.state == State.DEAD
    item = Message(*outbox.key(message))
    return Update(item=item, actions=actions, condition=dead, otherwise=NotDead())


def _view(message: Message) -> MessageView:
    channel = Channel(message.channel)
    to = outbox.open_letter(message).to
    return MessageView(
        id=message.id,
        channel=channel,
        template=message.template,
        recipient=masks.phone(to) if channel is Channel.SMS else masked_mail(to),
        state=State(message.state),
        written_at=message.expires_at - outbox.KEPT,
        attempts=int(message.attempts),
        last_error=message.last_error or "",
    )
