"""The colour rules in force: the approved version whose time has come, else what the manuals say."""

import time
from dataclasses import dataclass
from datetime import datetime

import msgspec

from functions.healthcode.rules import DEFAULT, Rules
from functions.healthcode.tables import RuleVersion
from layers import clock

APPROVED = "approved"

_FRESH = 5.0
"""Seconds for which a process may go on using what it read."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A version of the rules, in force from an instant (ISO) on; version 0 is the manuals' own."""

    version: int
    rules: Rules
    since: str = ""


_MANUALS = Ruling(0, DEFAULT)

_known: tuple[float, list[Ruling]] = (0.0, [])


def in_force(now: datetime) -> Ruling:
    """Return the rules in force; a version approved for this very moment is known a few seconds late."""
    begun = [ruling for ruling in _approved() if ruling.since <= clock.to_iso(now)]
    return max(begun, key=lambda ruling: (ruling.since, ruling.version), default=_MANUALS)


def versions() -> list[RuleVersion]:
    """Return every version, the newest first. One query."""
    return list(RuleVersion.query("RULES", scan_index_forward=False, consistent_read=True))


def rules(version: RuleVersion) -> Rules:
    """Return a version's rules."""
    return msgspec.json.decode(version.content, type=Rules)


def forget() -> None:
    """Make the next question read the versions anew."""
    global _known
    _known = (0.0, [])


def _approved() -> list[Ruling]:
    global _known
    read_at, approved = _known
    if not read_at or time.monotonic() - read_at > _FRESH:
        approved = [
            Ruling(int(version.sk), rules(version), version.since or "")
            for version in versions()
            if version.state == APPROVED
        ]
        _known = (time.monotonic(), approved)
    return approved
