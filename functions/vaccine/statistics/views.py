"""Statistics as answers."""

from datetime import datetime

import msgspec

from functions.admin import service as admin
from functions.admin.service import Names, Region
from functions.vaccine import statistics, vaccines
from functions.vaccine.figures import Table
from functions.vaccine.policies_files import plan_per_thousand
from functions.vaccine.rebuilding import Rebuilt
from functions.vaccine.schemas_statistics import DoseColumn, FigureLine, Figures, RebuildView
from functions.vaccine.statistics import Line
from functions.vaccine.store_tasks import TaskState
from functions.vaccine.tables import Task
from layers.clock import from_iso


def figures(table: Table, now: datetime) -> Figures:
    """Return a table of statistics."""
    return Figures(
        path=[each.id for each in admin.path(table.region.id)],
        columns=_columns(table),
        plan_per_thousand=plan_per_thousand(),
        total=_line(table, table.total),
        lines=[_line(table, line) for line in table.lines],
        as_of=now,
    )


def rebuild_view(task: Task) -> RebuildView:
    """Return counts made anew."""
    return RebuildView(
        id=task.id,
        state=TaskState(task.state),
        by=task.by,
        asked_at=from_iso(task.asked_at),
        done_at=from_iso(task.done_at) if task.done_at else None,
        result=msgspec.json.decode(task.result, type=Rebuilt) if task.result else None,
    )


def _columns(table: Table) -> list[DoseColumn]:
    names = {each.id: each.names for each in vaccines.listed()}
    return [
        DoseColumn(vaccine, names[vaccine], dose, letter)
        for (vaccine, dose), letter in statistics.letters(table.courses).items()
    ]


def _line(table: Table, line: Line) -> FigureLine:
    region = table.regions[line.region]
    return FigureLine(
        region=region.id,
        names=_names(region),
        level=region.level,
        below=any(each.parent == region.id for each in table.regions.values()),
        population=line.population,
        doses=[line.given.get(dose, 0) for dose in statistics.letters(table.courses)],
        plan=line.plan,
        first=line.first,
        completed=line.completed,
        first_rate=statistics.percent(line.first_rate.share),
        first_rank=line.first_rate.rank,
        completed_rate=statistics.percent(line.completed_rate.share),
        completed_rank=line.completed_rate.rank,
    )


def _names(region: Region) -> Names:
    return msgspec.convert(region.names, Names)
