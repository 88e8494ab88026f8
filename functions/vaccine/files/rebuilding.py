"""The task that makes all counts anew from the records (重新统计), street by street."""

from collections import Counter
from datetime import datetime

import msgspec

from functions.vaccine.files import store
from functions.vaccine.files.budget import Budget
from functions.vaccine.files.policies import files
from functions.vaccine.files.store import TaskState
from functions.vaccine.statistics import rebuild
from functions.vaccine.stores.counts import Place, Reading
from functions.vaccine.tables import Task
from layers import clock
from layers.audit import Entry
from layers.changes import apply

_SHOWN = 200
"""So many differences are told one by one."""

_BEFORE = "before"


class Began(msgspec.Struct, frozen=True):
    """When reading the records began, all counts as they were then, and which streets are read."""

    since: datetime
    readings: list[Reading]
    streets: list[str]


class Corrected(msgspec.Struct, frozen=True):
    """A count that was put right."""

    grid: str
    vaccine: str
    dose: int
    counted: int
    recorded: int


class Rebuilt(msgspec.Struct, frozen=True):
    """How many counts were put right and left because they moved; the first of those put right."""

    corrected: int
    left: int
    differences: list[Corrected]


def run(task: Task, now: datetime, budget: Budget) -> None:
    """Go on with the task until it is done or the budget is spent."""
    began = store.find_object(task, _BEFORE, Began) or _begin(task)
    for number, street in enumerate(began.streets):
        if store.find_object(task, _street(number), list[tuple[Place, int]]) is None:
            if budget.spent():
                return store.hand_back(task, now)
            store.write_object(task, _street(number), list(rebuild.recorded(street).items()))
    return _finish(task, began, now)


def _begin(task: Task) -> Began:
    readings = rebuild.readings()
    began = Began(clock.now(), list(readings.values()), rebuild.streets())
    store.write_object(task, _BEFORE, began)
    return began


def _finish(task: Task, began: Began, now: datetime) -> None:
    found: Counter[Place] = Counter()
    for number in range(len(began.streets)):
        found.update(dict(store.read_object(task, _street(number), list[tuple[Place, int]])))
    before = {reading.place: reading for reading in began.readings}
    outcome = rebuild.correct(before, found, began.since)

    result = Rebuilt(
        len(outcome.corrected), outcome.left, [_shown(each) for each in outcome.corrected[:_SHOWN]]
    )
    details = {"corrected": result.corrected, "left": result.left}
    record = Entry(task.by, "statistics.rebuilt", f"task:{task.id}", details)
    said = Task.result.set(msgspec.json.encode(result).decode())
    apply(store.ending(task, TaskState.DONE, now, now + files().result_kept, said), record=record)
    store.remove_all_objects(task)


def _shown(difference: rebuild.Difference) -> Corrected:
    place = difference.place
    return Corrected(place.grid, place.vaccine, place.dose, difference.counted, difference.recorded)


def _street(number: int) -> str:
    return f"street-{number:05d}"
