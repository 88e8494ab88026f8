"""Excel files row by row in bounded memory, each value with its type; nobody's text becomes a formula.

XlsxWriter is imported late: it takes 45 ms, and most processes never write a file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from layers.clock import LOCAL

Value = str | int | float | date | datetime | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How texts begin that a spreadsheet would calculate once somebody edits them or saves them as CSV."""


class Kind(Enum):
    """What a column holds, by Excel's number format; instants are shown in local time."""

    TEXT = "@"
    NUMBER = "0"
    DATE = "yyyy-mm-dd"
    INSTANT = "yyyy-mm-dd hh:mm"
    SHARE = "0.00%"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds, its width in characters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: at most 31 characters of title, and rows as long as there are columns."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def write(path: Path, sheets: Iterable[Sheet], made_at: datetime) -> int:
    """Write a workbook and return how many rows it has; the same sheets and instant make the same bytes."""
    with _workbook(path, made_at) as workbook:
        return sum(_write_sheet(workbook, sheet) for sheet in sheets)


@contextmanager
def _workbook(path: Path, made_at: datetime) -> Iterator[Any]:
    from xlsxwriter import Workbook

    workbook = Workbook(path, {"constant_memory": True})
    workbook.set_properties({"created": made_at})
    try:
        yield workbook
    finally:
        workbook.close()


def _write_sheet(workbook: Any, sheet: Sheet) -> int:
    worksheet = workbook.add_worksheet(sheet.title)
    _write_headings(workbook, worksheet, sheet.columns)
    writers = [_writer(workbook, worksheet, column.kind) for column in sheet.columns]
    last = 0
    for last, values in enumerate(sheet.rows, 1):
        for column, (put, value) in enumerate(zip(writers, values, strict=True)):
            if value not in (None, ""):
                put(last, column, value)
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)
    return last


def _write_headings(workbook: Any, worksheet: Any, columns: Sequence[Column]) -> None:
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    worksheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        # The format also holds for the rows that somebody adds below: numbers typed there stay texts.
        worksheet.set_column(
            place, place, column.width, workbook.add_format({"num_format": column.kind.value})
        )
        worksheet.write_string(0, place, column.heading, bold)


def _writer(workbook: Any, worksheet: Any, kind: Kind) -> Callable[[int, int, Any], object]:
    cell = workbook.add_format({"num_format": kind.value})
    quoted = workbook.add_format({"num_format": kind.value, "quote_prefix": True})

    def put_text(row: int, column: int, text: str) -> None:
        worksheet.write_string(row, column, text, quoted if text.startswith(_FORMULA) else cell)

    def put_number(row: int, column: int, number: float) -> None:
        worksheet.write_number(row, column, number, cell)

    def put_date(row: int, column: int, day: date) -> None:
        worksheet.write_datetime(row, column, day, cell)

    def put_instant(row: int, column: int, instant: datetime) -> None:
        put_date(row, column, instant.astimezone(LOCAL).replace(tzinfo=None))

    match kind:
        case Kind.TEXT:
            return put_text
        case Kind.DATE:
            return put_date
        case Kind.INSTANT:
            return put_instant
    return put_number
