"""The tasks that are due, each given to what does it (see `store.py`)."""

from datetime import datetime, timedelta

from functions.vaccine.files import exporting, importing, rebuilding, store
from functions.vaccine.files.budget import Budget
from functions.vaccine.files.dose_imports import DOSES
from functions.vaccine.files.importing import Unusable
from functions.vaccine.files.policies import files
from functions.vaccine.files.session_imports import SESSIONS
from functions.vaccine.files.store import TaskKind, TaskState
from functions.vaccine.tables import Task
from layers.observability import report
from layers.transaction import commit

ATTEMPTS = 5
"""So often a task is begun without any progress before it is given up."""

_AT_ONCE = 20
_PAUSE = timedelta(minutes=1)


def advance(now: datetime, budget: Budget) -> int:
    """Do what is due until the budget is spent; return how many tasks were taken on.

    Safe to kill and to run twice at once: a task whose process died is taken on when its lease is over.
    """
    taken = 0
    for due in store.due(now, _AT_ONCE):
        if budget.spent():
            break
        if task := store.take(due, now):
            taken += 1
            _try(task, now, budget)
    return taken


def _try(task: Task, now: datetime, budget: Budget) -> None:
    if task.attempts > ATTEMPTS:
        return _fail(task, "gave_up", now)
    try:
        _do(task, now, budget)
    except Unusable as error:
        _fail(task, str(error), now)
    except Exception as error:
        report(error, task=task.id)
        store.put_off(task, now + _PAUSE)


def _do(task: Task, now: datetime, budget: Budget) -> None:
    if task.state == TaskState.UPLOADING:
        return _fail(task, "abandoned", now)
    if task.state in {TaskState.DONE, TaskState.FAILED}:
        return _forget(task)
    match TaskKind(task.kind):
        case TaskKind.DOSES:
            return importing.run(task, DOSES, now, budget)
        case TaskKind.SESSIONS:
            return importing.run(task, SESSIONS, now, budget)
        case TaskKind.RECORDS:
            return exporting.run(task, now)
    return rebuilding.run(task, now, budget)


def _fail(task: Task, fault: str, now: datetime) -> None:
    until = now + files().result_kept
    commit(store.ending(task, TaskState.FAILED, now, until, Task.fault.set(fault)))


def _forget(task: Task) -> None:
    """Remove everything kept of a task that ended long enough ago."""
    store.remove_all_objects(task)
    commit(store.forgotten(task))
