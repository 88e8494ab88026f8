"""Requests and answers about policies, the audit log and the outbox."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from layers.outbox import Channel, State
from layers.paging import PageQuery
from layers.validation import Instant

PolicyName = Annotated[str, Meta(min_length=1, max_length=40, examples=["lottery"])]
MessageId = Annotated[str, Meta(min_length=1, max_length=200)]
Reason = Annotated[str, Meta(min_length=2, max_length=500)]


class PolicyView(msgspec.Struct, frozen=True):
    """A group of policies: values in force, their JSON schema, and the version they are."""

    name: str
    description: str
    values: dict[str, Any]
    schema: dict[str, Any]
    version: int


class PolicyEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All values of a group as they shall be, made from `version`, and why."""

    values: Annotated[dict[str, Any], Meta(max_length=100)]
    version: Annotated[int, Meta(ge=0, le=1_000_000_000)]
    reason: Reason


class PolicyVersionView(msgspec.Struct, frozen=True):
    """One version of a group: its values, when, why and by whom (`changed_by_name`: the username)."""

    version: int
    values: dict[str, Any]
    changed_at: datetime
    changed_by: str
    changed_by_name: str
    reason: str


class AuditQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Entries of one actor, about one subject (`kind:id`), or of everybody, in a span of time."""

    actor: Annotated[str, Meta(max_length=100)] = ""
    subject: Annotated[str, Meta(max_length=300)] = ""
    since: Instant | None = None
    until: Instant | None = None


class AuditView(msgspec.Struct, frozen=True):
    """An entry: who (`actor_name`: the username, empty for jobs) did what to what, when."""

    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: str
    details: dict[str, Any]


class OutboxQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Messages still on their way, or given up."""

    state: Literal["pending", "dead"] = "dead"


class MessageView(msgspec.Struct, frozen=True):
    """A message without its text, the recipient masked; `last_error` is the provider's error code."""

    id: str
    channel: Channel
    template: str
    recipient: str
    state: State
    written_at: datetime
    attempts: int
    last_error: str


class OutboxCounts(msgspec.Struct, frozen=True):
    """How many messages are on their way and given up; counting ends at `up_to` for each."""

    pending: int
    dead: int
    up_to: int


class Replay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The message to be sent anew."""

    message: MessageId


class Replayed(msgspec.Struct, frozen=True):
    """How many messages were handed over anew; `more`: there are others, call again."""

    replayed: int
    more: bool
