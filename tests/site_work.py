"""A member of staff at work at the site of `tests.clinic`."""

from datetime import date, datetime, time

from functions.vaccine.appointments.booking import Booked
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.onsite import store as store_workers
from functions.vaccine.onsite import visits
from functions.vaccine.onsite.store import Place
from functions.vaccine.onsite.visits import Visitor
from functions.vaccine.persons import Person
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import EndedBy, Phase, Record
from layers import clock
from layers.principals import Staff
from layers.transaction import commit, until_fresh
from tests import clinic
from tests.clinic import DAY, STREET

GREETER = Staff("00000000000000a1", STREET, frozenset(), lambda region: region == STREET)
OTHER = Staff("00000000000000a2", STREET, frozenset(), lambda region: region == STREET)
"""Two who work at the site."""

STRANGER = Staff("00000000000000a3", STREET, frozenset(), lambda region: region == STREET)
"""Somebody of the street who works at no site."""


def employed() -> Place:
    """Bind the two to the street's site, and return it."""
    (site,) = catalogue.sites(STREET)
    place = (STREET, site.id)
    for worker in (GREETER, OTHER):
        commit(*store_workers.binding(worker.id, [], [place]))
    return place


def at(moment: time, day: date = DAY) -> datetime:
    """Let the clocks show a local time of the session's day, and return that instant."""
    return clinic.at(moment, day)


def brought(booked: Booked, place: Place, phase: Phase) -> Visitor:
    """Bring somebody through the site up to a phase, at 8:10, 8:20 and 9:00."""
    number = booked.known.item.number
    visitor = visits.check_in(GREETER, place, number, at(time(8, 10)))
    if phase is not Phase.ARRIVED:
        visitor = visits.inject(GREETER, place, number, at(time(8, 20)))
    if phase is Phase.GIVEN:
        visitor = visits.vaccinate(GREETER, place, number, at(time(9)))
    return visitor


def record(booked: Booked) -> Record:
    """Return somebody's record as it is now."""
    return store_records.record(booked.known.item.number).item


def person(item: Record) -> Person:
    """Return whose record it is."""
    return store_records.known(item).person


def cancelled(number: str) -> None:
    """Cancel an appointment, as its person does it."""

    def cancel() -> None:
        known = store_records.record(number)
        commit(*store_records.cancelling(known, EndedBy.SELF, clock.now()))

    until_fresh(cancel)
