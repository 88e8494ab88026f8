"""What tests of processes look at."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest


@pytest.fixture
def processes(tmp_path: Path) -> Callable[[], list[int]]:
    """Return a function that finds the processes that were told of this test's folder."""

    def find() -> list[int]:
        told = (entry for entry in Path("/proc").glob("[0-9]*") if _knows(entry, str(tmp_path)))
        return [int(entry.name) for entry in told]

    return find


def _knows(process: Path, folder: str) -> bool:
    with suppress(OSError):
        said = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        return folder.encode() in said
    return False


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """Return a function that waits for something to become true, for half a minute at most."""

    def wait(condition: Callable[[], object]) -> None:
        patience = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < patience, "it did not happen in time"
            time.sleep(0.05)

    return wait
