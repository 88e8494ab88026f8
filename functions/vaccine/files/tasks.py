"""Files that staff send and fetch: imports, exports, and counts made anew, all done by a job (`work`)."""

from datetime import datetime, timedelta
from typing import Any

from functions.vaccine import streets
from functions.vaccine.errors import NoSuchTask
from functions.vaccine.files import contents, store
from functions.vaccine.files.exporting import Export
from functions.vaccine.files.store import TaskKind, TaskState
from functions.vaccine.records.lists import Wanted
from functions.vaccine.tables import Task
from layers import audit, paging
from layers.audit import Entry
from layers.changes import apply
from layers.i18n import Language
from layers.paging import Page, PageQuery
from layers.principals import CITY, Staff

_UPLOAD_WITHIN = timedelta(days=1)

_REVEAL = "personal.reveal"
"""Whoever has this permission gets persons in full."""


def begin_import(caller: Staff, kind: TaskKind, street: str, language: Language, now: datetime) -> str:
    """Begin an import into a street and return its id; raises NoSuchStreet, OutOfRegion."""
    streets.known(street)
    caller.require_region(street)
    task = store.draft(kind, street, caller.id, language, {}, now)
    record = Entry(caller.id, f"{kind}.import", f"task:{task.id}", {"region": street})
    apply(store.adding(task, TaskState.UPLOADING, now + _UPLOAD_WITHIN), record=record)
    return task.id


def upload(caller: Staff, kind: TaskKind, identifier: str, part: int, content: bytes) -> None:
    """Take a part of an import's file; raises NoSuchTask, OutOfRegion, TaskMovedOn."""
    contents.take_part(_reachable(caller, kind, identifier), part, content)


def start_import(caller: Staff, kind: TaskKind, identifier: str, parts: int, now: datetime) -> None:
    """Hand a file of so many parts to the job.

    Raises NoSuchTask, OutOfRegion, UploadIncomplete, TaskMovedOn.
    """
    task = _reachable(caller, kind, identifier)
    record = Entry(caller.id, f"{kind}.start", f"task:{identifier}", {"region": task.region})
    apply(store.starting(task, parts, now), record=record)


def export(caller: Staff, region: str, wanted: Wanted, language: Language, now: datetime) -> str:
    """Ask for a file of records, persons in full only if the caller may see them; return the task's id.

    Raises NoSuchRegion, OutOfRegion.
    """
    streets.require_within(caller, region)
    asked = Export(wanted, full=_REVEAL in caller.permissions)
    task = store.draft(TaskKind.RECORDS, region, caller.id, language, asked, now)
    details = {"region": region, "full": asked.full}
    record = Entry(caller.id, "records.export", f"task:{task.id}", details)
    apply(store.adding(task, TaskState.WAITING, now), record=record)
    return task.id


def rebuild(caller: Staff, language: Language, now: datetime) -> str:
    """Ask for all counts to be made anew from the records, and return the task's id."""
    task = store.draft(TaskKind.REBUILD, CITY, caller.id, language, {}, now)
    record = Entry(caller.id, "statistics.rebuild", f"task:{task.id}")
    apply(store.adding(task, TaskState.WAITING, now), record=record)
    return task.id


def listed(caller: Staff, kind: TaskKind, region: str, query: PageQuery) -> tuple[list[Task], str]:
    """Return a page of a region's tasks of a kind, the newest first, and its cursor.

    Raises NoSuchRegion, OutOfRegion.
    """
    streets.require_within(caller, region)
    place = f"tasks:{kind}:{region}"
    found: Page[Any] = paging.page(
        store.of_region(kind, region, paging.start(query.cursor, place), query.limit),
        lambda task: task,
        place,
    )
    return found.items, found.next


def result(caller: Staff, kind: TaskKind, identifier: str, part: int) -> bytes:
    """Return a part of a task's file; that it is fetched is recorded. Raises NoSuchTask, OutOfRegion."""
    task = _reachable(caller, kind, identifier)
    content = contents.result_part(task, part)
    if part == 0:
        audit.append(Entry(caller.id, f"{kind}.fetch", f"task:{identifier}", {"region": task.region}))
    return content


def _reachable(caller: Staff, kind: TaskKind, identifier: str) -> Task:
    task = store.find(identifier)
    if task.kind != kind:
        raise NoSuchTask
    caller.require_region(task.region)
    return task
