"""Tracing tasks as answers to staff."""

from datetime import datetime

from functions.healthcode import listings
from functions.healthcode.records import Details
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import store_tasks
from functions.healthcode.scenes.schemas_tracing import ContactView, FollowUpView, TracingDetails, TracingTask
from functions.healthcode.scenes.store_tasks import Cause, TaskState, TaskStep
from functions.healthcode.scenes.tables import FollowUp, Task
from layers import clock


def task_view(item: Task, name: str, now: datetime) -> TracingTask:
    """Return a task with the person's masked name."""
    due = clock.from_iso(item.due)
    return TracingTask(
        task=store_tasks.identifier(item),
        name=name,
        region=item.region,
        cause=Cause(item.cause),
        colour=Colour(item.colour) if item.colour else None,
        opened_at=clock.from_iso(item.opened_at),
        due=due,
        overdue=item.state != TaskState.CLOSED and due < now,
        escalations=int(item.escalations),
        state=TaskState(item.state),
        taken_by=item.taken_by or "",
    )


def task_details(item: Task, now: datetime) -> TracingDetails:
    """Return a task with everything that was done about it."""
    names = listings.masked_names([item.person] if item.person else [])
    steps = store_tasks.follow_ups(store_tasks.identifier(item))
    return TracingDetails(
        task=task_view(item, names.get(item.person or "", ""), now),
        words=store_tasks.words_of(item),
        steps=[_follow_up(step) for step in steps],
    )


def contact_view(details: Details) -> ContactView:
    """Return in full how somebody is reached."""
    return ContactView(details.name, details.phone, details.address)


def _follow_up(item: FollowUp) -> FollowUpView:
    at, words = clock.from_iso(item.at), store_tasks.words_of(item)
    return FollowUpView(TaskStep(item.step), at, item.by, words)
