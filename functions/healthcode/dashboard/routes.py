"""The dashboard over HTTP (H15): numbers of regions and days, no names."""

from chalice.app import Blueprint

from functions.healthcode.dashboard import overview
from functions.healthcode.dashboard.schemas import DashboardView, DayFigures, DaysOf, RegionOf
from functions.healthcode.dashboard.views import checked, dashboard_view, figures_view
from layers.call import Call
from layers.endpoint import declare
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "dashboard")

_VIEW = staff("dashboard.view", Scope.REGION)


@endpoint("GET", "/v1/staff/health/dashboard", access=_VIEW, query=RegionOf, returns=DashboardView)
def show_dashboard(call: Call[None, RegionOf]) -> DashboardView:
    """Show a region's codes, check-ins, passes and clues, and those of the regions right below it."""
    return dashboard_view(overview.of_region(call.staff, call.query.region, call.now))


@endpoint("GET", "/v1/staff/health/dashboard/days", access=_VIEW, query=DaysOf, returns=list[DayFigures])
def show_days(call: Call[None, DaysOf]) -> list[DayFigures]:
    """Show a region's numbers day by day, for charts."""
    query = checked(call.query)
    found = overview.of_days(call.staff, query.region, query.since, query.until)
    return [DayFigures(day, figures_view(figures)) for day, figures in found]
