"""The Excel files to fill in for an import (导入模板): columns, instructions, and what may stand in them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from functions.vaccine import streets
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue import vaccines
from functions.vaccine.sheets import dose_rows, headings, session_rows
from layers import excel_writing, i18n
from layers.excel_writing import Column, Kind, Sheet, Value
from layers.i18n import Language
from layers.principals import Staff

_HINTS = 4

_KINDS = {"given_on": Kind.DATE, "day": Kind.DATE, "dose": Kind.NUMBER, "quota": Kind.NUMBER}
"""Columns that aren't texts; numbers of identity must be, or Excel loses their last digits."""


def doses(caller: Staff, street: str, language: Language, now: datetime) -> bytes:
    """Return the file to fill in with doses of a street; raises NoSuchStreet, OutOfRegion."""
    _require(caller, street)
    grids = [[i18n.name(grid.names, language)] for grid in streets.grids(street)]
    return _file(
        [
            _empty("doses", dose_rows.FIELDS, language),
            _hints("doses", language),
            _vaccines(language),
            _names("grids", "grid_name", grids, language),
        ],
        now,
    )


def sessions(caller: Staff, street: str, language: Language, now: datetime) -> bytes:
    """Return the file to fill in with sessions of a street; raises NoSuchStreet, OutOfRegion."""
    _require(caller, street)
    sites = [
        [i18n.name(catalogue.names_of(site), language)] for site in catalogue.sites(street) if site.enabled
    ]
    return _file(
        [
            _empty("sessions", session_rows.FIELDS, language),
            _hints("sessions", language),
            _vaccines(language),
            _names("sites", "site_name", sites, language),
        ],
        now,
    )


def _require(caller: Staff, street: str) -> None:
    streets.known(street)
    caller.require_region(street)


def _file(sheets: Iterable[Sheet], now: datetime) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        excel_writing.write(path, sheets, now)
        return path.read_bytes()


def _empty(name: str, fields: Iterable[str], language: Language) -> Sheet:
    columns = [Column(headings.column(field, language), _KINDS.get(field, Kind.TEXT), 20) for field in fields]
    return Sheet(headings.sheet(name, language), columns, [])


def _hints(name: str, language: Language) -> Sheet:
    rows = [[headings.hint(f"{name}.{number}", language)] for number in range(1, _HINTS + 1)]
    return _names("hints", "hint", rows, language, width=90)


def _vaccines(language: Language) -> Sheet:
    columns = [
        Column(headings.column("code", language), width=24),
        Column(headings.column("vaccine", language), width=40),
        Column(headings.column("doses", language), Kind.NUMBER),
    ]
    known = [each for each in vaccines.listed() if each.enabled]
    rows: list[list[Value]] = [
        [each.code, i18n.name(msgspec.to_builtins(each.names), language), each.doses] for each in known
    ]
    return Sheet(headings.sheet("vaccines", language), columns, rows)


def _names(
    sheet: str, column: str, rows: Sequence[Sequence[str]], language: Language, width: int = 30
) -> Sheet:
    columns = [Column(headings.column(column, language), width=width)]
    return Sheet(headings.sheet(sheet, language), columns, rows)
