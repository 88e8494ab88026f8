"""Tasks and files as answers to staff."""

import msgspec

from functions.vaccine.files.rebuilding import Rebuilt
from functions.vaccine.files.schemas import RebuildView, SmallFile, TaskView
from functions.vaccine.files.store import TaskState
from functions.vaccine.sheets import headings
from functions.vaccine.tables import Task
from layers import i18n
from layers.clock import from_iso
from layers.i18n import Language


def task_view(task: Task, language: Language) -> TaskView:
    """Return a task, its fault in a language."""
    parts = int(task.file_parts)
    return TaskView(
        id=task.id,
        region=task.region,
        state=TaskState(task.state),
        by=task.by,
        asked_at=from_iso(task.asked_at),
        done_at=from_iso(task.done_at) if task.done_at else None,
        total=int(task.total),
        imported=int(task.imported),
        duplicates=int(task.duplicates),
        refused=int(task.refused),
        parts=parts,
        file_until=from_iso(str(task.place_in_other).split("#")[0]) if parts else None,
        fault=_fault(task, language),
    )


def small_file(sheet: str, content: bytes, language: Language) -> SmallFile:
    """Return a file that is called as its first sheet."""
    return SmallFile(f"{headings.sheet(sheet, language)}.xlsx", content)


def rebuild_view(task: Task) -> RebuildView:
    """Return counts made anew."""
    return RebuildView(
        id=task.id,
        state=TaskState(task.state),
        by=task.by,
        asked_at=from_iso(task.asked_at),
        done_at=from_iso(task.done_at) if task.done_at else None,
        result=msgspec.json.decode(task.result, type=Rebuilt) if task.result else None,
    )


def _fault(task: Task, language: Language) -> str:
    if not task.fault:
        return ""
    code, _, what = task.fault.partition("|")
    columns = [headings.column(field, language) for field in what.split(",") if field]
    return i18n.say(f"vaccine.task.{code}", language, what=headings.word("comma", language).join(columns))
