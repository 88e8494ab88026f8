"""The dashboard as answers to staff."""

from datetime import timedelta

from functions.admin import service as admin
from functions.admin.service import Region
from functions.healthcode.dashboard.figures import Figures
from functions.healthcode.dashboard.overview import Overview
from functions.healthcode.dashboard.schemas import (
    DashboardView,
    DaysOf,
    FiguresView,
    RegionFigures,
    RegionStep,
)
from layers.errors import FieldFault, InvalidInput

_MOST_DAYS = 31


def checked(query: DaysOf) -> DaysOf:
    """Return a query of dates in order and not too many; raises InvalidInput."""
    if query.until < query.since:
        raise InvalidInput([FieldFault("until", "inconsistent")])
    if query.until - query.since >= timedelta(days=_MOST_DAYS):
        raise InvalidInput([FieldFault("until", "too_long_a_series", (("limit", str(_MOST_DAYS)),))])
    return query


def dashboard_view(overview: Overview) -> DashboardView:
    """Return a region and those right below it."""
    return DashboardView(
        as_of=overview.as_of,
        path=[RegionStep(region.id, region.level, admin.names_of(region)) for region in overview.path],
        figures=figures_view(overview.whole),
        below=[_region(region, figures) for region, figures in overview.below],
    )


def figures_view(figures: Figures | None) -> FiguresView | None:
    """Return a region's numbers, None where they are withheld."""
    if figures is None:
        return None
    return FiguresView(
        codes=figures.codes,
        colours=dict(figures.colours),
        open_clues=figures.open_clues,
        declared=figures.declared,
        checked_in=figures.checked_in,
        check_in_rate=figures.check_in_rate,
        passes=figures.passes,
        stopped=figures.stopped,
        clues=figures.clues,
    )


def _region(region: Region, figures: Figures | None) -> RegionFigures:
    return RegionFigures(region.id, region.level, admin.names_of(region), figures_view(figures))
