"""Booking a dose for one person (V5): a held place, or one that staff or the waiting list pass on."""

from dataclasses import dataclass
from datetime import date, datetime

from functions.vaccine import doses, numbers
from functions.vaccine.appointments import letters
from functions.vaccine.appointments.holds import Hold
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue import vaccines
from functions.vaccine.errors import DoseTaken, NotBookable, NotDue, SessionClosed, WrongAge
from functions.vaccine.persons import Person
from functions.vaccine.policies import Vaccine, current
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.claims import Claims
from functions.vaccine.stores.records import Known, NumberTaken
from functions.vaccine.tables import Record, Session, Source
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.i18n import Language
from layers.observability import count
from layers.transaction import Step, until_fresh

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A dose for a person; `elsewhere`: when the dose before was given, where no record of ours says it."""

    person: Person
    dose: int
    grid: str
    language: Language
    source: Source
    elsewhere: date | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment, and the look-up code (查询码) that is shown and sent once."""

    known: Known
    code: str


def from_hold(hold: Hold, wanted: Wanted, session: Session, now: datetime) -> Booked:
    """Book a held place of a session for somebody whom nobody asked who they are, nor tells why they may not.

    Raises SessionClosed, HoldGone, WrongAge, NotBookable.
    """
    place = store_places.taking_held(hold.session, hold.part, hold.id, now)
    try:
        return book(wanted, session, hold.part, place, now)
    except (NotDue, DoseTaken) as error:
        raise NotBookable from error


def book(
    wanted: Wanted, session: Session, part: int, place: Step, now: datetime, record: Entry | None = None
) -> Booked:
    """Book the place that `place` takes from a part of a session, in one transaction, and tell the person.

    Raises SessionClosed, WrongAge, NotDue, DoseTaken, and what `place` refuses with.
    """

    def attempt() -> Booked:
        steps, told, booked = prepare(wanted, session, part, now)
        apply(*steps, place, tell=told, record=record)
        return booked

    for _ in range(_TRIES):
        try:
            booked = until_fresh(attempt)
        except NumberTaken:
            continue
        count("dose_booked")
        return booked
    raise NumberTaken


def prepare(
    wanted: Wanted, session: Session, part: int, now: datetime
) -> tuple[list[Step], list[Step], Booked]:
    """Return the steps of an appointment without its place, the message that tells of it, and itself.

    Raises SessionClosed, WrongAge, NotDue; the steps refuse as `store_records.booking` says.
    """
    vaccine = vaccines.find(session.vaccine)
    claims = store_claims.of_person(wanted.person.identity)

    if catalogue.is_over(session, now):
        raise SessionClosed
    require_due(wanted, date.fromisoformat(session.day), vaccine, claims)

    code = numbers.lookup_code()
    known = Known(_record(wanted, session, part, code, now), wanted.person)
    steps = store_records.booking(known.item, claims, vaccine.doses)
    return steps, letters.booked(known, code), Booked(known, code)


def require_due(wanted: Wanted, day: date, vaccine: Vaccine, claims: Claims) -> None:
    """Raise WrongAge or NotDue where a person can't have a dose on a day."""
    rules, born = vaccine.rules(), wanted.person.born
    if born and not doses.fits_age(born, day, rules):
        raise WrongAge(min_age=rules.min_age, max_age=rules.max_age)
    elsewhere = wanted.elsewhere if current().elsewhere else None
    if reason := doses.against(wanted.dose, day, claims.history(vaccine.id), rules, elsewhere):
        raise NotDue(reason=f"{reason}")


def _record(wanted: Wanted, session: Session, part: int, code: str, now: datetime) -> Record:
    person = wanted.person
    access = store_finds.access(person.identity, code)
    item = store_records.draft(
        numbers.record_number(), person, store_finds.keys(person, session.street, access)
    )
    item.kind, item.source, item.language = session.kind, wanted.source, wanted.language
    item.street, item.grid = session.street, wanted.grid
    item.vaccine, item.dose = session.vaccine, wanted.dose
    item.session, item.part, item.site = session.id, part, session.site
    item.day, item.starts_at, item.ends_at = session.day, session.starts_at, session.ends_at
    item.booked_at = clock.to_iso(now)
    return item
