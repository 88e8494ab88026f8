"""Health codes over HTTP: showing one, declaring, checking in."""

from chalice.app import Blueprint

from functions.healthcode import checkins, codes, holders, inputs, keepers, rollup, rulebook, store, sweep
from functions.healthcode.schemas import (
    CheckIn,
    CodeQuery,
    CodeScan,
    CodeView,
    CountsView,
    DayOf,
    DeclarationForm,
    DeclaredView,
    KeptView,
    PersonId,
    PersonView,
    RulesView,
    ScannedCode,
    VerdictView,
)
from functions.healthcode.views import (
    code_view,
    counts_view,
    declared_view,
    kept_view,
    person_view,
    rules_view,
    scanned_code,
    verdict_view,
)
from layers.call import Call
from layers.clock import local_date
from layers.endpoint import declare
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health code")

_PERSON = {"person": PersonId}


@endpoint("GET", "/v1/me/code", access=RESIDENT, query=CodeQuery, returns=CodeView)
def show_code(call: Call[None, CodeQuery]) -> CodeView:
    """Show a code (亮码), good for some minutes; anybody with the published keys can check it."""
    person = call.query.person or call.resident.person
    return code_view(codes.show(call.resident.account, person, call.now))


@endpoint("POST", "/v1/me/health/people/{person}/code", access=RESIDENT, params=_PERSON)
def renew_code(call: Call[None, None]) -> None:
    """Replace a code, so that copies of it no longer pass where somebody asks us."""
    codes.renew(call.resident.account, call.path["person"], call.now)


@endpoint(
    "POST",
    "/v1/me/health/declarations",
    access=RESIDENT,
    body=DeclarationForm,
    returns=DeclaredView,
    success=201,
    rate=Rate(20, 24 * 3600, by="account"),
    idempotent=True,
)
def declare_myself(call: Call[DeclarationForm, None]) -> DeclaredView:
    """Declare myself (申领), for the first time or because something changed; gives the colour at once."""
    form = inputs.declaration(call.body, call.language)
    declared = holders.declare(call.resident.account, form, call.now)
    return declared_view(declared, rulebook.in_force(call.now).rules, call.language)


@endpoint(
    "POST",
    "/v1/me/health/people",
    access=RESIDENT,
    body=DeclarationForm,
    returns=DeclaredView,
    success=201,
    rate=Rate(20, 24 * 3600, by="account"),
    idempotent=True,
)
def declare_other(call: Call[DeclarationForm, None]) -> DeclaredView:
    """Declare somebody without a phone (代申领), such as a child or an elder, and act for them."""
    form = inputs.declaration(call.body, call.language)
    declared = holders.declare_for(call.resident.account, form, call.now)
    return declared_view(declared, rulebook.in_force(call.now).rules, call.language)


@endpoint("GET", "/v1/me/health/people", access=RESIDENT, returns=list[KeptView])
def list_my_people(call: Call[None, None]) -> list[KeptView]:
    """List whose codes I show, my own first."""
    found, own = keepers.everybody(call.resident.account, call.resident.person), call.resident.person
    done = checkins.checked_in(map(store.person_of, found), local_date(call.now))
    return [kept_view(holder, own, done) for holder in found]


@endpoint("GET", "/v1/me/health/people/{person}", access=RESIDENT, params=_PERSON, returns=PersonView)
def show_person(call: Call[None, None]) -> PersonView:
    """Show a code with the reasons for its colour, and when it can end."""
    person, ruling = call.path["person"], rulebook.in_force(call.now)
    holder = keepers.kept(call.resident.account, person)
    done = checkins.checked_in([person], local_date(call.now))
    verdict = verdict_view(sweep.current(holder, ruling, call.now), ruling.rules, call.language)
    return person_view(holder, call.resident.person, done, verdict)


@endpoint(
    "POST",
    "/v1/me/health/people/{person}/check-ins",
    access=RESIDENT,
    params=_PERSON,
    body=CheckIn,
    returns=VerdictView,
    success=201,
)
def check_in(call: Call[CheckIn, None]) -> VerdictView:
    """Check in for today (健康打卡), once a day."""
    said, found = inputs.check_in(call.body)
    outcome = checkins.check_in(call.resident.account, call.path["person"], said, found, call.now)
    return verdict_view(outcome.verdict, rulebook.in_force(call.now).rules, call.language)


@endpoint(
    "POST",
    "/v1/health/codes/verification",
    access=PUBLIC,
    body=CodeScan,
    returns=ScannedCode,
    rate=Rate(120, 60),
)
def verify_code(call: Call[CodeScan, None]) -> ScannedCode:
    """Check a scanned code, with the colour as it is now; without a network the published keys do it."""
    holder = codes.holder_of(call.body.token, call.now)
    return scanned_code(codes.read(call.body.token, call.now), holder)


@endpoint("GET", "/v1/health/rules", access=PUBLIC, returns=RulesView, cache=300)
def show_colour_rules(call: Call[None, None]) -> RulesView:
    """Show the colour rules in force: what gives which colour, and what ends it."""
    return rules_view(rulebook.in_force(call.now), call.language)


@endpoint("GET", "/v1/health/counts", access=PUBLIC, query=DayOf, returns=CountsView, cache=60)
def show_health_counts(call: Call[None, DayOf]) -> CountsView:
    """Show how many codes have which colour, and a day's causes, decisions and alarms."""
    return counts_view(rollup.now(), call.query.day, rollup.of_day(call.query.day))
