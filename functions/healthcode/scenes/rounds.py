"""What the clock does about tracing: changes of colour become tasks, overdue ones go a region up."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from functions.admin import service as admin
from functions.healthcode import store
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import store_tasks, tracing
from functions.healthcode.scenes.errors import TaskTaken
from functions.healthcode.scenes.store_tasks import Cause, TaskStep
from functions.healthcode.scenes.tables import Task
from functions.healthcode.tables import Turned
from layers import clock
from layers.changes import apply
from layers.principals import CITY
from layers.transaction import ConditionFailed, Step

_PART = 100
"""Changes of a shard that one run takes up."""

_CLOCK = ""
"""Who follow-ups of the clock are by."""


def take_up(now: datetime) -> int:
    """Turn changes of colour into tasks; returns how many were taken up.

    Safe to kill and to run twice: a change leaves its list in the transaction that writes its task.
    """
    shards = range(store.CHANGE_SHARDS)
    return sum(_taken_up(change, now) for shard in shards for change in store.changes(shard, _PART))


def escalate(now: datetime) -> int:
    """Give overdue tasks to the staff of the region above; returns how many."""
    return sum(_escalated(task, now) for task in store_tasks.overdue(now))


def _taken_up(change: Turned, now: datetime) -> bool:
    with suppress(ConditionFailed, TaskTaken):  # another run was faster, or staff: the next run looks again
        apply(store.taken_up(change), *_following(change, now))
        return True
    return False


def _following(change: Turned, now: datetime) -> Sequence[Step]:
    """Return what a change of colour means: a task, another colour in the open one, or its end."""
    known, after = store_tasks.traced(change.person), Colour(change.after)
    if known is None:
        return [] if after is Colour.GREEN else _opening(change, after, now)
    if after is Colour.GREEN:
        return store_tasks.closing(known, _CLOCK, after, now)
    due = min(now + tracing.patience(after), clock.from_iso(known.due))
    actions = store_tasks.moving(known, known.region, due)
    return [
        store_tasks.changing(known, *actions, Task.colour.set(after)),
        store_tasks.noting(known, TaskStep.CHANGED, _CLOCK, after, now),
    ]


def _opening(change: Turned, colour: Colour, now: datetime) -> Sequence[Step]:
    identifier = tracing.task_id(change.person, change.at)
    about = store_tasks.About(
        person=change.person,
        region=change.region,
        cause=Cause.COLOUR,
        colour=colour,
        words="",
        due=clock.from_iso(change.at) + tracing.patience(colour),
    )
    opened = store_tasks.opening(identifier, about, _CLOCK, now)
    return [*opened, store_tasks.tracing(change.person, identifier)]


def _escalated(task: str, now: datetime) -> bool:
    item = store_tasks.task(task)
    if item.place_in_other is None or clock.from_iso(item.due) > now:
        return False  # the index is a moment behind
    path = admin.path(item.region)
    above = path[-2].id if len(path) > 1 else CITY
    colour = Colour(item.colour) if item.colour else Colour.RED
    actions = store_tasks.moving(item, above, now + tracing.patience(colour))
    with suppress(TaskTaken):
        apply(
            store_tasks.changing(item, *actions, Task.escalations.add(1)),
            store_tasks.noting(item, TaskStep.ESCALATED, _CLOCK, above, now),
        )
        return True
    return False
