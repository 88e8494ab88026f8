"""What people write into spreadsheets, read generously, and why it can't be meant. Pure."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell holds; of a formula its last result."""

_MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; it makes the others zeros."""

_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


class Reason(StrEnum):
    """Why a cell can't be taken, whatever its column is about."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    DIGITS_LOST = "digits_lost"
    BAD_DATE = "bad_date"
    BAD_TIME = "bad_time"
    BAD_NUMBER = "bad_number"
    NOT_A_CHOICE = "not_a_choice"


@dataclass(frozen=True, slots=True)
class Fault:
    """A field of a row, by its name in the template, and why its cell is refused."""

    field: str
    reason: str


class Bad(Exception):
    """A cell can't be meant as what its column holds, for a `Reason` or for one of the column's own."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Parse = Callable[[Cell], Any]


def read(cells: Mapping[str, Cell], parsers: Mapping[str, Parse]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of a row's fields that are good, and the faults of the others."""
    values, faults = {}, []
    for field, parse in parsers.items():
        try:
            values[field] = parse(cells.get(field))
        except Bad as bad:
            faults.append(Fault(field, bad.reason))
    return values, faults


def columns(headings: Sequence[Cell], names: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Return where each field's column stands, by any of its names; the first one where there are two.

    Order, case, width, spaces, asterisks and remarks in brackets don't matter.
    """
    fields = {heading(name): field for field, known in names.items() for name in known}
    found: dict[str, int] = {}
    for place, cell in enumerate(headings):
        if field := fields.get(heading(text(cell))):
            found.setdefault(field, place)
    return found


def find_columns(
    rows: Iterable[Sequence[Cell]], names: Mapping[str, Collection[str]], needed: Collection[str]
) -> dict[str, int]:
    """Return where the columns stand by the first row that heads all that are needed; else by the best."""
    best: dict[str, int] = {}
    for row in rows:
        best = max(best, columns(row, names), key=len)
        if best.keys() >= set(needed):
            break
    return best


def heading(name: str) -> str:
    """Return what is the same in every way of writing a heading."""
    return loose(_REMARK.sub("", name))


def loose(name: str) -> str:
    """Return a name without its case, width, spaces and marks."""
    return re.sub(r"[\W_]+", "", narrow(name)).lower()


def text(cell: Cell) -> str:
    """Return a cell as the text that a person sees in it."""
    match cell:
        case None:
            return ""
        case str():
            return " ".join(cell.split()).removeprefix("'")
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case time():
            return cell.isoformat("minutes")
    return str(cell)


def narrow(written: str) -> str:
    """Return a text in half width, without the marks around it that nobody sees."""
    return unicodedata.normalize("NFKC", written).strip().strip("\u200b\ufeff")


def required(most: int) -> Parse:
    """Return the parser of a text that has to be there and has at most so many characters."""

    def parse(cell: Cell) -> str:
        written = optional(most)(cell)
        if not written:
            raise Bad(Reason.MISSING)
        return written

    return parse


def optional(most: int) -> Callable[[Cell], str]:
    """Return the parser of a text that may be missing."""

    def parse(cell: Cell) -> str:
        written = text(cell)
        if len(written) > most:
            raise Bad(Reason.TOO_LONG)
        return written

    return parse


def identifier(cell: Cell) -> str:
    """Return a number whose every digit counts; refuses one of which a spreadsheet lost digits."""
    if isinstance(cell, int | float) and abs(cell) >= 10**_MOST_DIGITS:
        raise Bad(Reason.DIGITS_LOST)
    return narrow(text(cell)).upper().replace(" ", "")


def day(cell: Cell) -> date:
    """Return a date, from a date cell or from a text such as 2021-4-21, 2021/04/21, 2021年4月21日."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = narrow(text(cell))
    if not written:
        raise Bad(Reason.MISSING)
    found = _DATE.fullmatch(written)
    try:
        return date(*map(int, found.groups())) if found else _no(Reason.BAD_DATE)
    except ValueError as error:
        raise Bad(Reason.BAD_DATE) from error


def moment(cell: Cell) -> time:
    """Return a time of day, from a time cell or from a text such as 8:00."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    written = narrow(text(cell))
    if not written:
        raise Bad(Reason.MISSING)
    found = _TIME.fullmatch(written)
    try:
        return time(int(found[1]), int(found[2])) if found else _no(Reason.BAD_TIME)
    except ValueError as error:
        raise Bad(Reason.BAD_TIME) from error


def whole(least: int, most: int) -> Callable[[Cell], int]:
    """Return the parser of a whole number within bounds."""

    def parse(cell: Cell) -> int:
        written = narrow(text(cell))
        if not written:
            raise Bad(Reason.MISSING)
        number = int(written) if re.fullmatch(r"[0-9]{1,9}", written) else -1
        return number if least <= number <= most else _no(Reason.BAD_NUMBER)

    return parse


def choice(choices: Mapping[str, str], reason: str) -> Callable[[Cell], str]:
    """Return the parser of one of some names; `choices` lead from each of them to what is meant."""
    known = {loose(name): meant for name, meant in choices.items()}

    def parse(cell: Cell) -> str:
        written = loose(text(cell))
        if not written:
            raise Bad(Reason.MISSING)
        return known.get(written) or _no(reason)

    return parse


def _no(reason: str) -> Any:
    raise Bad(reason)
