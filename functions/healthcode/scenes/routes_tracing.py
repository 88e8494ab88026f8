"""Tracing over HTTP, for community workers and the staff above them (H12)."""

from functools import partial

from chalice.app import Blueprint

from functions.healthcode.scenes import lists, tracing
from functions.healthcode.scenes.schemas_tracing import (
    Closing,
    ContactView,
    FollowUpForm,
    TaskId,
    TracingDetails,
    TracingQuery,
    TracingTask,
)
from functions.healthcode.scenes.tracing import Found
from functions.healthcode.scenes.views_tracing import contact_view, task_details, task_view
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health tracing")

_TASK = {"task": TaskId}
_VIEW = staff("tracing.view", Scope.REGION)
_FOLLOW = staff("tracing.follow", Scope.REGION)


@endpoint("GET", "/v1/staff/health/tasks", access=_VIEW, query=TracingQuery, returns=Page[TracingTask])
def list_tasks(call: Call[None, TracingQuery]) -> Page[TracingTask]:
    """List the open tasks of a region, the first due first; a page may be short with another behind it."""
    read = lists.tasks_within if call.query.within else lists.tasks
    return read(call.staff, call.query.region, call.query, partial(task_view, now=call.now))


@endpoint("GET", "/v1/staff/health/tasks/{task}", access=_VIEW, params=_TASK, returns=TracingDetails)
def show_task(call: Call[None, None]) -> TracingDetails:
    """Show a task with what was reported and done."""
    return task_details(tracing.find(call.staff, call.path["task"]), call.now)


@endpoint("POST", "/v1/staff/health/tasks/{task}/taking", access=_FOLLOW, params=_TASK)
def take_task(call: Call[None, None]) -> None:
    """Take a task on, or over from whoever has it."""
    tracing.take(call.staff, call.path["task"], call.now)


@endpoint("POST", "/v1/staff/health/tasks/{task}/follow-ups", access=_FOLLOW, params=_TASK, body=FollowUpForm)
def follow_up_task(call: Call[FollowUpForm, None]) -> None:
    """Note a follow-up (随访); the task is due anew."""
    said = call.body
    found = Found(
        client=said.client,
        words=said.words.strip(),
        temperature=said.temperature,
        symptoms=said.symptoms,
    )
    tracing.follow_up(call.staff, call.path["task"], found, call.now)


@endpoint("POST", "/v1/staff/health/tasks/{task}/closing", access=_FOLLOW, params=_TASK, body=Closing)
def close_task(call: Call[Closing, None]) -> None:
    """Close a task, saying why."""
    tracing.close(call.staff, call.path["task"], call.body.words.strip(), call.now)


@endpoint(
    "POST",
    "/v1/staff/health/tasks/{task}/contact",
    access=staff("tracing.contact", Scope.REGION),
    params=_TASK,
    returns=ContactView,
    rate=Rate(100, 3600, by="account"),
)
def show_task_contact(call: Call[None, None]) -> ContactView:
    """Show in full who a task is about and how to reach them; recorded, and seen by the person."""
    return contact_view(tracing.contact(call.staff, call.path["task"], call.now))
