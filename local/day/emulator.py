"""An emulator of the day's own: its engine, gateway and pump, and a clock that stands until it is moved."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from local import children, messages, parts
from local.clock import FileClock
from local.engines import Engine, EngineName, running
from local.messages import Message

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two looks: ever longer, because looking keeps the engine from its work."""

_PATIENCE = 900.0


class Stuck(Exception):
    """What was waited for did not happen; the message says what, and where the logs are."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator: its engine, the gateway's port, the clock that all its processes read.

    What its processes write down is in the folder `logs` once it has ended.
    """

    engine: Engine
    port: int
    clock: FileClock
    logs: Path

    @property
    def address(self) -> str:
        """Where the gateway serves."""
        return f"http://127.0.0.1:{self.port}"

    def sent(self) -> list[Message]:
        """Return every message sent so far, oldest first."""
        return list(messages.read(self.engine.state.messages))

    def until(self, what: str, happened: Callable[[], bool]) -> None:
        """Look again and again until something has happened; raises Stuck after a quarter of an hour."""
        patience, pause = time.monotonic() + _PATIENCE, _FIRST_PAUSE
        while not happened():
            if time.monotonic() > patience:
                raise Stuck(f"waited in vain until {what}; see {self.logs}")
            time.sleep(pause)
            pause = min(1.5 * pause, _LONGEST_PAUSE)


@contextmanager
def emulator(name: EngineName, start: datetime, logs: Path) -> Iterator[Emulator]:
    """Run an emulator in a temporary folder until the block ends, its clock standing at `start`."""
    with running(name) as engine:
        clock = FileClock(engine.state.clock)
        clock.stop()
        clock.set_to(start)
        parts.prepare(engine)
        port = children.free_port()
        try:
            with parts.gateway(engine, port), parts.pump(engine):
                yield Emulator(engine, port, clock, logs)
        finally:
            shutil.copytree(engine.state.logs, logs, dirs_exist_ok=True)
