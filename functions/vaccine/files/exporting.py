"""Records written to an Excel file (导出), in bounded memory whatever their number."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from functions.admin import service as admin
from functions.admin.service import Level
from functions.vaccine import record_lists, record_sheets, task_files
from functions.vaccine import store_tasks as store
from functions.vaccine.importing import Unusable
from functions.vaccine.policies_files import files
from functions.vaccine.record_lists import Wanted
from functions.vaccine.store_tasks import TaskState
from functions.vaccine.tables import Record, Task
from layers import excel_writing
from layers.excel_reading import FileFault
from layers.transaction import commit


class Export(msgspec.Struct, frozen=True):
    """Which records of the task's region, and whether persons are written in full."""

    wanted: Wanted
    full: bool


def run(task: Task, now: datetime) -> None:
    """Write the file and end the task; raises Unusable where there are too many records."""
    asked: Export = store.wanted(task, Export)
    records = _limited(_records(task.region, asked.wanted))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.xlsx"
        sheet = record_sheets.sheet(records, store.language(task), full=asked.full)
        total = excel_writing.write(path, [sheet], now)
        parts = task_files.keep_result(task, path)
    result = [Task.file_parts.set(parts), Task.total.set(total)]
    commit(store.ending(task, TaskState.DONE, now, now + files().result_kept, *result))


def _records(region: str, wanted: Wanted) -> Iterator[Record]:
    """Yield the wanted records of a grid, a street, or of all streets below a region."""
    here = admin.within(region)
    if here and here[0].level is Level.GRID:
        return record_lists.every(str(here[0].parent), record_lists.within(wanted, region))
    streets = (each.id for each in here if each.level is Level.STREET)
    return chain.from_iterable(record_lists.every(street, wanted) for street in streets)


def _limited(records: Iterator[Record]) -> Iterator[Record]:
    most = files().export_rows
    for number, record in enumerate(records):
        if number == most:
            raise Unusable(FileFault.TOO_MANY_ROWS)
        yield record
