"""One command runs the whole suite, and ends all of it (E1)."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from local.children import free_port
from local.fetch import ROOT

pytestmark = [pytest.mark.emulator, pytest.mark.slow]


def command(port: int, folder: Path) -> list[str]:
    return [sys.executable, "-m", "local.run", "--port", str(port), "--state", str(folder)]


@contextmanager
def emulator(port: int, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the emulator until the block ends, from when it says that it is running."""
    with subprocess.Popen(  # noqa: S603 - the project's own program
        command(port, folder), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert any("Ctrl-C ends it" in line for line in process.stdout)
        try:
            yield process
        finally:
            process.terminate()


def ask(port: int, path: str, order: dict[str, str] | None = None) -> Any:
    body = json.dumps(order).encode() if order else None
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body) as answer:
        return json.load(answer)


def test_e1_the_emulator_serves_and_keeps_its_state(tmp_path: Path) -> None:
    port = free_port()

    with emulator(port, tmp_path):
        ask(port, "/_local/clock.json", {"action": "stop"})
        stopped = ask(port, "/_local/clock.json", {"action": "next", "value": "09:00"})
        document = ask(port, "/openapi.json")
    with emulator(port, tmp_path):
        again = ask(port, "/_local/clock.json")

    assert document["openapi"].startswith("3.1")
    assert again == stopped


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_e1_a_signal_ends_everything_in_order(
    number: signal.Signals, tmp_path: Path, processes: Callable[[], list[int]]
) -> None:
    with emulator(free_port(), tmp_path) as process:
        process.send_signal(number)
        status = process.wait(30)

    assert status == 0
    assert processes() == []


def test_e1_a_killed_emulator_leaves_nothing_running(
    tmp_path: Path,
    processes: Callable[[], list[int]],
    eventually: Callable[[Callable[[], object]], None],
) -> None:
    with emulator(free_port(), tmp_path) as process:
        process.kill()

    eventually(lambda: not processes())


def test_e1_a_second_emulator_says_in_one_line_why_it_can_not_run(tmp_path: Path) -> None:
    port = free_port()

    with emulator(port, tmp_path):
        same_port = run(port, tmp_path / "other")
        same_state = run(free_port(), tmp_path)

    assert same_port == (1, f"waystation: port {port} is taken; another one: make run PORT=8001\n")
    assert same_state == (1, f"waystation: another emulator is running on {tmp_path}\n")


def run(port: int, folder: Path) -> tuple[int, str]:
    """Run the emulator to its end and return its status and complaint."""
    ended = subprocess.run(  # noqa: S603 - the project's own program
        command(port, folder), cwd=ROOT, capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stderr
