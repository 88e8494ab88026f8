"""Vaccines, streets, sessions and appointments as answers to people who book."""

from datetime import date

import msgspec

from functions.admin import service as admin
from functions.admin.service import Names, Region
from functions.vaccine import doses, streets
from functions.vaccine.appointments import own
from functions.vaccine.appointments.availability import Offered
from functions.vaccine.appointments.booking import Booked
from functions.vaccine.appointments.schemas import (
    AppointmentView,
    Availability,
    BookedView,
    GridName,
    SessionView,
    SiteName,
    StreetName,
    StreetView,
    VaccineView,
)
from functions.vaccine.catalogue import store, vaccines
from functions.vaccine.catalogue.sessions import Counted
from functions.vaccine.policies import Vaccine, current
from functions.vaccine.schemas import Address
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import EndedBy, Kind, Phase, Record, RecordState, Site
from layers import masks
from layers.clock import LOCAL, from_iso

GONE = Names("—")
"""The name of a region that was deleted since."""


def street_name(street: Region) -> StreetName:
    """Return a street in the list of streets."""
    district = admin.path(street.id)[-2]
    return StreetName(street.id, admin.names_of(street), district.id, admin.names_of(district))


def street_view(street: Region) -> StreetView:
    """Return a street's booking page."""
    named = street_name(street)
    grids = [GridName(grid.id, admin.names_of(grid)) for grid in streets.grids(street.id)]
    return StreetView(named.id, named.names, named.district_names, grids, current().notice)


def vaccine_view(vaccine: Vaccine) -> VaccineView:
    """Return a vaccine as people choose it."""
    return VaccineView(
        id=vaccine.id,
        code=vaccine.code,
        names=vaccine.names,
        doses=vaccine.doses,
        intervals=list(vaccine.intervals),
        min_age=vaccine.min_age,
        max_age=vaccine.max_age,
        questions=list(vaccine.questions),
    )


def site_name(site: Site) -> SiteName:
    """Return a site where it is only named."""
    names = msgspec.convert(store.names_of(site), Names)
    return SiteName(site.id, names, msgspec.convert(store.address_of(site), Address))


def availability(offered: Offered) -> Availability:
    """Return what a street offers."""
    return Availability(
        [session_view(each, offered.sites[each.session.site]) for each in offered.sessions], offered.as_of
    )


def session_view(counted: Counted, site: Site) -> SessionView:
    """Return a session as people choose it."""
    session = counted.session
    times = store.times(session)
    return SessionView(
        id=session.id,
        kind=Kind(session.kind),
        vaccine=session.vaccine,
        site=site_name(site),
        day=date.fromisoformat(session.day),
        start=session.start,
        end=session.end,
        starts_at=times.starts,
        ends_at=times.ends,
        opens_at=times.opens,
        remark=session.remark,
        remaining=counted.totals.remaining,
        state=counted.state,
    )


def booked_view(booked: Booked) -> BookedView:
    """Return a new appointment with its look-up code."""
    return BookedView(appointment_view(booked.known), booked.code)


def appointment_view(known: Known) -> AppointmentView:
    """Return an appointment to whoever has its look-up code."""
    item, person = known.item, known.person
    vaccine = vaccines.find(item.vaccine)
    claims = store_claims.of_person(person.identity)
    grid = admin.find(item.grid)
    return AppointmentView(
        number=item.number,
        kind=Kind(item.kind),
        state=RecordState(item.state),
        ended_by=EndedBy(item.ended_by) if item.ended_by else None,
        phase=item.phase,
        name=masks.name(person.name),
        document_number=masks.document(person.number),
        phone=masks.phone(person.phone),
        vaccine=vaccine.id,
        vaccine_names=vaccine.names,
        dose=int(item.dose),
        grid=item.grid,
        grid_names=admin.names_of(grid) if grid else GONE,
        street=item.street,
        day=date.fromisoformat(item.day),
        start=_local(item.starts_at),
        end=_local(item.ends_at),
        site=site_name(store.site(item.street, item.site)) if item.site else None,
        remark=person.remark,
        cancellable=item.state == RecordState.BOOKED and item.phase is Phase.EXPECTED,
        changeable=own.is_changeable(known, claims),
        next_dose_from=_next_dose(item, vaccine, claims.history(vaccine.id)),
    )


def _next_dose(item: Record, vaccine: Vaccine, history: dict[int, doses.Dose]) -> date | None:
    if not item.given_at or item.dose == vaccine.doses:
        return None
    return doses.next_from(int(item.dose) + 1, history, vaccine.rules())


def _local(instant: str | None) -> str:
    return f"{from_iso(instant).astimezone(LOCAL):%H:%M}" if instant else ""
