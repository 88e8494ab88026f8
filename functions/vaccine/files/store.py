"""Tasks in their table: files that are read or made, and counts made anew, by a job.

A task is due at the instant that its place in the index `DUE` says: at once where there is something to do,
after a lease where a process is at it, and at the end of its file's time. Whoever takes it moves that
instant on, so that of two processes one does. What belongs to a task are objects, sealed.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from pynamodb.expressions.update import Action
from pynamodb.pagination import ResultIterator

from functions.vaccine.errors import NoSuchTask, TaskMovedOn, UploadIncomplete
from functions.vaccine.stores import sealed
from functions.vaccine.tables import Chunk, Task
from layers import clock, objects
from layers.i18n import Language
from layers.transaction import ConditionFailed, Put, Step, Update, commit, new

KEPT = timedelta(days=90)
"""How long it is remembered that there was a task."""

LEASE = timedelta(minutes=20)
"""After which another process takes a task on; longer than the job's longest run."""

_DUE = "DUE"


class TaskKind(StrEnum):
    """What is done: doses or sessions brought in, records written out, counts made anew."""

    DOSES = "doses"
    SESSIONS = "sessions"
    RECORDS = "records"
    REBUILD = "rebuild"


class TaskState(StrEnum):
    """How far a task is. RUNNING: an import's rows are checked, and are being brought in."""

    UPLOADING = "uploading"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


# Reading


def find(identifier: str) -> Task:
    """Return a task as it is now; raises NoSuchTask."""
    if found := Task.find(*_key(identifier)):
        return found
    raise NoSuchTask


def of_region(
    kind: TaskKind, region: str, after: dict[str, Any] | None, limit: int
) -> "ResultIterator[Task]":
    """Return a region's tasks of a kind, the newest first; a moment old at most."""
    return Task.by_list.query(
        _list(kind, region), scan_index_forward=False, last_evaluated_key=after, limit=limit
    )


def due(now: datetime, limit: int) -> list[Task]:
    """Return tasks that are due, the longest waiting first; a moment old at most."""
    until = Task.place_in_other <= f"{clock.to_iso(now)}~"
    return list(Task.by_other.query(_DUE, until, limit=limit))


def wanted(task: Task, as_type: Any) -> Any:
    """Return what is wanted of a task."""
    return msgspec.json.decode(task.wanted, type=as_type)


def language(task: Task) -> Language:
    """Return the language of whoever asked."""
    return Language(task.language)


# Changing


def draft(kind: TaskKind, region: str, by: str, language: Language, wanted: Any, now: datetime) -> Task:
    """Return a new task; its id says nothing."""
    task = Task(*_key(secrets.token_hex(16)), kind=kind, region=region, by=by, language=language)
    task.asked_at, task.expires_at = clock.to_iso(now), now + KEPT
    task.wanted = msgspec.json.encode(wanted).decode()
    task.list, task.place_in_list = _list(kind, region), f"{task.asked_at}#{task.id}"
    return task


def adding(task: Task, state: TaskState, due: datetime) -> Step:
    """Return the step that writes a new task."""
    task.state = state
    task.other, task.place_in_other = _DUE, _place(task, due)
    return new(task)


def note_part(task: Task, number: int) -> None:
    """Remember that a part of a file has come; raises TaskMovedOn once the file is being read."""
    commit(_move(task, TaskState.UPLOADING, Task.uploaded.add({number})))


def starting(task: Task, parts: int, now: datetime) -> Step:
    """Return the step that hands a file of so many parts to the job; it refuses with TaskMovedOn.

    Raises UploadIncomplete.
    """
    if set(task.uploaded or ()) != set(range(parts)):
        raise UploadIncomplete
    return _move(task, TaskState.UPLOADING, Task.state.set(TaskState.WAITING), *_due(task, now))


def take(task: Task, now: datetime) -> Task | None:
    """Take a due task for the time of a lease, and return it as it is now; None where another process did."""
    before = task.place_in_other
    actions = [*_due(task, now + LEASE), Task.attempts.add(1)]
    try:
        commit(Update(item=task, actions=actions, condition=Task.place_in_other == before))
    except ConditionFailed:
        return None
    return find(task.id)


def hand_back(task: Task, now: datetime) -> None:
    """Let the next run of the job go on with a task, in which it got ahead."""
    _again(task, *_due(task, now), Task.attempts.set(0))


