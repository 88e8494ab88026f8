"""Sessions from an Excel file (预约时间): each as if staff had made it by hand, once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from functions.vaccine.catalogue import sessions, vaccines
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue.sessions import Plan
from functions.vaccine.errors import NoSuchSite, SessionExists, SiteDisabled
from functions.vaccine.files.importing import Import, Taken
from functions.vaccine.groups import store as store_groups
from functions.vaccine.sheets import headings, session_rows
from functions.vaccine.sheets.reasons import Reason
from functions.vaccine.sheets.session_rows import Known, SessionRow
from functions.vaccine.tables import Kind, Task
from layers import clock
from layers.cells import Cell, Fault

_MOST_PLACES = 20_000


def reader(task: Task, now: datetime) -> Callable[[Mapping[str, Cell]], SessionRow | list[Fault]]:
    """Return how rows are read for the task's street today."""
    bookable = [each for each in vaccines.listed() if each.enabled]
    sites = [each for each in catalogue.sites(task.region) if each.enabled]
    groups = [each for each in store_groups.of_street(task.region) if each.enabled]
    known = Known(
        kinds=headings.all_words("kind"),
        codes={each.code: each.id for each in bookable},
        vaccines=_by_name((each.id, msgspec.to_builtins(each.names)) for each in bookable),
        sites=_by_name((each.id, catalogue.names_of(each)) for each in sites),
        groups=_by_name((each.id, store_groups.names_of(each)) for each in groups),
        today=clock.local_date(now),
        most_places=_MOST_PLACES,
    )
    return lambda row: session_rows.read(row, known)


def take(task: Task, rows: Sequence[tuple[int, SessionRow]], now: datetime) -> Taken:
    """Return the first row's session; one that exists is a duplicate."""
    number, row = rows[0]
    plan = _plan(task.region, row)
    if fault := _fault(plan, now):
        return Taken(1, faults={number: fault})
    return Taken(1, 1, sessions.opening(plan, now))


def _fault(plan: Plan, now: datetime) -> Fault | None:
    """Return what keeps a session from being opened now, although its row was good."""
    if now >= clock.at_local(plan.day, plan.end):
        return Fault("end", Reason.IN_PAST)
    if catalogue.sessions([plan.id]):
        return Fault("day", Reason.DUPLICATE)
    try:
        usable = catalogue.site(plan.street, plan.site).enabled
    except NoSuchSite:
        usable = False
    return None if usable else Fault("site", Reason.UNKNOWN_SITE)


def _plan(street: str, row: SessionRow) -> Plan:
    return Plan(
        street=street,
        site=row.site,
        kind=Kind(row.kind),
        vaccine=row.vaccine,
        day=row.day,
        start=row.start,
        end=row.end,
        quota=row.quota,
        remark=row.remark,
        group=row.group,
    )


def _by_name(named: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    return {name: identifier for identifier, names in named for name in names.values() if name}


SESSIONS: Import[SessionRow] = Import(
    name="sessions",
    fields=session_rows.FIELDS,
    required=session_rows.REQUIRED,
    row=SessionRow,
    reader=reader,
    take=take,
    raced=(SessionExists, SiteDisabled),
)
