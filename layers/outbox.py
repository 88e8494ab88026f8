"""Messages to people, written in the same transaction as the change they tell of.

A message is rendered when it is written, in the person's language, and stored sealed. Its id is
decided by its writer, so that a job run twice writes it once. After the change the id goes to the
queue; what was left behind by a crash is found by `left_behind` and enqueued by a sweep.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.pagination import ResultIterator

from layers import clock, i18n, privacy
from layers.aws import sqs
from layers.i18n import Language
from layers.observability import correlation_id
from layers.platform import PlatformItem
from layers.settings import settings
from layers.tables import shard_of
from layers.transaction import Put, new

SHARDS = 8
KEPT = timedelta(days=30)
"""How long a message is kept after it was written."""


class Channel(StrEnum):
    """How a message travels."""

    SMS = "sms"
    MAIL = "mail"


class State(StrEnum):
    """Where a message is. DEAD: given up after the queue's retries, until staff replay it."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class Letter(msgspec.Struct, frozen=True):
    """What is sealed: the address (E.164 phone number or mail address) and the rendered text."""

    to: str
    text: str
    subject: str = ""


class Contact(msgspec.Struct, frozen=True):
    """How a person is reached: language, phone (E.164), mail; either address may be empty."""

    language: Language
    phone: str
    mail: str = ""


class Message(PlatformItem):
    """A message on its way. See `layers.platform` for its key format; `first` is set until it is sent."""

    channel = UnicodeAttribute()
    template = UnicodeAttribute()
    state = UnicodeAttribute()
    letter = BinaryAttribute(legacy_encoding=False)
    attempts = NumberAttribute(default=0)
    last_error = UnicodeAttribute(null=True)
    correlation = UnicodeAttribute()
    person = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The message's id, as its writer decided it."""
        return str(self.pk).removeprefix("OUTBOX#")


class Already(Exception):
    """The message was written before, by an earlier run of the same change."""


def key(message_id: str) -> tuple[str, str]:
    """Return the key of a message's item."""
    return f"OUTBOX#{message_id}", "MESSAGE"


def index_key(state: State, message_id: str) -> str:
    """Return the index key under which a message in this state is listed."""
    return f"OUTBOX#{state}#{shard_of(message_id, SHARDS)}"


def write(message_id: str, channel: Channel, template: str, letter: Letter, person: str = "") -> Put:
    """Return the step that writes a pending message; it refuses with Already where the id exists."""
    now = clock.now()
    item = Message(*key(message_id))
    item.channel, item.template, item.state = channel, template, State.PENDING
    item.letter = privacy.seal(letter, item.pk)
    item.correlation = correlation_id.get()
    item.person = person or None
    item.first, item.moment = index_key(State.PENDING, message_id), clock.to_iso(now)
    item.expires_at = now + KEPT
    return new(item, Already)


def notice(message_id: str, template: str, contact: Contact, **values: object) -> Put:
    """Return the step that writes a notice in the person's language, by SMS, or by mail without a phone.

    The text is the sentence `notice.{template}`, put together now.
    """
    text = i18n.say(f"notice.{template}", contact.language, **values)
    subject = i18n.say("notice.subject", contact.language)
    channel = Channel.SMS if contact.phone else Channel.MAIL
    return write(message_id, channel, template, Letter(contact.phone or contact.mail, text, subject))


def open_letter(message: Message) -> Letter:
    """Return what the message says and to whom."""
    return privacy.unseal(message.letter, message.pk, Letter)


def enqueue(message_ids: Iterable[str]) -> None:
    """Hand messages to the queue, ten at a call. Losing this step loses nothing: the sweep repeats it."""
    waiting = list(message_ids)
    for start in range(0, len(waiting), 10):
        entries = [
            {
                "Id": str(number),
                "MessageBody": msgspec.json.encode({"message": identifier}).decode(),
            }
            for number, identifier in enumerate(waiting[start : start + 10])
        ]
        sqs().send_message_batch(QueueUrl=settings().queue_url, Entries=entries)  # type: ignore[arg-type]  # the stub wants its own TypedDict


def in_state(
    state: State, shard: int, limit: int | None = None, after: dict[str, Any] | None = None
) -> ResultIterator[Message]:
    """Return one shard's messages in a state, oldest first, behind a key; of sent ones there is no list."""
    return Message.by_first.query(f"OUTBOX#{state}#{shard}", limit=limit, last_evaluated_key=after)


def states(message_ids: Iterable[str]) -> Counter[State]:
    """Return how many of these messages are in each state; those forgotten since are in none."""
    found = Message.find_all(map(key, message_ids), consistent=False)
    return Counter(State(message.state) for message in found)


def number(state: State, at_most: int) -> int:
    """Return how many messages are in a state; counting ends at `at_most`."""
    counted = 0
    for shard in range(SHARDS):
        counted += Message.by_first.count(f"OUTBOX#{state}#{shard}", limit=at_most - counted)
        if counted >= at_most:
            break
    return counted


def left_behind(written_before: datetime) -> Iterator[Message]:
    """Yield pending messages written before an instant, oldest first within each of 8 shards."""
    for shard in range(SHARDS):
        yield from Message.by_first.query(
            f"OUTBOX#{State.PENDING}#{shard}", Message.moment < clock.to_iso(written_before)
        )
