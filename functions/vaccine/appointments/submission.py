"""A filled-in form becomes an appointment (V5)."""

from datetime import datetime

from functions.vaccine.appointments import booking, holds, inputs
from functions.vaccine.appointments.booking import Booked, Wanted
from functions.vaccine.appointments.schemas import BookingForm
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue import vaccines
from functions.vaccine.tables import Kind, Source
from layers.clock import local_date
from layers.i18n import Language


def book(form: BookingForm, language: Language, now: datetime) -> Booked:
    """Book the held place for the person in the form; whoever has a phone may book for a family, one by one.

    Raises HoldGone, NoSuchSession, InvalidInput, Contraindicated, SessionClosed, WrongAge, NotBookable.
    """
    hold = holds.read(form.hold, now)
    session = catalogue.session(hold.session)
    vaccine = vaccines.find(session.vaccine)
    person = inputs.booking(form, Kind(session.kind), session.street, vaccine, local_date(now))
    wanted = Wanted(
        person=person,
        dose=form.dose,
        grid=form.grid,
        language=language,
        source=Source.WEB,
        elsewhere=form.dose_before,
    )
    return booking.from_hold(hold, wanted, session, now)
