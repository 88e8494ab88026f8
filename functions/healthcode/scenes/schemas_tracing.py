"""Requests and answers about tracing tasks, for staff: the contract that OpenAPI shows."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.healthcode.reports import Symptom
from functions.healthcode.rules import Colour
from functions.healthcode.scenes.schemas_places import Client
from functions.healthcode.scenes.store_tasks import Cause, TaskState, TaskStep
from functions.healthcode.schemas import Celsius, RegionId
from layers.paging import PageQuery

TaskId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Words = Annotated[str, Meta(min_length=1, max_length=1000)]


class TracingQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which tasks: those in the hands of one region's staff; `within`: all that began there or below it."""

    region: RegionId
    within: bool = False


class TracingTask(msgspec.Struct, frozen=True):
    """A tracing task, the person masked (none for somebody without a code); overdue ones went up a region."""

    task: str
    name: str
    region: str
    cause: Cause
    colour: Colour | None
    opened_at: datetime
    due: datetime
    overdue: bool
    escalations: int
    state: TaskState
    taken_by: str


class FollowUpView(msgspec.Struct, frozen=True):
    """What was done about a task, by whom: empty for the clock."""

    step: TaskStep
    at: datetime
    by: str
    words: str


class TracingDetails(msgspec.Struct, frozen=True):
    """A task with what was reported and done."""

    task: TracingTask
    words: str
    steps: list[FollowUpView]


class FollowUpForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a follow-up found (随访); symptoms and fever become facts about the person."""

    client: Client
    words: Words
    temperature: Celsius | None = None
    symptoms: Annotated[list[Symptom], Meta(max_length=20)] = []


class Closing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a task is closed."""

    words: Words


class ContactView(msgspec.Struct, frozen=True):
    """In full who a task is about; the person sees that it was looked at."""

    name: str
    phone: str
    address: str
