"""Policies, the audit log and undelivered messages over HTTP."""

from chalice.app import Blueprint

from functions.admin import audit_search, outbox_replay, policy_changes
from functions.admin.schemas_system import (
    AuditQuery,
    AuditView,
    MessageView,
    OutboxCounts,
    OutboxQuery,
    PolicyEdit,
    PolicyName,
    PolicyVersionView,
    PolicyView,
    Replay,
    Replayed,
)
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "system")

_POLICY = {"policy": PolicyName}
_POLICIES = staff("policies.view", Scope.CITY)
_OUTBOX = staff("outbox.view", Scope.CITY)
_REPLAY = staff("outbox.replay", Scope.CITY)


@endpoint("GET", "/v1/staff/policies", access=_POLICIES, returns=list[PolicyView])
def list_policies(call: Call[None, None]) -> list[PolicyView]:  # noqa: ARG001  there is nothing to ask
    """List all groups of policies with their values, schemas and versions."""
    return policy_changes.listed()


@endpoint("GET", "/v1/staff/policies/{policy}", access=_POLICIES, params=_POLICY, returns=PolicyView)
def show_policy(call: Call[None, None]) -> PolicyView:
    """Show a group of policies."""
    return policy_changes.show(call.path["policy"])


@endpoint(
    "PUT",
    "/v1/staff/policies/{policy}",
    access=staff("policies.edit", Scope.CITY),
    params=_POLICY,
    body=PolicyEdit,
    returns=PolicyView,
)
def change_policy(call: Call[PolicyEdit, None]) -> PolicyView:
    """Replace a group's values, with a reason; in force within seconds."""
    return policy_changes.change(call.staff, call.path["policy"], call.body)


@endpoint(
    "GET",
    "/v1/staff/policies/{policy}/history",
    access=_POLICIES,
    params=_POLICY,
    returns=list[PolicyVersionView],
)
def list_policy_versions(call: Call[None, None]) -> list[PolicyVersionView]:
    """List every version of a group, newest first: who changed it when and why."""
    return policy_changes.history(call.path["policy"])


@endpoint(
    "GET",
    "/v1/staff/audit",
    access=staff("audit.view", Scope.CITY),
    query=AuditQuery,
    returns=Page[AuditView],
)
def search_audit_log(call: Call[None, AuditQuery]) -> Page[AuditView]:
    """Search what staff did (操作日志), newest first."""
    return audit_search.search(call.query)


@endpoint("GET", "/v1/staff/outbox", access=_OUTBOX, query=OutboxQuery, returns=Page[MessageView])
def list_undelivered(call: Call[None, OutboxQuery]) -> Page[MessageView]:
    """List messages on their way or given up, recipients masked, without their texts."""
    return outbox_replay.listed(call.query)


@endpoint("GET", "/v1/staff/outbox/counts", access=_OUTBOX, returns=OutboxCounts)
def count_undelivered(call: Call[None, None]) -> OutboxCounts:  # noqa: ARG001  there is nothing to ask
    """Count messages on their way and given up."""
    return outbox_replay.counts()


@endpoint("POST", "/v1/staff/outbox/replay", access=_REPLAY, body=Replay)
def replay_message(call: Call[Replay, None]) -> None:
    """Send one message anew that was given up (重新发送)."""
    outbox_replay.replay(call.staff, call.body.message)


@endpoint("POST", "/v1/staff/outbox/replay-all", access=_REPLAY, returns=Replayed)
def replay_all_messages(call: Call[None, None]) -> Replayed:
    """Send anew what was given up, some hundred messages at a call."""
    return outbox_replay.replay_all(call.staff)
