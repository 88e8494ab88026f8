"""Statistics as answers."""

from datetime import datetime

import msgspec

from functions.admin import service as admin
from functions.admin.service import Names, Region
from functions.vaccine.catalogue import vaccines
from functions.vaccine.statistics import coverage
from functions.vaccine.statistics.coverage import Line
from functions.vaccine.statistics.figures import Table
from functions.vaccine.statistics.policies import plan_per_thousand
from functions.vaccine.statistics.schemas import DoseColumn, FigureLine, Figures


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


def _columns(table: Table) -> list[DoseColumn]:
    names = {each.id: each.names for each in vaccines.listed()}
    return [
        DoseColumn(vaccine, names[vaccine], dose, letter)
        for (vaccine, dose), letter in coverage.letters(table.courses).items()
    ]


def _line(table: Table, line: Line) -> FigureLine:
    region = table.regions[line.region]
    return FigureLine(
        region=region.id,
        names=_names(region),
        level=region.level,
        below=any(each.parent == region.id for each in table.regions.values()),
        population=line.population,
        doses=[line.given.get(dose, 0) for dose in coverage.letters(table.courses)],
        plan=line.plan,
        first=line.first,
        completed=line.completed,
        first_rate=coverage.percent(line.first_rate.share),
        first_rank=line.first_rate.rank,
        completed_rate=coverage.percent(line.completed_rate.share),
        completed_rank=line.completed_rate.rank,
    )


def _names(region: Region) -> Names:
    return msgspec.convert(region.names, Names)
