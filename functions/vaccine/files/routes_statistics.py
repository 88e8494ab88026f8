"""Statistics as files over HTTP, and counts made anew (重新统计)."""

from chalice.app import Blueprint

from functions.vaccine.files import tasks
from functions.vaccine.files.schemas import FigureExport, NewTask, RebuildView, SmallFile
from functions.vaccine.files.store import TaskKind
from functions.vaccine.files.views import rebuild_view, small_file
from functions.vaccine.sheets import figure_rows
from functions.vaccine.statistics import figures
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import CITY, Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine statistics")

_STATISTICS = "/v1/staff/vaccine/statistics"
_REBUILD = staff("statistics.rebuild", Scope.CITY)


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
    content = figure_rows.file(table, call.body.hidden, call.language, call.now)
    return small_file("statistics", content, call.language)


@endpoint("POST", f"{_STATISTICS}/rebuilds", access=_REBUILD, returns=NewTask, success=201, idempotent=True)
def rebuild_statistics(call: Call[None, None]) -> NewTask:
    """Let all counts be made anew from the records (重新统计)."""
    return NewTask(tasks.rebuild(call.staff, call.language, call.now))


@endpoint("GET", f"{_STATISTICS}/rebuilds", access=_REBUILD, query=PageQuery, returns=Page[RebuildView])
def list_rebuilds(call: Call[None, PageQuery]) -> Page[RebuildView]:
    """List when counts were made anew, and what was put right, the newest first."""
    found, cursor = tasks.listed(call.staff, TaskKind.REBUILD, CITY, call.query)
    return Page(list(map(rebuild_view, found)), cursor)
