"""Requests and answers about the dashboard: the contract that OpenAPI shows."""

from datetime import date, datetime

import msgspec

from functions.admin.service import Level, Names
from functions.healthcode.schemas import RegionId


class RegionOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region within the caller's."""

    region: RegionId


class DaysOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region within the caller's, and local dates, both included, at most 31."""

    region: RegionId
    since: date
    until: date


class FiguresView(msgspec.Struct, frozen=True):
    """Codes, by colour; open clues; of the day: new codes, check-ins and their rate, passes, new clues.

    `passes` are those that gates let through, `stopped` the others.
    """

    codes: int
    colours: dict[str, int]
    open_clues: int
    declared: int
    checked_in: int
    check_in_rate: float | None
    passes: int
    stopped: int
    clues: int


class RegionStep(msgspec.Struct, frozen=True):
    """A region on the way down to the one that is shown."""

    region: str
    level: Level
    names: Names


class RegionFigures(msgspec.Struct, frozen=True):
    """A region; no figures where so few people have codes that they could be told apart."""

    region: str
    level: Level
    names: Names
    figures: FiguresView | None


class DashboardView(msgspec.Struct, frozen=True):
    """A region (the last of `path`) and those right below it, as they were at `as_of`."""

    as_of: datetime | None
    path: list[RegionStep]
    figures: FiguresView | None
    below: list[RegionFigures]


class DayFigures(msgspec.Struct, frozen=True):
    """A day: codes as it left them, and what happened; no figures of too few people."""

    day: date
    figures: FiguresView | None
