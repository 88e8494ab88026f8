"""Tracing tasks in their table: keys, reads, and the steps that change them."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import merge
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.pagination import ResultIterator

from functions.admin import service as admin
from functions.healthcode import areas, store
from functions.healthcode.scenes.errors import NoSuchTask, TaskClosed, TaskTaken
from functions.healthcode.scenes.tables import FollowUp, Task, Traced
from layers import clock, privacy
from layers.transaction import Delete, Step, Update, new


class Cause(StrEnum):
    """Why somebody is traced."""

    COLOUR = "COLOUR"
    SUSPICION = "SUSPICION"  # a gate reported it
    PURCHASE = "PURCHASE"  # medicine was bought for them
    TEST = "TEST"  # positive, of somebody without a code


class TaskState(StrEnum):
    """Where a task is."""

    OPEN = "OPEN"
    TAKEN = "TAKEN"
    CLOSED = "CLOSED"


class TaskStep(StrEnum):
    """What was done about a task."""

    OPENED = "OPENED"
    TAKEN = "TAKEN"
    FOLLOWED = "FOLLOWED"
    CHANGED = "CHANGED"  # the person's colour did
    ESCALATED = "ESCALATED"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a new task is about: `words` are sealed; `person` is empty where nobody is known by a code."""

    person: str
    region: str
    cause: Cause
    colour: str
    words: str
    due: datetime


def identifier(item: Task) -> str:
    """Return a task's id."""
    return str(item.pk).removeprefix("TASK#")


def task(identifier: str) -> Task:
    """Return a task as it is now; raises NoSuchTask."""
    if found := Task.find(f"TASK#{identifier}", "TASK"):
        return found
    raise NoSuchTask


def opening(identifier: str, about: About, by: str, now: datetime) -> list[Step]:
    """Return the steps that open a task; they refuse with TaskTaken where it was opened before."""
    item = Task(f"TASK#{identifier}", "TASK", region=about.region, cause=about.cause, colour=about.colour)
    item.person, item.home = about.person or None, about.region
    item.state, item.revision = TaskState.OPEN, 1
    item.opened_at, item.due = clock.to_iso(now), clock.to_iso(about.due)
    item.words = privacy.seal(about.words, item.owner)
    item.list, item.place_in_list = _list(about.region), f"{item.due}#{identifier}"
    item.other, item.place_in_other = _all_around(about.region), f"{item.due}#{identifier}"
    return [new(item, TaskTaken()), noting(item, TaskStep.OPENED, by, "", now)]


def changing(item: Task, *actions: Action) -> Step:
    """Return the step that changes a task; TaskTaken where somebody else was faster."""
    unmoved = Task.revision == item.revision
    return Update(
        item=item, actions=[Task.revision.add(1), *actions], condition=unmoved, otherwise=TaskTaken()
    )


def moving(item: Task, region: str, due: datetime) -> list[Action]:
    """Return the actions that give a task to a region's staff, until another instant."""
    place = f"{clock.to_iso(due)}#{identifier(item)}"
    return [
        Task.region.set(region),
        Task.due.set(clock.to_iso(due)),
        Task.list.set(_list(region)),
        Task.place_in_list.set(place),
        Task.other.set(_all_around(item.home)),
        Task.place_in_other.set(place),
    ]


def closing(item: Task, by: str, words: str, now: datetime) -> list[Step]:
    """Return the steps that close a task; raises TaskClosed, refuses with TaskTaken."""
    if item.state == TaskState.CLOSED:
        raise TaskClosed
    actions: list[Action] = [
        Task.state.set(TaskState.CLOSED),
        Task.list.remove(),
        Task.place_in_list.remove(),
        Task.other.remove(),
        Task.place_in_other.remove(),
    ]
    forget = [Delete(item=_traced(item.person))] if item.cause == Cause.COLOUR and item.person else []
    return [changing(item, *actions), *forget, noting(item, TaskStep.CLOSED, by, words, now)]


def noting(item: Task, step: TaskStep, by: str, words: str, now: datetime) -> Step:
    """Return the step that notes what was done about a task; `by` is empty for the clock."""
    at = clock.to_iso(now)
    note = FollowUp(item.pk, f"FOLLOWUP#{at}#{secrets.token_hex(4)}", step=step, at=at, by=by)
    note.words = privacy.seal(words, note.owner)
    return new(note)


def tracing(person: str, task: str) -> Step:
    """Return the step that remembers the open task about a person's colour; TaskTaken where there is one."""
    item = _traced(person)
    item.task = task
    return new(item, TaskTaken())


def traced(person: str) -> Task | None:
    """Return the open task about a person's colour, or None."""
    found = Traced.find(store.partition(person), "TRACED")
    return task(found.task) if found else None


def follow_ups(identifier: str) -> list[FollowUp]:
    """Return what was done about a task, in order."""
    start = FollowUp.sk.startswith("FOLLOWUP#")
    return list(FollowUp.query(f"TASK#{identifier}", start, consistent_read=True))


def words_of(item: Task | FollowUp) -> str:
    """Return what is sealed in a task or a follow-up."""
    return privacy.unseal(item.words, item.owner, str)


def of_region(region: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Task]":
    """Return the tasks that a region's staff have in hand, the first due first, behind a key."""
    return Task.by_list.query(_list(region), last_evaluated_key=after, limit=limit)


def of_districts(districts: Iterable[str], after: str) -> Iterator[Task]:
    """Yield all open tasks that began in some districts, the first due first, from behind a place on."""
    behind = Task.place_in_other > (after or "0")
    found = (Task.by_other.query(_district(each), behind, page_size=areas.PAGE_READ) for each in districts)
    return merge(*found, key=place)


def place(item: Task) -> str:
    """Return where an open task stands among all of its district."""
    return str(item.place_in_other)


def overdue(now: datetime) -> Iterator[str]:
    """Yield the open tasks whose time is over; a moment old at most."""
    end = f"{clock.to_iso(now)}#"
    for district in admin.districts():
        for item in Task.by_other.query(_district(district), Task.place_in_other < end):
            yield identifier(item)


def _list(region: str) -> str:
    return f"TASKS#{region}"


def _district(district: str) -> str:
    return f"TASKS#{district}#ALL"


def _all_around(region: str) -> str:
    return _district(admin.district_of(region))


def _traced(person: str) -> Traced:
    return Traced(store.partition(person), "TRACED")
