"""Policies as staff see and change them."""

import inspect
from typing import Any

import msgspec

from functions.admin import store_staff
from functions.admin.schemas_system import PolicyEdit, PolicyVersionView, PolicyView
from layers import clock, policy
from layers.audit import Entry
from layers.changes import apply
from layers.policy import PolicyVersion
from layers.principals import Staff


def listed() -> list[PolicyView]:
    """Return every group of policies by name."""
    return [show(name) for name in sorted(policy.GROUPS)]


def show(name: str) -> PolicyView:
    """Return a group's values, schema and version; raises NoSuchPolicy."""
    values, version = policy.read(name)
    group = type(values)
    return PolicyView(
        name=name,
        description=inspect.getdoc(group) or "",
        values=_plain(values),
        schema=msgspec.json.schema(group),
        version=version,
    )


def change(caller: Staff, name: str, given: PolicyEdit) -> PolicyView:
    """Replace a group's values; raises NoSuchPolicy, InvalidInput, PolicyChanged."""
    before, _ = policy.read(name)
    steps = policy.change(name, given.values, given.version, caller.id, given.reason)
    details = {"version": given.version + 1, "fields": _differing(_plain(before), given.values)}
    apply(*steps, record=Entry(caller.id, "policies.edit", f"policy:{name}", details))
    policy.forget()
    return show(name)


def history(name: str) -> list[PolicyVersionView]:
    """Return every version of a group, newest first; raises NoSuchPolicy."""
    versions = policy.history(name)
    names = store_staff.usernames(each.changed_by for each in versions)
    return [_version(each, names.get(each.changed_by, "")) for each in versions]


def _plain(values: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(values)
    return plain


def _differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return sorted(name for name, value in before.items() if after.get(name, value) != value)


def _version(stored: PolicyVersion, changed_by_name: str) -> PolicyVersionView:
    return PolicyVersionView(
        version=int(stored.version),
        values=msgspec.json.decode(stored.values),
        changed_at=clock.from_iso(stored.changed_at),
        changed_by=stored.changed_by,
        changed_by_name=changed_by_name,
        reason=stored.reason,
    )
