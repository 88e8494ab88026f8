"""Health codes over HTTP as staff deal with them: people, proposals, appeals, askings."""

from chalice.app import Blueprint

from functions.healthcode import appeals, askings, listings, people, proposals, rulebook, store, sweep
from functions.healthcode.facts import Source
from functions.healthcode.recording import Origin, Stated
from functions.healthcode.schemas import AccountId, FactId, PersonId
from functions.healthcode.schemas_staff import (
    AppealDecision,
    AskingDecision,
    Look,
    PersonSearch,
    ProposalDecision,
    ProposalForm,
    ProposalId,
    Proposed,
    StaffAppeal,
    StaffAppealDetails,
    StaffAsking,
    StaffPerson,
    StaffProposal,
)
from functions.healthcode.tables import Holder
from functions.healthcode.views import verdict_view
from functions.healthcode.views_staff import (
    staff_appeal,
    staff_appeal_details,
    staff_asking,
    staff_person,
    staff_proposal,
)
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health code")

_PERSON = {"person": PersonId}
_FACT = {"person": PersonId, "fact": FactId}
_KEEPER = {"person": PersonId, "account": AccountId}
_PROPOSAL = {"proposal": ProposalId}

_LOOK = staff("holders.view", Scope.REGION)
_PROPOSE = staff("facts.propose", Scope.REGION)
_APPEALS = staff("appeals.decide", Scope.REGION)
_ASKINGS = staff("askings.decide", Scope.REGION)

_LOOKS = Rate(100, 3600, by="account")
_DECISIONS = Rate(60, 3600, by="account")
"""Each decision is about one person, whose evidence has to be read."""


@endpoint(
    "POST",
    "/v1/staff/health/lookups",
    access=_LOOK,
    body=PersonSearch,
    returns=StaffPerson,
    rate=_LOOKS,
)
def look_up_health(call: Call[PersonSearch, None]) -> StaffPerson:
    """Find the code of a document's person who lives in a region; recorded, and seen by the person."""
    return _shown(people.look_up(call.body, call.staff, call.now), call)


@endpoint(
    "POST",
    "/v1/staff/health/people/{person}/looks",
    access=_LOOK,
    params=_PERSON,
    body=Look,
    returns=StaffPerson,
    rate=_LOOKS,
)
def look_at_health(call: Call[Look, None]) -> StaffPerson:
    """Show the code of somebody whom a list names, with all facts; recorded, and seen by the person."""
    return _shown(people.look_at(call.path["person"], call.staff, call.body.reason, call.now), call)


@endpoint(
    "POST",
    "/v1/staff/health/people/{person}/proposals",
    access=_PROPOSE,
    params=_PERSON,
    body=ProposalForm,
    returns=Proposed,
    success=201,
    rate=_DECISIONS,
)
def propose_fact(call: Call[ProposalForm, None]) -> Proposed:
    """Propose a fact about one person with its evidence; it counts once somebody else approves it."""
    said, person = call.body, call.path["person"]
    call.staff.require_region(store.holder(person).region)
    origin = Origin(source=Source.STAFF, recorder=call.staff.id, client=said.client, listing=said.listing)
    stated = Stated(kind=said.kind, at=said.at, evidence=said.evidence.strip())
    return Proposed(proposals.propose(person, origin, stated, call.now, withdraws=said.withdraws))


@endpoint(
    "GET",
    "/v1/staff/health/proposals",
    access=staff("facts.view", Scope.REGION),
    query=PageQuery,
    returns=Page[StaffProposal],
)
def list_proposals(call: Call[None, PageQuery]) -> Page[StaffProposal]:
    """List the facts that wait for a second person, the longest waiting first."""
    return listings.waiting(proposals.waiting, call.query, call.staff, staff_proposal)


@endpoint(
    "POST",
    "/v1/staff/health/proposals/{proposal}/decision",
    access=staff("facts.decide", Scope.REGION),
    params=_PROPOSAL,
    body=ProposalDecision,
    rate=_DECISIONS,
)
def decide_proposal(call: Call[ProposalDecision, None]) -> None:
    """Approve or refuse a fact that somebody else proposed."""
    said = call.body
    proposals.decide(
        call.path["proposal"], call.staff, call.now, approved=said.approved, reason=said.reason.strip()
    )


@endpoint("POST", "/v1/staff/health/proposals/{proposal}/retraction", access=_PROPOSE, params=_PROPOSAL)
def retract_proposal(call: Call[None, None]) -> None:
    """Take a proposal back before it is decided."""
    proposals.retract(call.path["proposal"], call.staff, call.now)


@endpoint("GET", "/v1/staff/health/appeals", access=_APPEALS, query=PageQuery, returns=Page[StaffAppeal])
def list_appeals(call: Call[None, PageQuery]) -> Page[StaffAppeal]:
    """List the appeals that wait, the longest waiting first."""
    return listings.waiting(appeals.waiting, call.query, call.staff, staff_appeal)


@endpoint(
    "GET",
    "/v1/staff/health/people/{person}/appeals/{fact}",
    access=_APPEALS,
    params=_FACT,
    returns=StaffAppealDetails,
    rate=_LOOKS,
)
def show_appeal(call: Call[None, None]) -> StaffAppealDetails:
    """Show an appeal with its words and the fact it is about; recorded."""
    return staff_appeal_details(*appeals.read(call.path["person"], call.path["fact"], call.staff))


@endpoint(
    "POST",
    "/v1/staff/health/people/{person}/appeals/{fact}/decision",
    access=_APPEALS,
    params=_FACT,
    body=AppealDecision,
    rate=_DECISIONS,
)
def decide_appeal(call: Call[AppealDecision, None]) -> None:
    """Decide an appeal; whoever recorded or approved the fact can't."""
    person, fact, said = call.path["person"], call.path["fact"], call.body
    appeals.decide(person, fact, call.staff, call.now, upheld=said.upheld, answer=said.answer.strip())


@endpoint("GET", "/v1/staff/health/askings", access=_ASKINGS, query=PageQuery, returns=Page[StaffAsking])
def list_askings(call: Call[None, PageQuery]) -> Page[StaffAsking]:
    """List the accounts that ask to show somebody's code, the longest waiting first."""
    return listings.waiting(askings.waiting, call.query, call.staff, staff_asking)


@endpoint(
    "POST",
    "/v1/staff/health/people/{person}/askings/{account}/decision",
    access=_ASKINGS,
    params=_KEEPER,
    body=AskingDecision,
    rate=_DECISIONS,
)
def decide_asking(call: Call[AskingDecision, None]) -> None:
    """Let an account show somebody's code, or refuse it, after their document was seen."""
    person, account, said = call.path["person"], call.path["account"], call.body
    askings.decide(person, account, call.staff, admitted=said.admitted, reason=said.reason.strip())


def _shown(holder: Holder, call: Call[PersonSearch, None] | Call[Look, None]) -> StaffPerson:
    ruling = rulebook.in_force(call.now)
    verdict = verdict_view(sweep.current(holder, ruling, call.now), ruling.rules, call.language)
    return staff_person(holder, verdict)
