"""LibreOffice without a window: a second foreign reader of Excel files."""

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

_PACKAGE = "libreoffice-calc-nogui"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

_WIDEST = 100
"""Columns that no file of ours has."""

Cell = tuple[str, str]
"""A cell's type (string, float, date, percentage; empty for none) and what is shown."""


def rows(path: Path, into: Path) -> list[list[Cell]]:
    """Return the first sheet's rows as LibreOffice understands them, without empty cells at their ends."""
    command = [_program(), "--headless", f"-env:UserInstallation=file://{into}/profile"]
    arguments = ["--convert-to", "fods", "--outdir", str(into), str(path)]
    subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=300)  # noqa: S603  a program of Debian's
    document = ElementTree.parse(into / f"{path.stem}.fods")  # noqa: S314  made by it from a file of ours
    sheet = document.getroot().find(f".//{_TABLE}table")
    assert sheet is not None
    found = [_cells(row) for row in sheet.iter(f"{_TABLE}table-row")]
    return [row for row in found if row]


def _program() -> str:
    """Return LibreOffice, taken from Debian where it is missing and one is root; else the test is skipped."""
    if not shutil.which("soffice"):
        apt = shutil.which("apt-get")
        if os.geteuid() or not apt:
            pytest.skip(f"LibreOffice is missing; on Debian: apt-get install {_PACKAGE}")
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", _PACKAGE]):
            subprocess.run([apt, *command], check=True, capture_output=True)  # noqa: S603  Debian's own
    return str(shutil.which("soffice"))


def _cells(row: ElementTree.Element) -> list[Cell]:
    found: list[Cell] = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        shown = cell.get(f"{_OFFICE}value-type", ""), "".join(cell.itertext()).strip()
        # Equal neighbours are written once; behind the last cell that is the rest of the sheet.
        found += [shown] * min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), _WIDEST)
    while found and not found[-1][0]:
        found.pop()
    return found
