"""ministack with two additions: it writes sent messages down, and saves its state while it runs.

By itself it forgets what was sent, and saves only when it is stopped in order, so that a power cut
would cost everything since the last start. One thing is left out: see `_count_nothing`. Started by
`local.engines`, which sets its variables.

    python -m local.aws PORT FOLDER [--save-every SECONDS]
"""

import argparse
import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app as ministack  # type: ignore[import-untyped]  # it ships no types
from ministack.services import dynamodb  # type: ignore[import-untyped]  # it ships no types

from local import messages
from local.clock import FileClock
from local.messages import Message
from local.state import State

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

_FORM = b"application/x-www-form-urlencoded"
"""SNS and SES speak AWS's query protocol: an action and its parameters as a form."""


def main() -> None:
    """Serve until SIGTERM, then save and end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save-every", type=float, default=0.0)
    options = parser.parse_args()
    dynamodb._update_counts = _count_nothing  # noqa: SLF001  there is no setting for it
    asyncio.run(_run(options.port, State(options.folder), options.save_every))


def _count_nothing(_table: Any) -> None:
    """Leave a table's item count as it was.

    ministack counts the whole table anew at every write, which makes writing ever slower; AWS itself
    does it about every six hours, and nothing here asks.
    """


async def _run(port: int, state: State, save_every: float) -> None:
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.loglevel = "WARNING"
    config.keep_alive_timeout = 75
    saving = asyncio.create_task(_save_now_and_then(save_every)) if save_every else None
    await serve(Recorder(ministack, state), config)  # type: ignore[arg-type]  # ASGI types of its own
    if saving:
        saving.cancel()


async def _save_now_and_then(seconds: float) -> None:
    """Every so often let a copy of this process shut down in order, which writes the state.

    The copy is taken between two requests, so what it writes is consistent, and serving goes on.
    """
    while True:
        await asyncio.sleep(seconds)
        copy = os.fork()
        if not copy:
            _shut_down()
        await asyncio.to_thread(os.waitpid, copy, 0)


def _shut_down() -> None:
    """Go through the ASGI shutdown of ministack and leave without a trace of the parent's clean-up."""

    async def receive() -> Event:
        return {"type": "lifespan.shutdown"}

    async def send(_event: Event) -> None:
        pass

    try:
        asyncio.run(ministack({"type": "lifespan"}, receive, send))
    finally:
        os._exit(0)


class Recorder:
    """An ASGI application around another that writes down every message that one has accepted."""

    def __init__(self, application: Callable[..., Awaitable[None]], state: State) -> None:
        self._application = application
        self._outbox = state.messages
        self._now = FileClock(state.clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; where it sends a message and is accepted, write the message down."""
        if not _is_form(scope):
            await self._application(scope, receive, send)
            return
        body = await _read(receive)
        status = await self._serve(scope, body, send)
        message = self._message(parse_qs(body.decode(errors="replace")))
        if message and status == HTTPStatus.OK:
            messages.append(self._outbox, message)

    async def _serve(self, scope: Scope, body: bytes, send: Send) -> int:
        """Serve a request whose body was read already and return the answer's status."""
        status = 0

        async def receive() -> Event:
            return {"type": "http.request", "body": body, "more_body": False}

        async def watch(event: Event) -> None:
            nonlocal status
            status = event.get("status", status)
            await send(event)

        await self._application(scope, receive, watch)
        return status

    def _message(self, form: dict[str, list[str]]) -> Message | None:
        def field(name: str) -> str:
            return form.get(name, [""])[0]

        if field("Action") == "Publish" and field("PhoneNumber"):
            return Message(self._now(), "sms", field("PhoneNumber"), field("Message"))
        if field("Action") == "SendEmail":
            text = field("Message.Body.Text.Data") or field("Message.Body.Html.Data")
            to, subject = field("Destination.ToAddresses.member.1"), field("Message.Subject.Data")
            return Message(self._now(), "mail", to, text, subject)
        return None


def _is_form(scope: Scope) -> bool:
    headers: dict[bytes, bytes] = dict(scope.get("headers", ()))
    return headers.get(b"content-type", b"").startswith(_FORM)


async def _read(receive: Receive) -> bytes:
    parts = []
    while True:
        event = await receive()
        parts.append(event.get("body", b""))
        if not event.get("more_body"):
            return b"".join(parts)


if __name__ == "__main__":
    main()
