"""Excel files of staff, read whole: good rows kept, each bad one named with everything that is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from functions.healthcode.organisations import columns, rows
from functions.healthcode.organisations.errors import UNREADABLE, HeadingsMissing
from functions.healthcode.organisations.policies import OrganisationPolicy
from functions.healthcode.organisations.rows import RowFault
from functions.healthcode.schemas import DeclarationForm
from layers import cells, excel_reading, i18n, policy
from layers.excel_reading import Row, UnreadableFile
from layers.i18n import Language

_HEADINGS_WITHIN = 10
"""So many rows may stand above the headings, themselves included."""


class Line(msgspec.Struct, frozen=True):
    """A good row and its number in the file."""

    row: int
    form: DeclarationForm


class RefusedRow(msgspec.Struct, frozen=True):
    """A row that is not taken: its number and everything that is wrong with it."""

    row: int
    faults: list[RowFault]


def read(content: bytes, language: Language) -> tuple[list[Line], list[RefusedRow]]:
    """Return a file's good rows, and the others; raises what stands in `UNREADABLE`, HeadingsMissing."""
    allowed = policy.get(OrganisationPolicy)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "staff.xlsx"
        path.write_bytes(content)
        try:
            return _sorted(_read(excel_reading.rows(path, allowed.limits()), language), language)
        except UnreadableFile as error:
            raise UNREADABLE[error.fault](rows=allowed.rows) from error


def _read(found: Iterator[Row], language: Language) -> Iterator[tuple[int, DeclarationForm | list[RowFault]]]:
    places, regions = _places(islice(found, _HEADINGS_WITHIN), language), rows.regions()
    for row in found:
        by_field = {field: row.cells[place] for field, place in places.items()}
        yield row.number, rows.read(by_field, regions)


def _places(first: Iterable[Row], language: Language) -> Mapping[str, int]:
    """Return where the columns stand; raises HeadingsMissing."""
    found = cells.find_columns((row.cells for row in first), columns.known_names(), columns.REQUIRED)
    if missing := [field for field in columns.FIELDS if field in columns.REQUIRED - found.keys()]:
        names = (columns.name(field, language) for field in missing)
        raise HeadingsMissing(columns=i18n.series(names, language))
    return found


def _sorted(
    found: Iterable[tuple[int, DeclarationForm | list[RowFault]]], language: Language
) -> tuple[list[Line], list[RefusedRow]]:
    good: list[Line] = []
    refused: list[RefusedRow] = []
    known: set[tuple[str, str]] = set()
    for number, form in found:
        wrong = form if isinstance(form, list) else rows.check(form, language) or _twice(form, known)
        if isinstance(form, list) or wrong:
            refused.append(RefusedRow(number, wrong))
        else:
            good.append(Line(number, form))
    return good, refused


def _twice(form: DeclarationForm, known: set[tuple[str, str]]) -> list[RowFault]:
    document = form.document_type.value, form.number
    if document in known:
        return [RowFault("number", "twice_in_file")]
    known.add(document)
    return []
