"""The emulator's processes beside the engine, and what an engine has to hold before they start."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from layers import clock
from layers.settings import settings
from local import children, demo, resources
from local.clock import FileClock
from local.engines import Engine, environment
from local.fetch import ROOT

_READY_WITHIN = 60.0


class PartFailure(Exception):
    """A process that did not start; the message is one line for the person at the terminal."""


def prepare(engine: Engine) -> None:
    """Let this process use the engine; make what the stack's template makes, and the demonstration data."""
    os.environ.update(environment(engine))
    clock.use(FileClock(engine.state.clock))
    resources.create(settings())
    demo.load()


@contextmanager
def gateway(
    engine: Engine, port: int, *, host: str = "127.0.0.1", workers: int = 2
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the gateway until the block ends, which begins when it serves; raises PartFailure."""
    with _part(engine, "gateway", f"--host={host}", f"--port={port}", f"--workers={workers}") as process:
        patience = time.monotonic() + _READY_WITHIN
        while not children.is_taken(port):
            if process.poll() is not None or time.monotonic() > patience:
                raise PartFailure(f"the gateway did not start; see {engine.state.log('gateway')}")
            time.sleep(0.05)
        yield process


@contextmanager
def pump(engine: Engine) -> Iterator[subprocess.Popen[bytes]]:
    """Run schedules and queues until the block ends."""
    with _part(engine, "pump") as process:
        yield process


@contextmanager
def _part(engine: Engine, name: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"local.{name}", *arguments]
    with children.child(command, environment(engine), engine.state.log(name), ROOT) as process:
        yield process
