"""Policies: numbers, times and switches that staff change while the system runs, every version kept.

A group of policies is a frozen msgspec struct whose fields have defaults and bounds; its docstring
and field names are the documentation that docs/operations.md repeats.
"""

import time
from typing import Any, TypeVar

import msgspec
from pynamodb.attributes import UnicodeAttribute

from layers import clock
from layers.errors import Conflict, NotFound
from layers.platform import PlatformItem
from layers.transaction import Put, Step, new
from layers.validation import parse

_FRESH = 5.0
"""Seconds for which a process may go on using what it read."""


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every policy group."""


P = TypeVar("P", bound=Policy)

GROUPS: dict[str, type[Policy]] = {}
"""Every declared group by name."""


class NoSuchPolicy(NotFound, code="policy.unknown"):
    """No policy group has this name."""


class PolicyChanged(Conflict, code="policy.changed_meanwhile"):
    """Somebody else changed the policy since it was read."""


class PolicyVersion(PlatformItem):
    """One version of a group, or (`sk` = CURRENT) its newest. See `layers.platform` for its key format."""

    values = UnicodeAttribute()
    version = UnicodeAttribute()
    changed_at = UnicodeAttribute()
    changed_by = UnicodeAttribute()
    reason = UnicodeAttribute()


_cache: dict[str, tuple[float, Policy]] = {}


def declare(name: str, group: type[P]) -> type[P]:
    """Register a group under the name that staff see; returns it, so that it reads as a declaration."""
    if GROUPS.setdefault(name, group) is not group:
        raise ValueError(f"policy group {name!r} is declared twice")
    return group


def get(group: type[P]) -> P:
    """Return a group's values in force; at most a few seconds old."""
    name = _name(group)
    read_at, known = _cache.get(name, (0.0, None))
    if known is None or time.monotonic() - read_at > _FRESH:
        known = _values(group, _current(name))
        _cache[name] = (time.monotonic(), known)
    return known  # type: ignore[return-value]  # _cache[name] holds what `group` made


def forget() -> None:
    """Make the next `get` read anew."""
    _cache.clear()


def read(name: str) -> tuple[Policy, int]:
    """Return a group's values and version (0 = the defaults, never changed)."""
    current = _current(name)
    return _values(_group(name), current), int(current.version) if current else 0


def change(name: str, values: dict[str, Any], version: int, staff: str, reason: str) -> list[Step]:
    """Return the steps that replace a group's values, made from version `version`.

    Raises InvalidInput with every value out of bounds; the steps refuse with PolicyChanged.
    """
    checked = parse(_group(name), values)
    item = _version(name, "CURRENT", checked, version + 1, staff, reason)
    unchanged = PolicyVersion.version == str(version) if version else PolicyVersion.pk.does_not_exist()
    history = _version(name, f"{version + 1:06d}", checked, version + 1, staff, reason)
    return [
        Put(item=item, condition=unchanged, otherwise=PolicyChanged()),
        new(history, PolicyChanged()),
    ]


def history(name: str) -> list[PolicyVersion]:
    """Return every version of a group, newest first."""
    _group(name)
    found = PolicyVersion.query(
        f"POLICY#{name}", PolicyVersion.sk < "C", scan_index_forward=False, consistent_read=True
    )
    return list(found)


def _group(name: str) -> type[Policy]:
    if name not in GROUPS:
        raise NoSuchPolicy
    return GROUPS[name]


def _name(group: type[Policy]) -> str:
    return next(name for name, declared in GROUPS.items() if declared is group)


def _current(name: str) -> PolicyVersion | None:
    return PolicyVersion.find(f"POLICY#{name}", "CURRENT")


def _values(group: type[P], stored: PolicyVersion | None) -> P:
    if stored is None:
        return group()
    # A version written before a field existed takes the field's default; a field since removed is left out.
    known = {field.encode_name for field in msgspec.structs.fields(group)}
    values = {key: value for key, value in msgspec.json.decode(stored.values).items() if key in known}
    return msgspec.convert(values, group)


def _version(name: str, sort: str, values: Policy, version: int, staff: str, reason: str) -> PolicyVersion:
    item = PolicyVersion(f"POLICY#{name}", sort)
    item.values = msgspec.json.encode(values).decode()
    item.version = str(version)
    item.changed_at = clock.to_iso(clock.now())
    item.changed_by = staff
    item.reason = reason
    return item
