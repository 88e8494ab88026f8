"""Records written to an Excel file (导出), in bounded memory whatever their number."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from functions.vaccine.files import contents, store
from functions.vaccine.files.importing import Unusable
from functions.vaccine.files.policies import files
from functions.vaccine.files.store import TaskState
from functions.vaccine.records import lists
from functions.vaccine.records.lists import Wanted
from functions.vaccine.sheets import record_rows
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
    records = _limited(lists.of_region(task.region, asked.wanted))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.xlsx"
        sheet = record_rows.sheet(records, store.language(task), full=asked.full)
        total = excel_writing.write(path, [sheet], now)
        parts = contents.keep_result(task, path)
    result = [Task.file_parts.set(parts), Task.total.set(total)]
    commit(store.ending(task, TaskState.DONE, now, now + files().result_kept, *result))


def _limited(records: Iterator[Record]) -> Iterator[Record]:
    most = files().export_rows
    for number, record in enumerate(records):
        if number == most:
            raise Unusable(FileFault.TOO_MANY_ROWS)
        yield record
