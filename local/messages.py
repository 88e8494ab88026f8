"""The outbox to read: every SMS and mail that left the suite, one JSON object a line."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

SHOWN = 500
"""How many messages are read back at most; the file keeps all of them."""


class Message(msgspec.Struct, frozen=True):
    """An SMS or a mail; `at` is the movable clock's instant, `to` a phone number or mail address."""

    at: datetime
    kind: str
    to: str
    text: str
    subject: str = ""


_line = msgspec.json.Decoder(Message)


def append(path: Path, message: Message) -> None:
    """Write a message down; one write a line, so that processes don't mix theirs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        file.write(msgspec.json.encode(message) + b"\n")


def read(path: Path) -> Iterator[Message]:
    """Yield every message, oldest first."""
    if path.exists():
        with path.open("rb") as file:
            yield from map(_line.decode, file)


def newest(path: Path, to: str = "") -> list[Message]:
    """Return messages, newest first, all or those to one address."""
    found = deque((m for m in read(path) if to in ("", m.to)), maxlen=SHOWN)
    return list(reversed(found))
