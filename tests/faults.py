"""Processes killed at a chosen write, and contention that the real service shows and emulators don't."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from layers import aws
from layers.tables import connection

_WRITES = {
    "dynamodb": ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"),
    "sqs": ("SendMessage", "SendMessageBatch"),
    "sns": ("Publish",),
    "ses": ("SendEmail",),
    "s3": ("PutObject", "DeleteObject"),
}


class Killed(BaseException):
    """The process ends here: nothing catches this, and nothing of it runs afterwards."""


@contextmanager
def killed_at(write: int) -> Iterator[list[str]]:
    """Kill whoever makes the write of this number, from 0, just before it is made.

    Yields the names of the writes made so far. With fewer writes than that nobody is killed.
    """
    made: list[str] = []

    def before(model: Any, **_: Any) -> None:
        if len(made) == write:
            raise Killed(model.name)
        made.append(model.name)

    with _before_writes(before):
        yield made


@contextmanager
def watched() -> Iterator[list[str]]:
    """Yield the names of the writes made so far."""
    made: list[str] = []
    with _before_writes(lambda model, **_: made.append(model.name)):
        yield made


@contextmanager
def refused(
    operation: str, times: int, *reasons: str, code: str = "TransactionCanceledException"
) -> Iterator[list[str]]:
    """Answer the next calls of a DynamoDB operation with an error instead of making them.

    `reasons` are a cancelled transaction's, one for each of its steps. Yields the calls refused so far.
    """
    told: list[str] = []

    def before(model: Any, **_: Any) -> tuple[_Http, dict[str, Any]] | None:
        if len(told) == times:
            return None
        told.append(model.name)
        parsed: dict[str, Any] = {"Error": {"Code": code, "Message": "injected"}}
        if reasons:
            parsed["CancellationReasons"] = [{"Code": reason} for reason in reasons]
        return _Http(), parsed

    with _before("dynamodb", operation, before):
        yield told


@dataclass(frozen=True, slots=True)
class _Http:
    status_code: int = 400


@contextmanager
def _before_writes(handler: Callable[..., None]) -> Iterator[None]:
    with ExitStack() as stack:
        for service, operations in _WRITES.items():
            for operation in operations:
                stack.enter_context(_before(service, operation, handler))
        yield


@contextmanager
def _before(service: str, operation: str, handler: Callable[..., Any]) -> Iterator[None]:
    events = _client(service).meta.events
    name = f"before-call.{service}.{operation}"
    events.register(name, handler)
    try:
        yield
    finally:
        events.unregister(name, handler)


def _client(service: str) -> Any:
    return connection().client if service == "dynamodb" else getattr(aws, service)()