def put_off(task: Task, until: datetime) -> None:
    """Let a later run of the job try a task again."""
    _again(task, *_due(task, until))


def checked(task: Task, total: int, refused: int, chunks: int) -> None:
    """Note that a file's rows are read, and cut into chunks; harmless a second time."""
    actions = [
        Task.state.set(TaskState.RUNNING),
        Task.total.set(total),
        Task.refused.set(refused),
        Task.chunks.set(chunks),
    ]
    with suppress(TaskMovedOn):
        commit(_move(task, TaskState.WAITING, *actions))


def advanced(task: Task, imported: int, duplicates: int, refused: int) -> None:
    """Note that the task's next chunk is done; harmless where that was noted before."""
    actions = [
        Task.chunk.add(1),
        Task.imported.add(imported),
        Task.duplicates.add(duplicates),
        Task.refused.add(refused),
        Task.attempts.set(0),
    ]
    here = (Task.state == TaskState.RUNNING) & (Task.chunk == task.chunk)
    with suppress(ConditionFailed):
        commit(Update(item=task, actions=actions, condition=here))


def ending(task: Task, state: TaskState, now: datetime, until: datetime, *actions: Action) -> Step:
    """Return the step that ends a task, whose file stays until an instant; it refuses with TaskMovedOn."""
    ended = [Task.state.set(state), Task.done_at.set(clock.to_iso(now)), *_due(task, until), *actions]
    return _move(task, TaskState(task.state), *ended)


def forgotten(task: Task) -> Step:
    """Return the step after which a task has no file, and nothing is left to do."""
    gone = [Task.file_parts.set(0), Task.other.remove(), Task.place_in_other.remove()]
    return Update(item=task, actions=gone, condition=Task.state == task.state)


# Chunks


def chunk(task: Task, number: int) -> Chunk:
    """Return how far a chunk of an import is; nothing is done where nobody has begun."""
    at = (task.pk, f"CHUNK#{number:05d}")
    return Chunk.find(*at) or Chunk(*at)


def chunks(task: Task) -> list[Chunk]:
    """Return how far all chunks are that were begun, in their order."""
    return list(Chunk.query(task.pk, Chunk.sk.startswith("CHUNK#"), consistent_read=True))


def continuing(before: Chunk, after: Chunk) -> Step:
    """Return the step that replaces a chunk's progress, if it is still the one that was read."""
    unmoved = Chunk.done == before.done if before.done else Chunk.pk.does_not_exist()
    return Put(item=after, condition=unmoved)


# Objects


def write_object(task: Task, name: str, content: Any) -> None:
    """Keep something of a task, sealed; writing it again replaces it."""
    sealed.write(_object(task, name), content)


def find_object(task: Task, name: str, as_type: Any) -> Any:
    """Return something kept of a task, None where there is nothing."""
    return sealed.find(_object(task, name), as_type)


def read_object(task: Task, name: str, as_type: Any) -> Any:
    """Return something kept of a task; raises NoSuchTask where it is gone."""
    found = find_object(task, name, as_type)
    if found is None:
        raise NoSuchTask
    return found


def remove_objects(task: Task, names: Iterable[str]) -> None:
    """Remove what was kept of a task; harmless where it is gone."""
    for name in names:
        objects.remove(_object(task, name))


def remove_all_objects(task: Task) -> None:
    """Remove everything that was kept of a task; harmless where it is gone."""
    objects.remove_all(_object(task, ""))


def _key(identifier: str) -> tuple[str, str]:
    return f"TASK#{identifier}", "TASK"


def _list(kind: TaskKind, region: str) -> str:
    return f"TASKS#{kind}#{region}"


def _object(task: Task, name: str) -> str:
    return f"tasks/{task.id}/{name}"


def _due(task: Task, at: datetime) -> list[Action]:
    return [Task.other.set(_DUE), Task.place_in_other.set(_place(task, at))]


def _place(task: Task, at: datetime) -> str:
    return f"{clock.to_iso(at)}#{task.id}"


def _again(task: Task, *actions: Action) -> None:
    commit(Update(item=task, actions=actions, condition=Task.pk.exists()))


def _move(task: Task, state: TaskState, *actions: Action) -> Update:
    return Update(item=task, actions=actions, condition=Task.state == state, otherwise=TaskMovedOn())
