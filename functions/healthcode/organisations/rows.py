"""A row of a file of staff, read as the form that says the same: both are refused for the same reasons."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from functions.auth import service as auth
from functions.auth.service import Document, DocumentType
from functions.healthcode import inputs
from functions.healthcode.organisations import columns
from functions.healthcode.reports import History, Symptom
from functions.healthcode.schemas import DeclarationForm
from layers import cells, i18n, problems, validation
from layers.cells import Cell
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language

_HOME = "CN"
_BETWEEN = "、,;/ "
_WELL = frozenset(map(cells.loose, ("", "无", "無", "正常", "健康", "没有", "沒有", "none", "no", "well")))
"""How people say that there is nothing to tell."""


class RowFault(msgspec.Struct, frozen=True):
    """What is wrong in a column; `details` fill the sentence of the code."""

    column: str
    code: str
    details: dict[str, str] = {}


def regions() -> Mapping[str, str]:
    """Return the streets and grids by each of their names, and by their ids."""
    return {
        cells.loose(name): region.id
        for region in columns.lived_in()
        for name in (region.id, *region.names.values())
    }


def read(row: Mapping[str, Cell], regions: Mapping[str, str]) -> DeclarationForm | list[RowFault]:
    """Return a row as a form, or everything that makes it none."""
    said: dict[str, Any] = {"promise": True}
    wrong: list[RowFault] = []
    for field, parse in _parsers(regions).items():
        try:
            said[field] = parse(row.get(field))
        except cells.Bad as error:
            wrong.append(RowFault(field, error.reason))
    if wrong:
        return wrong
    said["document_type"] = _document_type(said["nationality"], said["number"])
    try:
        return validation.parse(DeclarationForm, said)
    except InvalidInput as error:
        return faults(error)


def check(form: DeclarationForm, language: Language) -> list[RowFault]:
    """Return everything for which a form is refused."""
    try:
        inputs.declaration(form, language)
    except InvalidInput as error:
        return faults(error)
    return []


def faults(error: InvalidInput) -> list[RowFault]:
    """Return what a check refused, column by column."""
    return [_fault(each) for each in error.faults]


def sentence(fault: RowFault, language: Language) -> str:
    """Return what is wrong, in words."""
    said = FieldFault(fault.column, fault.code, tuple(fault.details.items()))
    return problems.fields([said], language)[0]["detail"]


def _fault(fault: FieldFault) -> RowFault:
    field = fault.field.partition("[")[0]
    return RowFault(field if field in columns.FIELDS else "number", fault.code, dict(fault.details))


def _parsers(regions: Mapping[str, str]) -> Mapping[str, Callable[[Cell], Any]]:
    return {
        "name": _required,
        "number": _number,
        "phone": _number,
        "region": lambda cell: regions.get(cells.loose(_required(cell))) or _no("not_a_street"),
        "address": _required,
        "temperature": _temperature,
        "symptoms": lambda cell: _named(cell, Symptom, "symptom"),
        "history": lambda cell: _named(cell, History, "history"),
        "nationality": _nationality,
        "remark": cells.text,
    }


def _required(cell: Cell) -> str:
    return cells.text(cell) or _no("required")


def _number(cell: Cell) -> str:
    return cells.identifier(cell) or _no("required")


def _nationality(cell: Cell) -> str:
    written = cells.identifier(cell) or _HOME
    return written if auth.document_formats(written) else _no("not_a_choice")


def _temperature(cell: Cell) -> float | None:
    written = cells.narrow(cells.text(cell)).upper().rstrip("°C度 ")
    try:
        return float(written) if written else None
    except ValueError as error:
        raise cells.Bad("wrong_type") from error


def _named(cell: Cell, kind: type[Symptom] | type[History], prefix: str) -> list[str]:
    """Return what a cell names, 发热、干咳 for example, in any language."""
    written = cells.narrow(cells.text(cell))
    if cells.loose(written) in _WELL:
        return []
    known = {
        cells.loose(name): each.value
        for each in kind
        for name in i18n.sentences()[f"{prefix}.{each.value}"].values()
    }
    if one := known.get(cells.loose(written)):
        return [one]
    for mark in _BETWEEN:
        written = written.replace(mark, "|")
    return [known.get(cells.loose(name)) or _no("not_a_choice") for name in written.split("|") if name]


def _document_type(nationality: str, number: str) -> str:
    """Return the first type of document that a number can be; of none, the usual one."""
    types = [each.type for each in auth.document_formats(nationality)]
    fitting = (each for each in types if isinstance(auth.check_document(nationality, each, number), Document))
    usual = DocumentType.RESIDENT_ID if nationality == _HOME else types[0]
    return next(fitting, usual).value


def _no(code: str) -> Any:
    raise cells.Bad(code)
