"""The lottery over HTTP as staff deal with it: the calendar of periods, quotas ahead, public decisions."""

from chalice.app import Blueprint

from functions.lottery import months, offers, planning, store
from functions.lottery.schemas import PeriodName
from functions.lottery.schemas_staff import (
    CalendarDay,
    MonthQuery,
    Postponement,
    QuotasChange,
    QuotasView,
    StaffPeriod,
    Waiver,
)
from functions.lottery.views_staff import calendar_day, staff_period
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "lottery")

_PERIOD = {"period": PeriodName}
_VIEW = staff("periods.view", Scope.CITY)


@endpoint("GET", "/v1/staff/lottery/periods", access=_VIEW, query=MonthQuery, returns=list[CalendarDay])
def show_calendar(call: Call[None, MonthQuery]) -> list[CalendarDay]:
    """Show the periods of a month: those that were, with counts, and those to come, with their quotas."""
    return [calendar_day(each) for each in months.of(call.query.month, local_date(call.now))]


@endpoint(
    "GET",
    "/v1/staff/lottery/periods/{period}",
    access=_VIEW,
    params=_PERIOD,
    returns=StaffPeriod,
)
def show_period(call: Call[None, None]) -> StaffPeriod:
    """Show where a period stands, and its fingerprints; nothing of a result that is not public."""
    return staff_period(offers.of_period(store.period(call.path["period"]), call.now))


@endpoint(
    "GET",
    "/v1/staff/lottery/quotas/{period}",
    access=_VIEW,
    params=_PERIOD,
    returns=QuotasView,
)
def show_quotas(call: Call[None, None]) -> QuotasView:
    """Show the quotas a period will open with, set ahead or by default."""
    name = call.path["period"]
    return QuotasView(name, *planning.quotas(name))


@endpoint(
    "PUT",
    "/v1/staff/lottery/quotas/{period}",
    access=staff("periods.quota", Scope.CITY),
    params=_PERIOD,
    body=QuotasChange,
)
def change_quotas(call: Call[QuotasChange, None]) -> None:
    """Set the quotas of a period that is not open yet."""
    planning.set_quotas(call.path["period"], call.body.quotas, call.body.version, call.staff.id)


@endpoint(
    "POST",
    "/v1/staff/lottery/periods/{period}/postponements",
    access=staff("periods.postpone", Scope.CITY),
    params=_PERIOD,
    body=Postponement,
)
def postpone_period(call: Call[Postponement, None]) -> None:
    """Move steps of a period to later times; the reason is public at once."""
    moved = {
        "closes_at": call.body.closes_at,
        "draws_at": call.body.draws_at,
        "publishes_at": call.body.publishes_at,
    }
    times = {step: instant for step, instant in moved.items() if instant}
    planning.postpone(call.path["period"], times, call.body.reason, call.staff.id)


@endpoint(
    "POST",
    "/v1/staff/lottery/periods/{period}/beacon-waiver",
    access=staff("periods.beacon", Scope.CITY),
    params=_PERIOD,
    body=Waiver,
)
def waive_beacon(call: Call[Waiver, None]) -> None:
    """Decide in public to draw without the announced beacon round, while the draw waits for it."""
    planning.waive_beacon(call.path["period"], call.body.reason, call.staff.id, call.now)
