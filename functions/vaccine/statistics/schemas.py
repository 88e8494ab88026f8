"""Requests and answers about statistics: the contract that OpenAPI shows."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.admin.service import Level, Names
from functions.vaccine.policies import Texts
from functions.vaccine.rebuilding import Rebuilt
from functions.vaccine.schemas import RegionId
from functions.vaccine.statistics import Group
from functions.vaccine.store_tasks import TaskState


class FigureQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose statistics: by those right below the region, or by all of a level below it (大数据榜单)."""

    region: RegionId
    level: Level | None = None


class FigureExport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statistics as a file, without the groups of columns that are switched off."""

    region: RegionId
    level: Level | None = None
    hidden: Annotated[list[Group], Meta(max_length=len(Group))] = []


class DoseColumn(msgspec.Struct, frozen=True):
    """A column of doses: 第一剂(b), and so on."""

    vaccine: str
    vaccine_names: Texts
    dose: int
    letter: str


class FigureLine(msgspec.Struct, frozen=True):
    """A region's line: a, the doses by column, k, g, h, g/k and h/k as printed, and the ranks (序位).

    Ranks are null where a region is compared with none; `below`: there are regions to drill down to.
    """

    region: str
    names: Names
    level: Level
    below: bool
    population: int
    doses: list[int]
    plan: int
    first: int
    completed: int
    first_rate: str
    first_rank: int | None
    completed_rate: str
    completed_rank: int | None


class Figures(msgspec.Struct, frozen=True):
    """A region's statistics and those of the regions below it at `as_of`; `path` leads down to it."""

    path: list[str]
    columns: list[DoseColumn]
    plan_per_thousand: int
    total: FigureLine
    lines: list[FigureLine]
    as_of: datetime


class RebuildView(msgspec.Struct, frozen=True):
    """Counts made anew from the records: when asked for, how far, and what was put right."""

    id: str
    state: TaskState
    by: str
    asked_at: datetime
    done_at: datetime | None
    result: Rebuilt | None
