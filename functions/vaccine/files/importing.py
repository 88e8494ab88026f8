"""How an Excel file is brought in (批量导入): read once, cut into chunks, each good row written exactly once.

The rows of a group, what they change, and how far the chunk has come are one transaction. So wherever
the process ends, the next one goes on behind the last row that was written, and the result is the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

import msgspec

from functions.vaccine.files import contents, store
from functions.vaccine.files.budget import Budget
from functions.vaccine.files.policies import files
from functions.vaccine.files.store import TaskState
from functions.vaccine.sheets import headings, refused_rows
from functions.vaccine.sheets.reasons import Reason
from functions.vaccine.sheets.refused_rows import RefusedRow
from functions.vaccine.tables import Chunk, Task
from layers import cells, excel_reading
from layers.audit import Entry
from layers.cells import Cell, Fault
from layers.changes import apply
from layers.excel_reading import Row
from layers.observability import count
from layers.transaction import ConditionFailed, Step, commit, until_fresh

R = TypeVar("R")

CHUNK = 500
"""Rows of a chunk."""

_HEADINGS_WITHIN = 10
"""So many rows may stand above the headings, themselves included."""


class Unusable(Exception):
    """The file can't be imported at all; the text is the task's `fault`."""


class Line(msgspec.Struct, Generic[R], frozen=True):
    """A row of the file: its number, its cells as text by field, and what was read: a good row or faults."""

    number: int
    texts: dict[str, str]
    row: R | None
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of the first `rows` of some good rows: steps that write them, and faults by row number."""

    rows: int
    imported: int = 0
    steps: Sequence[Step] = ()
    faults: Mapping[int, Fault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Import(Generic[R]):
    """A kind of import: its columns, how a row is read, and how some rows are written.

    `take` looks at good rows in their order and says what becomes of as many as fit a transaction beside
    one more item, at least one. `raced` are the refusals of its steps that mean: read again.
    """

    name: str
    fields: Sequence[str]
    required: Collection[str]
    row: type[R]
    reader: Callable[[Task, datetime], Callable[[Mapping[str, Cell]], R | list[Fault]]]
    take: Callable[[Task, Sequence[tuple[int, R]], datetime], Taken]
    raced: tuple[type[Exception], ...]


def run(task: Task, how: Import[R], now: datetime, budget: Budget) -> None:
    """Go on with an import until it is done or the budget is spent; raises Unusable."""
    if task.state == TaskState.WAITING:
        _check(task, how, now)
        task = store.find(task.id)
    while task.chunk < task.chunks:
        if not _bring_in(task, how, int(task.chunk), now, budget):
            return store.hand_back(task, now)
        task = store.find(task.id)
    return _finish(task, how, now)


def _check(task: Task, how: Import[R], now: datetime) -> None:
    """Read the file, keep its rows in chunks, and note how many there are."""
    total = refused = chunks = 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "uploaded.xlsx"
        contents.assemble(task, path)
        lines = _lines(path, how, how.reader(task, now))
        while some := list(islice(lines, CHUNK)):
            store.write_object(task, _chunk(chunks), some)
            total += len(some)
            refused += sum(bool(line.faults) for line in some)
            chunks += 1
    store.checked(task, total, refused, chunks)


def _lines(
    path: Path, how: Import[R], read: Callable[[Mapping[str, Cell]], R | list[Fault]]
) -> Iterator[Line[R]]:
    try:
        rows = excel_reading.rows(path, files().limits())
        places = _places(islice(rows, _HEADINGS_WITHIN), how)
        for row in rows:
            yield _line(row, places, read)
    except excel_reading.UnreadableFile as error:
        raise Unusable(error.fault.value) from error


def _places(first: Iterable[Row], how: Import[Any]) -> dict[str, int]:
    """Return where the columns stand; raises Unusable with those that are missing."""
    names = headings.known_names(how.fields)
    found = cells.find_columns((row.cells for row in first), names, how.required)
    if missing := [each for each in how.fields if each in how.required and each not in found]:
        raise Unusable(f"headings_missing|{','.join(missing)}")
    return found


def _line(
    row: Row, places: Mapping[str, int], read: Callable[[Mapping[str, Cell]], R | list[Fault]]
) -> Line[R]:
    by_field = {each: row.cells[place] for each, place in places.items()}
    texts = {each: cells.text(cell) for each, cell in by_field.items()}
    found = read(by_field)
    if isinstance(found, list):
        return Line(row.number, texts, None, found)
    return Line(row.number, texts, found, [])


def _bring_in(task: Task, how: Import[R], number: int, now: datetime, budget: Budget) -> bool:
    """Write a chunk's rows; False where the budget is spent before."""
    lines = _read_chunk(task, how, number)
    good = [(line.number, line.row) for line in lines if line.row is not None]
    progress = store.chunk(task, number)
    while progress.done < len(good):
        if budget.spent():
            return False
        until_fresh(lambda: _write_some(task, how, number, good, now))
        progress = store.chunk(task, number)
    reasons = Counter(fault.reason for _, fault in _found_late(progress))
    duplicates = reasons.pop(Reason.DUPLICATE, 0)
    store.advanced(task, int(progress.imported), duplicates, reasons.total())
    count(f"{how.name}_imported", int(progress.imported))
    return True


def _write_some(
    task: Task, how: Import[R], number: int, good: Sequence[tuple[int, R]], now: datetime
) -> None:
    before = store.chunk(task, number)
    taken = how.take(task, good[int(before.done) :], now)
    after = Chunk(before.pk, before.sk, done=before.done + taken.rows)
    after.imported = before.imported + taken.imported
    after.faults = [*before.faults, *(_said(row, fault) for row, fault in taken.faults.items())]
    try:
        commit(*taken.steps, store.continuing(before, after))
    except how.raced as error:
        raise ConditionFailed from error


def _finish(task: Task, how: Import[Any], now: datetime) -> None:
    """Write the rows that were not taken to a file, end the task, and remove what it needed."""
    parts = _keep_refused(task, how, now) if task.refused or task.duplicates else 0
    counts = {each: int(getattr(task, each)) for each in ("total", "imported", "duplicates", "refused")}
    record = Entry(task.by, f"{how.name}.imported", f"task:{task.id}", {"region": task.region, **counts})
    until = now + files().result_kept
    apply(store.ending(task, TaskState.DONE, now, until, Task.file_parts.set(parts)), record=record)
    contents.remove_uploaded(task)
    store.remove_objects(task, map(_chunk, range(int(task.chunks))))


def _keep_refused(task: Task, how: Import[Any], now: datetime) -> int:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "refused.xlsx"
        refused_rows.write(path, how.fields, _refused(task, how), store.language(task), now)
        return contents.keep_result(task, path)


def _refused(task: Task, how: Import[Any]) -> Iterator[RefusedRow]:
    late = {int(chunk.sk.removeprefix("CHUNK#")): dict(_found_late(chunk)) for chunk in store.chunks(task)}
    for number in range(int(task.chunks)):
        for line in _read_chunk(task, how, number):
            faults = line.faults or [
                fault for row, fault in late.get(number, {}).items() if row == line.number
            ]
            if faults:
                yield RefusedRow(line.number, line.texts, faults)


def _read_chunk(task: Task, how: Import[R], number: int) -> list[Line[R]]:
    lines: list[Line[R]] = store.read_object(task, _chunk(number), list[Line[how.row]])  # type: ignore[name-defined]  # known when it runs
    return lines


def _chunk(number: int) -> str:
    return f"chunk-{number:05d}"


def _said(row: int, fault: Fault) -> str:
    return f"{row}|{fault.field}|{fault.reason}"


def _found_late(chunk: Chunk) -> Iterator[tuple[int, Fault]]:
    for said in chunk.faults:
        row, name, reason = said.split("|")
        yield int(row), Fault(name, reason)
