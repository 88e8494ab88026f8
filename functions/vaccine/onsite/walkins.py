"""Walk-in (现场): people without an appointment get places that nobody has, at the site itself (V10)."""

from dataclasses import dataclass
from datetime import datetime

from functions.vaccine.appointments import booking, holds
from functions.vaccine.appointments.booking import Wanted
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.errors import NoSuchSession
from functions.vaccine.onsite import visits, workers
from functions.vaccine.onsite.store import Place
from functions.vaccine.onsite.visits import Visitor
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import Session
from layers.audit import Entry
from layers.clock import local_date
from layers.principals import Staff


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who was booked at the site, and the look-up code (查询码) that is shown and sent once."""

    visitor: Visitor
    code: str


def session_here(worker: Staff, site: Place, identifier: str, now: datetime) -> Session:
    """Return one of today's sessions at a site; raises NotYourSite, OutOfRegion, NoSuchSession."""
    workers.require(worker, site)
    found = catalogue.session(identifier)
    if (found.street, found.site, found.day) != (*site, local_date(now).isoformat()):
        raise NoSuchSession
    return found


def book(worker: Staff, site: Place, session: Session, wanted: Wanted, now: datetime) -> WalkIn:
    """Book a free place for somebody who is there, and check them in where the entrance is open for it.

    What the waiting list was promised is not free. Raises SessionClosed, SessionFull, WrongAge, NotDue,
    DoseTaken. Killed between the two, it leaves an appointment to be checked in.
    """
    hold = holds.take(session.id, now, group=session.group)
    place = store_places.taking_held(session.id, hold.part, hold.id, now)
    record = Entry(worker.id, "onsite.walkin", f"session:{session.id}", {"site": "/".join(site)})
    booked = booking.book(wanted, session, hold.part, place, now, record=record)

    number = booked.known.item.number
    visitor = visits.visitor(store_records.record(number), now)
    if visitor.gate.opens:
        visitor = visits.check_in(worker, site, number, now)
    return WalkIn(visitor, booked.code)
