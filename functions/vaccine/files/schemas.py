"""Requests and answers about files of records and sessions: the contract that OpenAPI shows."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Level
from functions.vaccine.files.contents import MOST_PARTS, PART
from functions.vaccine.files.rebuilding import Rebuilt
from functions.vaccine.files.store import TaskState
from functions.vaccine.schemas import RegionId
from functions.vaccine.statistics.coverage import Group
from layers.paging import PageQuery

TaskId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
PartNumber = Annotated[str, Meta(pattern=r"^[0-9]{1,3}$", description="from 0")]


class NewTask(msgspec.Struct, frozen=True):
    """The id of a task that was begun."""

    id: str


class UploadedPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a file, counted from 0, base64; every part but the last is as long as may be."""

    part: Annotated[int, Meta(ge=0, le=MOST_PARTS - 1)]
    content: Annotated[bytes, Meta(min_length=1, max_length=PART)]


class StartedImport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many parts the file has, all of which were uploaded."""

    parts: Annotated[int, Meta(ge=1, le=MOST_PARTS)]


class TaskQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose tasks: of one region, not of those below it."""

    region: RegionId


class TaskView(msgspec.Struct, frozen=True):
    """A task: how far it is, and its rows.

    `total` in the file, of which `imported`, `duplicates` and `refused` so far. Once done its file has
    `parts`, until `file_until`: the records, or the rows that were not taken. `fault` says why it failed.
    """

    id: str
    region: str
    state: TaskState
    by: str
    asked_at: datetime
    done_at: datetime | None
    total: int
    imported: int
    duplicates: int
    refused: int
    parts: int
    file_until: datetime | None
    fault: str


class FilePart(msgspec.Struct, frozen=True):
    """A part of a file, base64; the file is all of them, one after the other."""

    content: bytes


class SmallFile(msgspec.Struct, frozen=True):
    """A whole file, base64, and how it is called."""

    name: str
    content: bytes


class FigureExport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statistics as a file, without the groups of columns that are switched off."""

    region: RegionId
    level: Level | None = None
    hidden: Annotated[list[Group], Meta(max_length=len(Group))] = []


class RebuildView(msgspec.Struct, frozen=True):
    """Counts made anew from the records: when asked for, how far, and what was put right."""

    id: str
    state: TaskState
    by: str
    asked_at: datetime
    done_at: datetime | None
    result: Rebuilt | None
