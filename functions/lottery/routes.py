"""The lottery over HTTP: what everybody may read, what a resident does, what staff plan."""

from chalice.app import Blueprint

from functions.auth import service as auth
from functions.lottery import applications, offers, planning, proof, records, reports, store
from functions.lottery.numbers import Chance
from functions.lottery.reports import FairnessLine, FairnessReport
from functions.lottery.schemas import (
    ApplicationView,
    Change,
    EligibilityView,
    PeriodName,
    PeriodSummary,
    PeriodView,
    Postponement,
    QuotasChange,
    QuotasView,
    ResultQuery,
    Results,
    StaffPeriod,
    Submission,
    Waiver,
)
from functions.lottery.views import (
    application_view,
    eligibility_view,
    period_summary,
    period_view,
    result_page,
    staff_period,
)
from layers import paging
from layers.call import Call, Raw
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import PUBLIC, RESIDENT, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "lottery")

_PERIOD = {"period": PeriodName}
_MINE = "/v1/lottery/periods/{period}/application"


@endpoint("GET", "/v1/lottery/periods/current", access=PUBLIC, returns=PeriodView, cache=offers.FRESH)
def show_current_period(call: Call[None, None]) -> PeriodView:
    """Show today's period: dates, places, and how many applied so far (申报列表)."""
    return period_view(offers.current(call.now))


@endpoint("GET", "/v1/lottery/periods", access=PUBLIC, query=PageQuery, returns=Page[PeriodSummary], cache=10)
def list_periods(call: Call[None, PageQuery]) -> Page[PeriodSummary]:
    """List all periods, newest first."""
    found = store.page_of_periods(paging.start(call.query.cursor, "periods"), call.query.limit)
    return paging.page(found, period_summary, "periods")


@endpoint(
    "GET",
    "/v1/lottery/periods/{period}/results",
    access=PUBLIC,
    params=_PERIOD,
    query=ResultQuery,
    returns=Results,
    cache=60,
)
def show_results(call: Call[None, ResultQuery]) -> Results:
    """Show a page of a period's published results, masked (摇号结果公示)."""
    return result_page(store.period(call.path["period"]), call.query)


@endpoint(
    "GET",
    "/v1/lottery/periods/{period}/fairness",
    access=PUBLIC,
    params=_PERIOD,
    returns=FairnessReport,
    cache=300,
)
def show_fairness(call: Call[None, None]) -> FairnessReport:
    """Show a published period's odds by date and household size, and tests that it was drawn by lot."""
    return reports.read(store.period(call.path["period"]))


@endpoint("GET", "/v1/lottery/fairness", access=PUBLIC, query=PageQuery, returns=Page[FairnessLine], cache=60)
def list_fairness(call: Call[None, PageQuery]) -> Page[FairnessLine]:
    """List odds and tests of the published periods, newest first."""
    return reports.history(call.query)


@endpoint("GET", "/v1/lottery/periods/{period}/proof", access=PUBLIC, params=_PERIOD, returns=Raw)
def show_proof(call: Call[None, None]) -> Raw:
    """Show what is needed to check a period's draw; keys appear as docs/draw.md says."""
    return Raw(proof.text(store.period(call.path["period"])), "application/json")


@endpoint(
    "GET",
    "/v1/lottery/periods/{period}/eligibility",
    access=RESIDENT,
    params=_PERIOD,
    returns=EligibilityView,
)
def show_eligibility(call: Call[None, None]) -> EligibilityView:
    """Show who would apply with me and what keeps us from it (确认申报)."""
    period = store.period(call.path["period"])
    household = auth.household(call.resident.account)
    against = applications.against(household, period.name, call.now)
    return eligibility_view(applications.party_of(household), against)


@endpoint(
    "POST",
    _MINE,
    access=RESIDENT,
    params=_PERIOD,
    body=Submission,
    returns=ApplicationView,
    success=201,
    rate=Rate(30, 600, by="account"),
    idempotent=True,
)
def submit_application(call: Call[Submission, None]) -> ApplicationView:
    """Apply for some of a period's dates (预约申报); returns application number and ticket."""
    auth.consume_captcha(call.body.captcha.id, call.body.captcha.answer, call.now)
    dates = [day.isoformat() for day in call.body.dates]
    account, period = call.resident.account, call.path["period"]
    return application_view(applications.submit(account, period, dates, call.now, Chance()))


@endpoint("GET", _MINE, access=RESIDENT, params=_PERIOD, returns=ApplicationView)
def show_application(call: Call[None, None]) -> ApplicationView:
    """Show my application in a period."""
    return application_view(applications.show(call.resident.account, call.path["period"]))


@endpoint(
    "PUT",
    _MINE,
    access=RESIDENT,
    params=_PERIOD,
    body=Change,
    returns=ApplicationView,
    rate=Rate(60, 600, by="account"),
)
def change_application(call: Call[Change, None]) -> ApplicationView:
    """Give my application other dates, while the window is open."""
    dates = [day.isoformat() for day in call.body.dates]
    changed = applications.change(call.resident.account, call.path["period"], dates, call.now)
    return application_view(changed)


@endpoint("DELETE", _MINE, access=RESIDENT, params=_PERIOD, rate=Rate(60, 600, by="account"))
def withdraw_application(call: Call[None, None]) -> None:
    """Take my application back, while the window is open."""
    applications.withdraw(call.resident.account, call.path["period"], call.now)


@endpoint("GET", "/v1/me/draws", access=RESIDENT, query=PageQuery, returns=Page[records.Record])
def list_my_draws(call: Call[None, PageQuery]) -> Page[records.Record]:
    """List my applications in all periods and what became of them (摇号记录)."""
    return records.page(call.resident.account, call.query)


@endpoint(
    "GET",
    "/v1/staff/lottery/periods/{period}",
    access=staff("periods.view", Scope.CITY),
    params=_PERIOD,
    returns=StaffPeriod,
)
def show_period(call: Call[None, None]) -> StaffPeriod:
    """Show where a period stands; nothing of a result that is not public."""
    return staff_period(offers.of_period(store.period(call.path["period"]), call.now))


@endpoint(
    "GET",
    "/v1/staff/lottery/quotas/{period}",
    access=staff("periods.view", Scope.CITY),
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
