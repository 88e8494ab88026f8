"""What the pages at a site show; people are masked, their document is in the worker's hand."""

from collections.abc import Sequence
from datetime import date, datetime

from functions.admin import service as admin
from functions.vaccine.appointments import views
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue import vaccines
from functions.vaccine.onsite.entrance import Gate
from functions.vaccine.onsite.schemas import OwnSite, SiteSession, StaffLookView, VisitorView, WalkInView
from functions.vaccine.onsite.store import Place
from functions.vaccine.onsite.visits import Today, Visitor
from functions.vaccine.onsite.walkins import WalkIn
from functions.vaccine.records.looks import Look
from functions.vaccine.tables import Kind, RecordState
from layers import masks
from layers.clock import LOCAL, from_iso


def own_site(site: Place) -> OwnSite:
    """Return one of the caller's sites."""
    street, identifier = site
    return OwnSite(street, views.site_name(catalogue.site(street, identifier)))


def site_session(today: Today) -> SiteSession:
    """Return one of today's sessions."""
    session, totals = today.counted.session, today.counted.totals
    return SiteSession(
        id=session.id,
        kind=Kind(session.kind),
        vaccine=session.vaccine,
        start=session.start,
        end=session.end,
        state=today.counted.state,
        gate=today.gate,
        pulse=today.gate is Gate.CURRENT,
        remaining=totals.remaining,
        booked=totals.booked,
        arrived=totals.arrived,
        given=totals.given,
    )


def visitor_view(visitor: Visitor) -> VisitorView:
    """Return somebody with an appointment here today."""
    item, person = visitor.known.item, visitor.known.person
    grid = admin.find(item.grid)
    return VisitorView(
        number=item.number,
        kind=Kind(item.kind),
        state=RecordState(item.state),
        phase=item.phase,
        gate=visitor.gate,
        pulse=visitor.gate is Gate.CURRENT,
        name=masks.name(person.name),
        document_type=person.document_type,
        document_number=masks.document(person.number),
        vaccine=item.vaccine,
        vaccine_names=vaccines.find(item.vaccine).names,
        dose=int(item.dose),
        grid=item.grid,
        grid_names=admin.names_of(grid) if grid else views.GONE,
        day=date.fromisoformat(item.day),
        start=_local(item.starts_at),
        end=_local(item.ends_at),
        remark=person.remark,
        arrived_at=_instant(item.arrived_at),
        injected_at=_instant(item.injected_at),
        observed_until=visitor.observed_until,
        given_at=_instant(item.given_at),
    )


def walk_in_view(walk_in: WalkIn) -> WalkInView:
    """Return the appointment made at the site."""
    return WalkInView(visitor_view(walk_in.visitor), walk_in.code)


def _local(instant: str | None) -> str:
    return f"{from_iso(str(instant)).astimezone(LOCAL):%H:%M}"


def _instant(text: str | None) -> datetime | None:
    return from_iso(text) if text else None


def staff_looks(found: Sequence[Look]) -> list[StaffLookView]:
    """Return who did what with a record, by name."""
    names = admin.names_of_staff(each.actor for each in found)
    return [
        StaffLookView(each.at, each.actor, names.get(each.actor, ""), each.action, each.site)
        for each in found
    ]
