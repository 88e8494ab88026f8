"""Statistics as an Excel file (导出), with the manual's columns; groups of columns can be left out."""

from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from functions.vaccine.catalogue import vaccines
from functions.vaccine.sheets import headings
from functions.vaccine.statistics import coverage
from functions.vaccine.statistics.coverage import Group, Line, Rate
from functions.vaccine.statistics.figures import Table
from functions.vaccine.statistics.policies import plan_per_thousand
from layers import excel_writing, i18n
from layers.excel_writing import Column, Kind, Sheet, Value
from layers.i18n import Language

_NO_RANK = "/"
"""What stands for the rank of a region that is compared with none, as in the manual."""


def file(table: Table, hidden: Collection[Group], language: Language, now: datetime) -> bytes:
    """Return the table as a file: a line for each region, and the whole below them."""
    rows = [_row(table, line, hidden, language) for line in (*table.lines, table.total)]
    sheet = Sheet(headings.sheet("statistics", language), list(_columns(table, hidden, language)), rows)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "statistics.xlsx"
        excel_writing.write(path, [sheet], now)
        return path.read_bytes()


def _columns(table: Table, hidden: Collection[Group], language: Language) -> Iterator[Column]:
    yield Column(headings.column("region", language), width=20)
    yield Column(headings.column("population", language), Kind.NUMBER)
    if Group.VACCINES not in hidden:
        yield from _dose_columns(table, language)
    share = str(Decimal(plan_per_thousand()) / 1000)
    yield Column(headings.column("plan", language, share=share), Kind.NUMBER)
    for group, heading in ((Group.FIRST, "first_rate"), (Group.COMPLETED, "completed_rate")):
        if group not in hidden:
            yield Column(headings.column(heading, language), Kind.SHARE)
            yield Column(headings.column("rank", language), Kind.TEXT, 8)


def _dose_columns(table: Table, language: Language) -> Iterator[Column]:
    names = {each.id: i18n.name(msgspec.to_builtins(each.names), language) for each in vaccines.listed()}
    for (vaccine, dose), letter in coverage.letters(table.courses).items():
        heading = headings.column("nth_dose", language, dose=dose, letter=letter)
        yield Column(f"{names[vaccine]}\n{heading}", Kind.NUMBER, 20)


def _row(table: Table, line: Line, hidden: Collection[Group], language: Language) -> list[Value]:
    row: list[Value] = [i18n.name(table.regions[line.region].names, language), line.population]
    if Group.VACCINES not in hidden:
        row += [line.given.get(dose, 0) for dose in coverage.letters(table.courses)]
    row.append(line.plan)
    for group, rate in ((Group.FIRST, line.first_rate), (Group.COMPLETED, line.completed_rate)):
        if group not in hidden:
            row += [float(rate.share), _rank(rate)]
    return row


def _rank(rate: Rate) -> str:
    return str(rate.rank) if rate.rank else _NO_RANK
