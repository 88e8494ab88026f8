"""Residents over HTTP as staff deal with them: reviews, forgotten passwords, imported accounts."""

from chalice.app import Blueprint

from functions.auth import inputs, legacy, resets, reviews, views_staff
from functions.auth.ids import AccountId
from functions.auth.schemas import Id
from functions.auth.schemas_staff import (
    CaseLook,
    CaseSummary,
    CaseView,
    ImportReport,
    LegacyImport,
    MemberId,
    QueueQuery,
    RegionQuery,
    ResetDecision,
    ResetId,
    ResetView,
    ReviewDecision,
    Waiting,
)
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "residents")

_REVIEW = "/v1/staff/reviews/{account}/{member}"
_REVIEW_PARAMS = {"account": Id, "member": MemberId}
_RESET = "/v1/staff/password-resets/{reset}"
_RESET_PARAMS = {"reset": ResetId}
_LOOKS = Rate(100, 3600, by="account")
_VIEW_RESETS = staff("resets.view", Scope.CITY)
_VIEW_REVIEWS = staff("reviews.view", Scope.REGION)


@endpoint("GET", "/v1/staff/reviews", access=_VIEW_REVIEWS, query=QueueQuery, returns=Page[CaseSummary])
def list_reviews(call: Call[None, QueueQuery]) -> Page[CaseSummary]:
    """List who waits for review in a region and below, masked, the longest waiting first."""
    found = reviews.waiting(call.staff, call.query.region or call.staff.region, call.query)
    return Page([views_staff.case_summary(item, call.language) for item in found.items], found.next)


@endpoint("GET", "/v1/staff/reviews/counts", access=_VIEW_REVIEWS, query=RegionQuery, returns=Waiting)
def count_reviews(call: Call[None, RegionQuery]) -> Waiting:
    """Count who waits for review in a region and below."""
    region = call.query.region or call.staff.region
    return Waiting(reviews.number_waiting(call.staff, region), reviews.COUNTED)


@endpoint("GET", _REVIEW, access=_VIEW_REVIEWS, params=_REVIEW_PARAMS, returns=CaseView)
def show_review(call: Call[None, None]) -> CaseView:
    """Show somebody who waits for review, masked."""
    case = reviews.show(call.staff, AccountId(call.path["account"]), call.path["member"])
    return views_staff.case(case, call.language, reveal=False)


@endpoint(
    "POST",
    f"{_REVIEW}/reveal",
    access=staff("personal.reveal", Scope.REGION),
    params=_REVIEW_PARAMS,
    body=CaseLook,
    returns=CaseView,
    rate=_LOOKS,
)
def reveal_review(call: Call[CaseLook, None]) -> CaseView:
    """Show somebody who waits for review in full; recorded."""
    account, member = AccountId(call.path["account"]), call.path["member"]
    case = reviews.reveal(call.staff, account, member, call.body.reason)
    return views_staff.case(case, call.language, reveal=True)


@endpoint(
    "POST",
    f"{_REVIEW}/decision",
    access=staff("reviews.decide", Scope.REGION),
    params=_REVIEW_PARAMS,
    body=ReviewDecision,
)
def decide_review(call: Call[ReviewDecision, None]) -> None:
    """Approve or reject what was read at a revision; the resident is told."""
    account, decision = AccountId(call.path["account"]), inputs.decision(call.body)
    reviews.decide(call.staff, account, call.path["member"], decision)


@endpoint("GET", "/v1/staff/password-resets", access=_VIEW_RESETS, query=PageQuery, returns=Page[ResetView])
def list_resets(call: Call[None, PageQuery]) -> Page[ResetView]:
    """List who forgot their password and waits, masked, the longest waiting first."""
    found = resets.waiting(call.query)
    return Page([views_staff.reset(request, reveal=False) for request in found.items], found.next)


@endpoint("GET", "/v1/staff/password-resets/counts", access=_VIEW_RESETS, returns=Waiting)
def count_resets(call: Call[None, None]) -> Waiting:  # noqa: ARG001  there is nothing to ask
    """Count who forgot their password and waits."""
    return Waiting(resets.number_waiting(), resets.COUNTED)


@endpoint("GET", _RESET, access=_VIEW_RESETS, params=_RESET_PARAMS, returns=ResetView)
def show_reset(call: Call[None, None]) -> ResetView:
    """Show a request for a new password, masked."""
    return views_staff.reset(resets.show(call.path["reset"]), reveal=False)


@endpoint(
    "POST",
    f"{_RESET}/reveal",
    access=staff("personal.reveal", Scope.CITY),
    params=_RESET_PARAMS,
    body=CaseLook,
    returns=ResetView,
    rate=_LOOKS,
)
def reveal_reset(call: Call[CaseLook, None]) -> ResetView:
    """Show a request for a new password in full; recorded."""
    request = resets.reveal(call.staff, call.path["reset"], call.body.reason)
    return views_staff.reset(request, reveal=True)


@endpoint(
    "POST",
    f"{_RESET}/decision",
    access=staff("resets.decide", Scope.CITY),
    params=_RESET_PARAMS,
    body=ResetDecision,
)
def decide_reset(call: Call[ResetDecision, None]) -> None:
    """Send a link or a temporary password to somebody who was verified, or refuse."""
    resets.decide(call.staff, call.path["reset"], call.body.answer, call.body.verified, call.now)


@endpoint(
    "POST",
    "/v1/staff/legacy-accounts",
    access=staff("legacy.import", Scope.CITY),
    body=LegacyImport,
    returns=ImportReport,
    rate=Rate(60, 60, by="account"),
)
def import_legacy_accounts(call: Call[LegacyImport, None]) -> ImportReport:
    """Import accounts of the older system; good rows are kept, every bad one is listed."""
    return views_staff.import_report(
        legacy.import_rows(call.body.rows, call.staff.id, call.now), call.language
    )
