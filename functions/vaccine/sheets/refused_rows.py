"""The file of rows that were not taken: as they were, each with its number and every reason.

Its columns are the template's, so that who corrects the rows can send the same file again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from functions.vaccine.sheets import headings
from layers import excel_writing
from layers.cells import Fault
from layers.excel_writing import Column, Kind, Sheet, Value
from layers.i18n import Language


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row's number in the file, its cells as text by field, and what is wrong with it."""

    number: int
    texts: Mapping[str, str]
    faults: Sequence[Fault]


def write(
    path: Path, fields: Sequence[str], rows: Iterable[RefusedRow], language: Language, now: datetime
) -> None:
    """Write the file, in a language."""
    columns = [
        Column(headings.column("row", language), Kind.NUMBER, 8),
        *(Column(headings.column(field, language), width=20) for field in fields),
        Column(headings.column("reason", language), width=60),
    ]
    shown = (_row(row, fields, language) for row in rows)
    excel_writing.write(path, [Sheet(headings.sheet("refused", language), columns, shown)], now)


def sentence(faults: Iterable[Fault], language: Language) -> str:
    """Return what is wrong, column by column."""
    said = (
        headings.word(
            "fault",
            language,
            column=headings.column(fault.field, language),
            reason=headings.reason(fault.reason, language),
        )
        for fault in faults
    )
    return headings.word("and", language).join(said)


def _row(row: RefusedRow, fields: Sequence[str], language: Language) -> list[Value]:
    texts = [row.texts.get(field, "") for field in fields]
    return [row.number, *texts, sentence(row.faults, language)]
