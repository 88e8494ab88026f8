"""Excel files as staff send them, brought in as the job does it, and what they became."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from functions.vaccine.files import contents, tasks, work
from functions.vaccine.files import store as store_tasks
from functions.vaccine.files.budget import Budget
from functions.vaccine.files.store import TaskKind
from functions.vaccine.sheets import dose_rows, headings, session_rows
from functions.vaccine.tables import Source, Task
from layers import clock, excel_writing
from layers.excel_writing import Column, Sheet
from layers.i18n import Language
from tests import clinic, whole_clinic
from tests.clinic import GRID, OFFICER, STREET

VERO = "1379696357380038657"
DAY = date(2021, 4, 21)
LONG = 3600.0
"""Seconds that no test takes."""

Fields = Mapping[str, Any]
"""A row by field."""


def dose(who: int, **changes: Any) -> dict[str, Any]:
    """Return a good row: the first dose of a person, the same for the same number."""
    person = {"name": f"张{who}", "number": clinic.number_of(who), "phone": f"138{who:08d}"}
    given = {"code": VERO, "dose": "第1针", "given_on": DAY.isoformat(), "grid": GRID}
    return {**person, **given, **changes}


def dose_file(rows: Iterable[Fields]) -> bytes:
    """Return a file with these rows below the headings of the doses' template."""
    return file_of(rows, dose_rows.FIELDS)


def session_file(rows: Iterable[Fields]) -> bytes:
    """Return a file with these rows below the headings of the sessions' template."""
    return file_of(rows, session_rows.FIELDS)


def file_of(rows: Iterable[Fields], fields: Sequence[str]) -> bytes:
    """Return a file with these columns, and these rows below their headings."""
    columns = [Column(headings.column(field, Language.ZH_HANS)) for field in fields]
    cells = ([str(row.get(field) or "") for field in fields] for row in rows)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        excel_writing.write(path, [Sheet("a", columns, cells)], clock.now())
        return path.read_bytes()


def filled_in(template: bytes, rows: Iterable[Sequence[object]]) -> bytes:
    """Return a template with rows typed below its headings, as another program saves it."""
    workbook, saved = load_workbook(BytesIO(template)), BytesIO()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(saved)
    return saved.getvalue()


class Spent(Budget):
    """Time that is over when somebody has asked so many times whether it is."""

    def __init__(self, after: int) -> None:
        super().__init__(0)
        self._left = after

    def spent(self) -> bool:
        """Tell whether it is over."""
        self._left -= 1
        return self._left < 0


def begun(content: bytes, kind: TaskKind = TaskKind.DOSES) -> str:
    """Send a file, and return the id of the task that waits for its start."""
    task = tasks.begin_import(OFFICER, kind, STREET, Language.ZH_HANS, clock.now())
    for number in range(parts_of(content)):
        part = content[number * contents.PART : (number + 1) * contents.PART]
        tasks.upload(OFFICER, kind, task, number, part)
    return task


def parts_of(content: bytes) -> int:
    """Return in how many parts a file is sent."""
    return -(-len(content) // contents.PART)


def sent(content: bytes, kind: TaskKind = TaskKind.DOSES) -> str:
    """Send a file and start its import; return the task's id."""
    task = begun(content, kind)
    tasks.start_import(OFFICER, kind, task, parts_of(content), clock.now())
    return task


def worked(budget: Budget | None = None) -> None:
    """Let the job do what is due now."""
    work.advance(clock.now(), budget or Budget(LONG))


def brought_in(rows: Iterable[Fields]) -> Task:
    """Send a file of doses, let the job bring it in, and return the task."""
    task = sent(dose_file(rows))
    worked()
    return store_tasks.find(task)


def lease_over() -> None:
    """Let the time pass after which a dead process's task is taken on."""
    later = clock.now() + store_tasks.LEASE + timedelta(seconds=1)
    clock.use(lambda: later)


def content(task: Task) -> bytes:
    """Return a task's file."""
    kind, parts = TaskKind(task.kind), range(int(task.file_parts))
    return b"".join(tasks.result(OFFICER, kind, task.id, part) for part in parts)


def rows(content: bytes) -> list[tuple[Any, ...]]:
    """Return the first sheet's rows as a foreign reader has them."""
    return list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def refused(task: Task) -> dict[int, str]:
    """Return the rows that were not taken, by number, and why."""
    return {row[0]: row[-1] for row in rows(content(task))[1:]} if task.file_parts else {}


def imported() -> Counter[tuple[object, ...]]:
    """Return what was brought in, but for what chance decided."""
    return Counter(
        (each.claim, each.vaccine, int(each.dose), each.day, each.street, each.grid, each.kind, each.given_at)
        for each in whole_clinic.records()
        if each.source == Source.IMPORT
    )
