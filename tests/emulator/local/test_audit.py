"""The audit log of an emulator that has been stopped is checked from what it saved (S3)."""

import subprocess
import sys
from pathlib import Path

import pytest

from layers import audit
from layers.audit import Entry
from layers.settings import settings
from local import resources
from local.engines import EngineName, environment, running
from local.fetch import ROOT
from tests import memory

pytestmark = pytest.mark.emulator


@pytest.mark.parametrize(
    ("tampered", "status", "expected"),
    [(False, 0, "2 entries in 1 chains, untouched"), (True, 1, "entry 1 is missing")],
)
def test_s3_a_saved_state_is_verified(tmp_path: Path, tampered: bool, status: int, expected: str) -> None:
    with (
        running(EngineName.MINISTACK, tmp_path / "state") as engine,
        memory.surroundings(environment(engine)),
    ):
        _write(tampered=tampered)

    command = [sys.executable, "-m", "local.audit", "verify", "--state", str(tmp_path / "state")]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  our own

    assert (found.returncode, found.stderr) == (status, "")
    assert expected in found.stdout


def _write(*, tampered: bool) -> None:
    resources.create(settings())
    for number in range(2):
        audit.append(Entry("officer-1", "staff.edit", f"staff:{number}"))
    if tampered:
        next(iter(audit.by_subject("staff:0", audit.Span(), 1, None))).delete()
