"""The manual's own day ends in a verified draw, and drawn again it has the same winners (E2, L7)."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from local.fetch import ROOT

pytestmark = pytest.mark.emulator

SECRET, ANOTHER = f"{42:064x}", f"{43:064x}"


def day(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the day to its end."""
    command = [sys.executable, "-m", "local.day", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - the project's own


def test_l7_a_small_day_is_verified_and_comes_out_the_same_again(tmp_path: Path) -> None:
    proof = tmp_path / "proof.json"

    lived = day("--scale", "0.01", "--secret", SECRET, "--folder", str(tmp_path))
    again = day("--tickets-from", str(proof))

    assert lived.returncode == 0, lived.stdout + lived.stderr
    assert again.returncode == 0, again.stdout + again.stderr
    assert json.loads(proof.read_text())["commitment"] == sha256(bytes.fromhex(SECRET)).hexdigest()
    assert "verified: everything present is right" in lived.stdout
    assert "the same winners" in again.stdout
    assert (tmp_path / "report.html").exists()


@pytest.mark.slow
def test_l7_another_secret_is_noticed(tmp_path: Path) -> None:
    proof = tmp_path / "proof.json"
    day("--scale", "0.01", "--secret", SECRET, "--folder", str(tmp_path))
    proof.write_text(proof.read_text().replace(SECRET, ANOTHER))

    again = day("--tickets-from", str(proof))

    assert again.returncode == 1
    assert "FAILED  the same winners" in again.stdout


@pytest.mark.slow
def test_e2_the_whole_day_with_the_manuals_numbers(tmp_path: Path) -> None:
    lived = day("--folder", str(tmp_path))

    assert lived.returncode == 0, lived.stdout + lived.stderr
    for people in (6854, 6872, 6852, 6782, 6873):
        assert f" {people} " in lived.stdout
