"""The lottery over HTTP: what everybody may read, and what a resident does."""

from chalice.app import Blueprint

from functions.auth import service as auth
from functions.lottery import applications, offers, proof, records, reports, rules, store
from functions.lottery.numbers import Chance
from functions.lottery.reports import FairnessLine, FairnessReport
from functions.lottery.results import Found
from functions.lottery.schemas import (
    ApplicationNumber,
    ApplicationView,
    Change,
    EligibilityView,
    PeriodName,
    PeriodSummary,
    PeriodView,
    ResultQuery,
    Results,
    Submission,
)
from functions.lottery.views import (
    application_view,
    eligibility_view,
    found_result,
    period_summary,
    period_view,
    result_page,
)
from layers import paging
from layers.call import Call, Raw
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "lottery")

_PERIOD = {"period": PeriodName}
_MINE = "/v1/lottery/periods/{period}/application"


@endpoint("GET", "/v1/lottery/periods/current", access=PUBLIC, returns=PeriodView, cache=offers.FRESH)
def show_current_period(call: Call[None, None]) -> PeriodView:
    """Show today's period: dates, places, and how many applied so far (申报列表)."""
    return period_view(offers.current(call.now))


@endpoint("GET", "/v1/rules", access=PUBLIC, returns=rules.Rules, cache=60)
def show_rules(call: Call[None, None]) -> rules.Rules:  # noqa: ARG001  the same for everybody
    """Show the numbers behind what residents are told: hours, limits, days, as staff have set them."""
    return rules.in_force()


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
    "/v1/lottery/periods/{period}/results/{application}",
    access=PUBLIC,
    params={"period": PeriodName, "application": ApplicationNumber},
    returns=Found,
    cache=60,
)
def find_result(call: Call[None, None]) -> Found:
    """Find an application among a period's winners by its full number; the rows are masked as in the list."""
    return found_result(store.period(call.path["period"]), call.path["application"])


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
