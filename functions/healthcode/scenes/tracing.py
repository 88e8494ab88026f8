"""Tracing: who is yellow or red comes to the community worker of where they live, who follows up (H12)."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.healthcode import inputs, looks, recording, reports, store
from functions.healthcode.facts import Source
from functions.healthcode.recording import Extra, Origin, Stated
from functions.healthcode.records import Details
from functions.healthcode.reports import Symptom
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import store_places, store_tasks
from functions.healthcode.scenes.errors import NoSuchTask, TaskClosed
from functions.healthcode.scenes.policies import TracingPolicy
from functions.healthcode.scenes.store_places import AlreadyUploaded
from functions.healthcode.scenes.store_tasks import About, Cause, TaskState, TaskStep
from functions.healthcode.scenes.tables import Task
from functions.healthcode.tables import Holder
from layers import policy
from layers.audit import Entry
from layers.changes import apply
from layers.principals import Staff
from layers.transaction import Step

_KEPT = timedelta(days=30)
_OFFICE = "staff"
_WHY = "TRACING"
"""As which reason the person sees that their number was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a follow-up found: its words, and how the person is; `client` is the device's own id for it."""

    client: str
    words: str
    temperature: float | None
    symptoms: Sequence[Symptom]


def about(holder: Holder, cause: Cause, words: str, now: datetime) -> About:
    """Return a task about somebody with a code, for the staff of where they live."""
    colour = Colour(holder.colour)
    return About(
        person=store.person_of(holder),
        region=holder.region,
        cause=cause,
        colour=colour,
        words=words,
        due=now + patience(colour),
    )


def find(caller: Staff, task: str) -> Task:
    """Return a task that began in the caller's region; raises NoSuchTask, OutOfRegion.

    One that escalated is still in reach of those it began with, and of everybody above them.
    """
    item = store_tasks.task(task)
    caller.require_region(item.home)
    return item


def take(caller: Staff, task: str, now: datetime) -> None:
    """Take a task on, or over from whoever has it; raises NoSuchTask, OutOfRegion, TaskClosed, TaskTaken."""
    item = _open(caller, task)
    taken = Task.state.set(TaskState.TAKEN), Task.taken_by.set(caller.id)
    noted = store_tasks.noting(item, TaskStep.TAKEN, caller.id, "", now)
    apply(store_tasks.changing(item, *taken), noted, record=_entry(caller, "take", item))


def follow_up(caller: Staff, task: str, found: Found, now: datetime) -> None:
    """Note what was found; symptoms and fever are facts about the person. The task is due anew.

    Raises NoSuchTask, OutOfRegion, TaskClosed, TaskTaken.
    """
    item = _open(caller, task)
    actions = store_tasks.moving(item, item.region, now + patience(_colour(item)))
    steps: list[Step] = [
        store_places.once(task, found.client, now + _KEPT),
        store_tasks.changing(item, *actions, Task.state.set(TaskState.TAKEN), Task.taken_by.set(caller.id)),
        store_tasks.noting(item, TaskStep.FOLLOWED, caller.id, found.words, now),
    ]
    extra = Extra(steps, entry=_entry(caller, "follow", item))
    kinds = reports.adverse(found.temperature, found.symptoms, (), inputs.fever_from())
    with suppress(AlreadyUploaded):  # sent again: it was noted
        if kinds and item.person:
            stated = [Stated(kind=kind, at=now, evidence=f"task:{task}") for kind in kinds]
            origin = Origin(source=Source.TRACING, recorder=caller.id, client=found.client, place=task)
            recording.record(item.person, origin, stated, now, extra=extra)
        else:
            apply(*extra.steps, record=extra.entry)


def close(caller: Staff, task: str, words: str, now: datetime) -> None:
    """Close a task, saying why; raises NoSuchTask, OutOfRegion, TaskClosed, TaskTaken."""
    item = find(caller, task)
    apply(*store_tasks.closing(item, caller.id, words, now), record=_entry(caller, "close", item))


def contact(caller: Staff, task: str, now: datetime) -> Details:
    """Return in full who a task is about; recorded, and seen by the person.

    Raises NoSuchTask, OutOfRegion, TaskClosed, and NoSuchTask where nobody with a code is known.
    """
    item = _open(caller, task)
    if not item.person:
        raise NoSuchTask
    holder = store.holder(item.person)
    look = looks.noted(item.person, by=caller.id, place=_OFFICE, name=caller.region, reason=_WHY, now=now)
    apply(look, record=_entry(caller, "contact", item))
    return store.details(holder)


def soonest() -> timedelta:
    """Return for how long what matters most may go without a follow-up."""
    return patience(Colour.RED)


def patience(colour: Colour) -> timedelta:
    """Return for how long a task may go without a follow-up."""
    rules = policy.get(TracingPolicy)
    return timedelta(hours=rules.red_hours if colour is Colour.RED else rules.other_hours)


def task_id(person: str, since: str) -> str:
    """Return the id of the task about a change of somebody's colour."""
    return hashlib.sha256(f"{person}|{since}".encode()).hexdigest()[:32]


def _open(caller: Staff, task: str) -> Task:
    item = find(caller, task)
    if item.state == TaskState.CLOSED:
        raise TaskClosed
    return item


def _colour(item: Task) -> Colour:
    return Colour(item.colour) if item.colour else Colour.RED


def _entry(caller: Staff, action: str, item: Task) -> Entry:
    return Entry(caller.id, f"tracing.{action}", f"task:{store_tasks.identifier(item)}")
