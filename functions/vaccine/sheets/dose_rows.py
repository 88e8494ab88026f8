"""A row of the doses' template (批量导入): doses given before, each with its person, day and grid. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.vaccine.sheets.reasons import Reason
from layers import cells
from layers.cells import Bad, Cell, Fault

REQUIRED = ("name", "number", "code", "dose", "given_on", "grid")
OPTIONAL = ("phone", "vaccine", "nationality", "remark")
FIELDS = ("name", "number", "phone", "code", "vaccine", "dose", "given_on", "grid", "nationality", "remark")
"""The template's columns, in its order."""

HOME = "CN"

_COUNTRY = re.compile(r"[A-Z]{2}")
_MOBILE = re.compile(r"\+?86(1[3-9][0-9]{9})|(1[3-9][0-9]{9})|\+?(852[4-9][0-9]{7})|\+?(8536[0-9]{7})")
_COUNTRY_CODES = ("+86", "+86", "+", "+")
_ORDINAL = re.compile(r"(?:第|dose|no\.?)?\s*([1-9一二三四五六])\s*(?:[针針剂劑次])?")
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"}


@dataclass(frozen=True, slots=True)
class Vaccine:
    """A vaccine as rows name it: by its number (编号), and by names to check that against."""

    id: str
    code: str
    names: Sequence[str]
    doses: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A document that exists by its form, and the birth date that it states."""

    document_type: str
    number: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are read against: vaccines, the street's grids by each of their names, today.

    `document` tells whose document a number of a nationality is, None where it can't be one.
    """

    vaccines: Sequence[Vaccine]
    grids: Mapping[str, str]
    today: date
    document: Callable[[str, str], Holder | None]


@dataclass(frozen=True, slots=True)
class DoseRow:
    """A good row; `grid` and `vaccine` are ids, `phone` is E.164 or empty."""

    name: str
    nationality: str
    holder: Holder
    phone: str
    vaccine: str
    dose: int
    given_on: date
    grid: str
    remark: str


def read(row: Mapping[str, Cell], known: Known) -> DoseRow | list[Fault]:
    """Return a row's dose, or everything that is wrong with it."""
    by_code = {vaccine.code: vaccine for vaccine in known.vaccines}
    values, faults = cells.read(
        row,
        {
            "name": cells.required(60),
            "nationality": _nationality,
            "number": cells.identifier,
            "phone": _phone,
            "code": lambda cell: _vaccine(cell, by_code),
            "vaccine": cells.optional(200),
            "dose": _ordinal,
            "given_on": cells.day,
            "grid": cells.choice(known.grids, Reason.UNKNOWN_GRID),
            "remark": cells.optional(255),
        },
    )
    holder = _holder(values, known)
    faults += _contradictions(values, holder, known.today)
    if faults or holder is None:
        return sorted(faults, key=lambda fault: FIELDS.index(fault.field))
    vaccine: Vaccine = values.pop("code")
    del values["number"]
    return DoseRow(**{**values, "vaccine": vaccine.id}, holder=holder)


def _ordinal(cell: Cell) -> int:
    """Return the number of a dose, from 2, 第2针, 第二针, 第二剂, dose 2."""
    written = cells.narrow(cells.text(cell)).lower()
    if not written:
        raise Bad(cells.Reason.MISSING)
    found = _ORDINAL.fullmatch(written)
    if not found:
        raise Bad(Reason.NO_SUCH_DOSE)
    return int(_NUMERALS.get(found[1], found[1]))


def _nationality(cell: Cell) -> str:
    written = cells.identifier(cell) or HOME
    if not _COUNTRY.fullmatch(written):
        raise Bad(cells.Reason.NOT_A_CHOICE)
    return written


def _phone(cell: Cell) -> str:
    written = cells.identifier(cell).replace("-", "")
    if not written:
        return ""
    found = _MOBILE.fullmatch(written)
    if not found:
        raise Bad(Reason.BAD_PHONE)
    parts = zip(_COUNTRY_CODES, found.groups(), strict=True)
    return next(code + number for code, number in parts if number)


def _vaccine(cell: Cell, by_code: Mapping[str, Vaccine]) -> Vaccine:
    written = cells.identifier(cell)
    if not written:
        raise Bad(cells.Reason.MISSING)
    if written not in by_code:
        raise Bad(Reason.UNKNOWN_VACCINE)
    return by_code[written]


def _holder(values: Mapping[str, Any], known: Known) -> Holder | None:
    number, nationality = values.get("number"), values.get("nationality")
    return known.document(nationality, number) if number and nationality else None


def _contradictions(values: Mapping[str, Any], holder: Holder | None, today: date) -> list[Fault]:
    """Return what is wrong with fields that are good each by itself."""
    faults = []
    if "number" in values and "nationality" in values and holder is None:
        reason = Reason.BAD_IDENTITY if values["number"] else cells.Reason.MISSING
        faults.append(Fault("number", reason))
    if vaccine := values.get("code"):
        faults += _of_vaccine(vaccine, values)
    if given := values.get("given_on"):
        faults += _of_day(given, holder, today)
    return faults


def _of_vaccine(vaccine: Vaccine, values: Mapping[str, Any]) -> list[Fault]:
    faults = []
    named = cells.loose(values.get("vaccine", ""))
    if named and named not in map(cells.loose, vaccine.names):
        faults.append(Fault("vaccine", Reason.VACCINE_DIFFERS))
    if values.get("dose", 1) > vaccine.doses:
        faults.append(Fault("dose", Reason.NO_SUCH_DOSE))
    return faults


def _of_day(given: date, holder: Holder | None, today: date) -> list[Fault]:
    if given > today:
        return [Fault("given_on", Reason.IN_FUTURE)]
    if holder and holder.born and given < holder.born:
        return [Fault("given_on", Reason.BEFORE_BIRTH)]
    return []
