"""What leaves the process in clear while somebody listens: log records, metrics, queue bodies."""

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from layers import aws
from layers.observability import logger

_SENDING = "before-parameter-build.sqs"


class Overheard:
    """All of it, so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.bodies: list[str] = []

    def __str__(self) -> str:
        return "\n".join([self.stream.getvalue(), *self.bodies])

    def note(self, params: Mapping[str, Any], **_: Any) -> None:
        """Note the bodies of messages on their way to a queue."""
        self.bodies += [entry["MessageBody"] for entry in params.get("Entries", ()) if "MessageBody" in entry]


@contextmanager
def listening() -> Iterator[Overheard]:
    """Listen to what this process logs from INFO on, prints, and sends to queues."""
    heard = Overheard()
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(heard.stream))
        stack.enter_context(redirect_stderr(heard.stream))
        stack.enter_context(_logs(heard.stream))
        aws.sqs().meta.events.register(_SENDING, heard.note)
        stack.callback(aws.sqs().meta.events.unregister, _SENDING, heard.note)
        yield heard


@contextmanager
def _logs(stream: io.StringIO) -> Iterator[None]:
    ours, root, everybodys = logger.registered_handler, logging.getLogger(), logging.StreamHandler(stream)
    assert isinstance(ours, logging.StreamHandler)
    was, level = ours.setStream(stream), root.level
    root.addHandler(everybodys)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        ours.setStream(was)
        root.removeHandler(everybodys)
        root.setLevel(level)
