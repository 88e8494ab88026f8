"""One command runs two regions that exchange codes, and ends both (X5, E1)."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.children import free_port
from local.fetch import ROOT

pytestmark = [pytest.mark.emulator, pytest.mark.slow]


def ask(port: int, path: str) -> Any:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return json.load(answer)


def test_x5_both_sides_serve_know_each_other_and_end_together(
    tmp_path: Path, processes: Callable[[], list[int]]
) -> None:
    port = free_port()
    command = [sys.executable, "-m", "local.exchange", f"--port={port}", f"--state={tmp_path}"]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
        assert process.stdout
        assert any("Ctrl-C ends both" in line for line in process.stdout)
        names = [ask(each, "/v1/exchange")["names"]["en"] for each in (port, port + 1)]
        partners = [ask(each, "/v1/exchange/partners")[0]["partner"] for each in (port, port + 1)]
        process.send_signal(signal.SIGTERM)
        status = process.wait(60)

    assert (names, partners) == (["Guangdong", "Macau"], ["macau", "guangdong"])
    assert status == 0
    assert processes() == []
