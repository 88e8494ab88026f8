"""Excel files from anybody, row by row: refused before they can fill the memory, never executed.

openpyxl is imported late: it takes 90 ms, and most processes never read a file.
"""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from zipfile import BadZipFile, ZipFile

from layers.cells import Cell

T = TypeVar("T")

_MOST_PARTS = 1000
_LAST_ROW = 1_048_576
_AT_ONCE = 500
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files begin that need a password, and those of Excel before 2007."""


class FileFault(StrEnum):
    """Why a file can't be read."""

    NOT_EXCEL = "not_excel"
    PROTECTED = "protected"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"


class UnreadableFile(Exception):
    """The file is no Excel file that we read; `fault` says why."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: bytes after unpacking, rows that aren't empty, columns from the left."""

    unpacked: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that isn't empty, with the number that Excel shows beside it."""

    number: int
    cells: tuple[Cell, ...]


def rows(path: Path, limits: Limits) -> Iterator[Row]:
    """Yield the first sheet's rows that aren't empty, in order; raises UnreadableFile.

    Needs the memory of the file's texts that several cells share, at most `limits.unpacked`, and of one row.
    """
    _check_archive(path, limits)
    found = 0
    for number, cells in enumerate(_cells(path, limits.columns), 1):
        if any(cell not in (None, "") for cell in cells):
            found += 1
            if found > limits.rows:
                raise UnreadableFile(FileFault.TOO_MANY_ROWS)
            yield Row(number, cells)


def _check_archive(path: Path, limits: Limits) -> None:
    """Refuse what would unpack to more than the limit; zipfile never reads beyond the sizes told here."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise UnreadableFile(FileFault.PROTECTED)
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(FileFault.NOT_EXCEL) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise UnreadableFile(FileFault.TOO_LARGE)


def _cells(path: Path, columns: int) -> Iterator[tuple[Cell, ...]]:
    with path.open("rb") as file:
        workbook = _guarded(lambda: _open(file))
        if not workbook.worksheets:
            raise UnreadableFile(FileFault.NOT_EXCEL)
        sheet = workbook.worksheets[0]
        # What a sheet says of its own size may be wrong, and would be believed.
        found = sheet.iter_rows(min_row=1, max_row=_LAST_ROW, max_col=columns, values_only=True)
        yield from _until_last(found)


def _until_last(found: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    while some := _guarded(lambda: list(islice(found, _AT_ONCE))):
        yield from some


def _open(file: BinaryIO) -> Any:
    from openpyxl import load_workbook

    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _guarded(step: Callable[[], T]) -> T:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles that it doesn't know
        try:
            return step()
        except Exception as error:  # whatever a damaged file makes a parser raise
            raise UnreadableFile(FileFault.NOT_EXCEL) from error
