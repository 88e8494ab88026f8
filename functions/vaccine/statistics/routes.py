"""Statistics over HTTP (地区统计, 网格统计, 大数据榜单)."""

from chalice.app import Blueprint

from functions.vaccine.statistics import figures
from functions.vaccine.statistics.schemas import FigureQuery, Figures
from functions.vaccine.statistics.views import figures as figures_view
from layers.call import Call
from layers.endpoint import declare
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine statistics")

_STATISTICS = "/v1/staff/vaccine/statistics"


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
