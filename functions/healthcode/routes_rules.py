"""The colour rules and the alarms over HTTP, for staff of the city."""

from chalice.app import Blueprint

from functions.healthcode import alarms, drafts, rulebook
from functions.healthcode.rules import Cause, Ending, Rules
from functions.healthcode.schemas_staff import (
    AlarmId,
    AlarmNote,
    AlarmView,
    CauseForm,
    Drafted,
    RuleNumber,
    RulesApproval,
    RulesDraft,
    RulesPreview,
    RulesVersion,
)
from functions.healthcode.views_staff import alarm_view, rules_preview, rules_version
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery, page, start
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health code")

_VIEW = staff("colours.view", Scope.CITY)
_DECIDE = staff("colours.decide", Scope.CITY)
_VERSION = {"version": RuleNumber}
_ALARMS = "health.alarms"


@endpoint("GET", "/v1/staff/health/rules", access=_VIEW, returns=list[RulesVersion])
def list_rules_versions(call: Call[None, None]) -> list[RulesVersion]:  # noqa: ARG001  the same for everybody
    """List the versions of the colour rules, the newest first."""
    return [rules_version(item) for item in rulebook.versions()]


@endpoint(
    "POST",
    "/v1/staff/health/rules",
    access=staff("colours.edit", Scope.CITY),
    body=RulesDraft,
    returns=Drafted,
    success=201,
)
def draft_rules(call: Call[RulesDraft, None]) -> Drafted:
    """Draft a version of the colour rules; nothing follows from it before a second person approves it."""
    rules = Rules(tuple(_cause(cause) for cause in call.body.causes))
    return Drafted(drafts.draft(rules, call.body.note.strip(), call.staff.id, call.now))


@endpoint("GET", "/v1/staff/health/rules/{version}", access=_VIEW, params=_VERSION, returns=RulesPreview)
def preview_rules(call: Call[None, None]) -> RulesPreview:
    """Show a version with how many people it would change, by district and colour, never who."""
    number = int(call.path["version"])
    return rules_preview(drafts.find(number), drafts.preview(number), call.language)


@endpoint(
    "POST",
    "/v1/staff/health/rules/{version}/approval",
    access=_DECIDE,
    params=_VERSION,
    body=RulesApproval,
)
def approve_rules(call: Call[RulesApproval, None]) -> None:
    """Put a version that somebody else drafted in force from a date on."""
    drafts.approve(int(call.path["version"]), call.body.since, call.staff.id, call.now)


@endpoint("POST", "/v1/staff/health/rules/{version}/rejection", access=_DECIDE, params=_VERSION)
def reject_rules(call: Call[None, None]) -> None:
    """Leave a draft of the colour rules be."""
    drafts.reject(int(call.path["version"]), call.staff.id, call.now)


@endpoint(
    "GET",
    "/v1/staff/health/alarms",
    access=staff("alarms.view", Scope.CITY),
    query=PageQuery,
    returns=Page[AlarmView],
)
def list_alarms(call: Call[None, PageQuery]) -> Page[AlarmView]:
    """List who or what made many people's colour worse, the newest alarm first."""
    return page(alarms.listed(start(call.query.cursor, _ALARMS), call.query.limit), alarm_view, _ALARMS)


@endpoint(
    "POST",
    "/v1/staff/health/alarms/{alarm}/acknowledgement",
    access=staff("alarms.acknowledge", Scope.CITY),
    params={"alarm": AlarmId},
    body=AlarmNote,
)
def acknowledge_alarm(call: Call[AlarmNote, None]) -> None:
    """Note what was found out about an alarm; whom it is about can't."""
    alarms.acknowledge(call.path["alarm"], call.staff, call.body.note.strip(), call.now)


def _cause(form: CauseForm) -> Cause:
    texts = {language.value: text.strip() for language, text in form.texts.items()}
    return Cause(form.kind, form.colour, Ending(form.days, tuple(form.released_by)), texts)
