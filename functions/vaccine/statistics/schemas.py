"""Requests and answers about statistics: the contract that OpenAPI shows."""

from datetime import datetime

import msgspec

from functions.admin.service import Level, Names
from functions.vaccine.policies import Texts
from functions.vaccine.schemas import RegionId


class FigureQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose statistics: by those right below the region, or by all of a level below it (大数据榜单)."""

    region: RegionId
    level: Level | None = None


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
