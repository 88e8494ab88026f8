"""A row of the sessions' template: an appointment time (预约时间) with its vaccine, site and quota. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from functions.vaccine.sheets.reasons import Reason
from layers import cells
from layers.cells import Bad, Cell, Fault

REQUIRED = ("code", "day", "start", "end", "site", "quota")
OPTIONAL = ("kind", "group", "vaccine", "remark")
FIELDS = ("kind", "group", "code", "vaccine", "day", "start", "end", "site", "quota", "remark")
"""The template's columns, in its order."""

INDIVIDUAL, GROUP = "individual", "group"


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are read against: each by all of its names, and today.

    `codes` leads from a vaccine's number (编号) to its id, `vaccines` from its names.
    """

    kinds: Mapping[str, str]
    codes: Mapping[str, str]
    vaccines: Mapping[str, str]
    sites: Mapping[str, str]
    groups: Mapping[str, str]
    today: date
    most_places: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A good row; `vaccine`, `site` and `group` are ids, times are local."""

    kind: str
    group: str | None
    vaccine: str
    day: date
    start: time
    end: time
    site: str
    quota: int
    remark: str


def read(row: Mapping[str, Cell], known: Known) -> SessionRow | list[Fault]:
    """Return a row's session, or everything that is wrong with it."""
    values, faults = cells.read(
        row,
        {
            "kind": lambda cell: _kind(cell, known.kinds),
            "group": cells.optional(200),
            "code": lambda cell: _vaccine(cell, known.codes),
            "vaccine": cells.optional(200),
            "day": cells.day,
            "start": cells.moment,
            "end": cells.moment,
            "site": cells.choice(known.sites, Reason.UNKNOWN_SITE),
            "quota": cells.whole(1, known.most_places),
            "remark": cells.optional(255),
        },
    )
    faults += _contradictions(values, known)
    if faults:
        return sorted(faults, key=lambda fault: FIELDS.index(fault.field))
    vaccine, group = values.pop("code"), values.pop("group")
    values |= {"vaccine": vaccine, "group": _group(group, known.groups)}
    return SessionRow(**values)


def _kind(cell: Cell, kinds: Mapping[str, str]) -> str:
    return cells.choice(kinds, cells.Reason.NOT_A_CHOICE)(cell) if cells.text(cell) else INDIVIDUAL


def _vaccine(cell: Cell, codes: Mapping[str, str]) -> str:
    written = cells.identifier(cell)
    if not written:
        raise Bad(cells.Reason.MISSING)
    if written not in codes:
        raise Bad(Reason.UNKNOWN_VACCINE)
    return codes[written]


def _group(written: str, groups: Mapping[str, str]) -> str | None:
    return {cells.loose(name): group for name, group in groups.items()}.get(cells.loose(written))


def _contradictions(values: Mapping[str, Any], known: Known) -> list[Fault]:
    """Return what is wrong with fields that are good each by itself."""
    found: Sequence[tuple[str, Reason, bool]] = (
        ("vaccine", Reason.VACCINE_DIFFERS, _differs(values, known)),
        ("day", Reason.IN_PAST, values.get("day", known.today) < known.today),
        ("end", Reason.REVERSED, values.get("end", time.max) <= values.get("start", time.min)),
        ("group", Reason.UNKNOWN_GROUP, _group_is_wrong(values, known)),
    )
    return [Fault(field, reason) for field, reason, wrong in found if wrong]


def _differs(values: Mapping[str, Any], known: Known) -> bool:
    named = cells.loose(values.get("vaccine", ""))
    by_name = {cells.loose(name): vaccine for name, vaccine in known.vaccines.items()}
    return bool(named and "code" in values and by_name.get(named) != values["code"])


def _group_is_wrong(values: Mapping[str, Any], known: Known) -> bool:
    """Tell whether a group is missing where one has to be, unknown, or named where none can be."""
    if "kind" not in values or "group" not in values:
        return False
    if values["kind"] != GROUP:
        return bool(values["group"])
    return _group(values["group"], known.groups) is None
