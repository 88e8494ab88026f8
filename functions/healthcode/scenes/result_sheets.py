"""Excel files of nucleic-acid results: the template, and reading one, each bad row named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from functions.healthcode.scenes import inputs, results
from functions.healthcode.scenes.errors import UnreadableSheet
from functions.healthcode.scenes.passes import Answer, Outcome
from functions.healthcode.scenes.schemas_labs import MOST_ROWS, TestResult, TestRow
from functions.healthcode.scenes.workers import Post
from layers import cells, clock, excel_reading, excel_writing, i18n, validation
from layers.cells import Cell
from layers.errors import FieldFault, InvalidInput
from layers.excel_reading import Limits, Row, UnreadableFile
from layers.excel_writing import Column, Sheet
from layers.i18n import Language

_FIELDS = ("client", "number", "document_type", "nationality", "sampled_at", "result")
"""The template's columns, in its order."""

_NOT_A_RESULT = "not_a_result"

_NEEDED = frozenset({"client", "number", "sampled_at", "result"})
_HEADINGS_WITHIN = 10
_LIMITS = Limits(unpacked=30 << 20, rows=MOST_ROWS + _HEADINGS_WITHIN, columns=20)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its number, the sample's id as written, and the row or why it isn't one."""

    number: int
    client: str
    row: TestRow | InvalidInput


def template(language: Language, now: datetime) -> bytes:
    """Return the Excel file to fill in."""
    columns = [Column(i18n.say(f"test_column.{field}", language), width=22) for field in _FIELDS]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        sheet = Sheet(i18n.say("test_column.sheet", language), columns, [])
        excel_writing.write(path, [sheet], now)
        return path.read_bytes()


def read(content: bytes) -> list[Line]:
    """Return a file's rows, good and bad ones; raises UnreadableSheet."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "results.xlsx"
        path.write_bytes(content)
        try:
            rows = excel_reading.rows(path, _LIMITS)
            places = _places(islice(rows, _HEADINGS_WITHIN))
            return [_line(row, places) for row in rows]
        except UnreadableFile as error:
            raise UnreadableSheet from error


def deliver(post: Post, content: bytes, now: datetime) -> list[tuple[int, Answer]]:
    """Keep a file's results; returns what became of each row, by its number. Raises UnreadableSheet."""
    lines = read(content)
    good = [inputs.sample(line.row) for line in lines if isinstance(line.row, TestRow)]
    answers = iter(results.deliver(post, good, now))
    return [
        (line.number, Answer(line.client, Outcome.REFUSED, line.row))
        if isinstance(line.row, InvalidInput)
        else (line.number, next(answers))
        for line in lines
    ]


def _places(first: Iterable[Row]) -> Mapping[str, int]:
    """Return where the columns stand, reading rows until the headings have come."""
    known = {field: set(i18n.sentences()[f"test_column.{field}"].values()) for field in _FIELDS}
    found = cells.find_columns((row.cells for row in first), known, _NEEDED)
    if not found.keys() >= _NEEDED:
        raise UnreadableSheet
    return found


def _line(row: Row, places: Mapping[str, int]) -> Line:
    said = {field: row.cells[place] for field, place in places.items()}
    client = cells.text(said["client"])
    try:
        return Line(row.number, client, _read(said))
    except InvalidInput as error:
        return Line(row.number, client, error)


def _read(said: Mapping[str, Cell]) -> TestRow:
    """Return what a row says as the API takes it, without what is empty; raises InvalidInput."""
    values, bad = cells.read(said, _PARSERS)
    faults = [FieldFault(each.field, each.reason) for each in bad]
    try:
        form = validation.parse(TestRow, {field: value for field, value in values.items() if value})
    except InvalidInput as error:
        unread = {each.field for each in bad}
        faults += [fault for fault in error.faults if fault.field not in unread]
    if faults:
        raise InvalidInput(faults)
    return form


def _instant(cell: Cell) -> str:
    """Return an instant, 2022-07-13 09:30 for example in local time; what can't be one, as it is."""
    try:
        said = cell if isinstance(cell, datetime) else datetime.fromisoformat(_dashed(cell))
    except ValueError:
        return cells.text(cell)
    return clock.to_iso(said if said.tzinfo else said.replace(tzinfo=clock.LOCAL))


def _dashed(cell: Cell) -> str:
    return cells.narrow(cells.text(cell)).replace("/", "-").replace(".", "-")


def _result(cell: Cell) -> str:
    written = cells.text(cell)
    known = {
        cells.loose(name): each.value
        for each in TestResult
        for name in (each.value, *i18n.sentences()[f"test_result.{each.value}"].values())
    }
    if written and cells.loose(written) not in known:
        raise cells.Bad(_NOT_A_RESULT)
    return known.get(cells.loose(written), "")


_PARSERS: Mapping[str, Callable[[Cell], str]] = {
    "client": lambda cell: cells.narrow(cells.text(cell)),
    "number": cells.identifier,
    "document_type": cells.identifier,
    "nationality": cells.identifier,
    "sampled_at": _instant,
    "result": _result,
}
