"""Statistics over HTTP (地区统计, 网格统计, 大数据榜单)."""

from chalice.app import Blueprint

from functions.vaccine import figure_sheets, figures, files
from functions.vaccine.schemas_files import NewTask, SmallFile
from functions.vaccine.schemas_statistics import FigureExport, FigureQuery, Figures, RebuildView
from functions.vaccine.store_tasks import TaskKind
from functions.vaccine.views_files import small_file
from functions.vaccine.views_statistics import figures as figures_view
from functions.vaccine.views_statistics import rebuild_view
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import CITY, Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine statistics")

_STATISTICS = "/v1/staff/vaccine/statistics"
_REBUILD = staff("statistics.rebuild", Scope.CITY)


@endpoint(
    "GET",
    _STATISTICS,
    access=staff("statistics.view", Scope.REGION),
    query=FigureQuery,
    returns=Figures,
)
def show_statistics(call: Call[None, FigureQuery]) -> Figures:
    """Show doses, plan, rates and ranks of a region and of those below it."""
    return figures_view(figures.table(call.staff, call.query.region, call.query.level), call.now)


@endpoint(
    "POST",
    f"{_STATISTICS}/export",
    access=staff("statistics.export", Scope.REGION),
    body=FigureExport,
    returns=SmallFile,
)
def export_statistics(call: Call[FigureExport, None]) -> SmallFile:
    """Return the statistics as an Excel file, without the columns that are switched off (导出)."""
    table = figures.table(call.staff, call.body.region, call.body.level)
    content = figure_sheets.file(table, call.body.hidden, call.language, call.now)
    return small_file("statistics", content, call.language)


@endpoint("POST", f"{_STATISTICS}/rebuilds", access=_REBUILD, returns=NewTask, success=201, idempotent=True)
def rebuild_statistics(call: Call[None, None]) -> NewTask:
    """Let all counts be made anew from the records (重新统计)."""
    return NewTask(files.rebuild(call.staff, call.language, call.now))


@endpoint("GET", f"{_STATISTICS}/rebuilds", access=_REBUILD, query=PageQuery, returns=Page[RebuildView])
def list_rebuilds(call: Call[None, PageQuery]) -> Page[RebuildView]:
    """List when counts were made anew, and what was put right, the newest first."""
    found, cursor = files.listed(call.staff, TaskKind.REBUILD, CITY, call.query)
    return Page(list(map(rebuild_view, found)), cursor)
