"""A street with a vaccination site, its sessions, and as many people as a test needs."""

from datetime import date, datetime, time, timedelta

from stdnum.cn import ric

from functions.admin import regions
from functions.admin import service as admin
from functions.admin.schemas import Names, NewRegion
from functions.vaccine.appointments import availability, booking, holds
from functions.vaccine.appointments.booking import Booked, Wanted
from functions.vaccine.appointments.holds import Hold
from functions.vaccine.catalogue import sessions, sites
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue.schemas import NewSite
from functions.vaccine.catalogue.sessions import Plan
from functions.vaccine.persons import Person
from functions.vaccine.places import MOST_PARTS, Part
from functions.vaccine.schemas import Address
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.finds import By
from functions.vaccine.tables import Kind, Source
from layers import clock, policy
from layers.changes import apply
from layers.i18n import Language
from layers.principals import CITY, Staff

TODAY, DAY = date(2022, 7, 13), date(2022, 7, 14)
NOON, START, END = time(12), time(8), time(9, 30)
STREET, GRID, OTHER_GRID = "beigang", "grid-1", "grid-2"
VACCINE = "vero"

OFFICER = Staff("0123456789abcdef", CITY, frozenset(), lambda _: True)
"""Somebody who works for the whole city."""

_TREE = {"futian": CITY, STREET: "futian", GRID: STREET, OTHER_GRID: STREET}


def at(moment: time, day: date = TODAY) -> datetime:
    """Let every clock show a local time, and return that instant."""
    instant = clock.at_local(day, moment)
    clock.use(lambda: instant)
    return instant


def opened(quota: int = 3, **plan: object) -> str:
    """Lay out the street, and open a session of tomorrow morning at its site; return the session's id."""
    laid_out()
    return session(quota, **plan)


def laid_out() -> None:
    """Make the street, two grids of it and a site; the clocks show noon."""
    at(NOON)
    policy.forget()
    availability.forget()
    admin.set_up()
    for identifier, parent in _TREE.items():
        regions.create(OFFICER, NewRegion(parent, Names(identifier), id=identifier))
    new = NewSite(names=Names("荷花池街道社区卫生服务中心"), address=Address("荷花池路1号"))
    sites.create(OFFICER, STREET, new)


def session(quota: int, **plan: object) -> str:
    """Open another session at the street's site and return its id."""
    (site,) = catalogue.sites(STREET)
    said = {"kind": Kind.INDIVIDUAL, "vaccine": VACCINE, "day": DAY, "start": START, "end": END}
    wanted = Plan(street=STREET, site=site.id, quota=quota, **(said | plan))  # type: ignore[arg-type]  # as Plan takes them
    return sessions.create(OFFICER, wanted, clock.now())


def number_of(who: int) -> str:
    """Return the identity number of a grown-up: the same for the same number, of nobody else's."""
    born = date(1960, 1, 1) + timedelta(days=who % 12_000)
    body = f"110105{born:%Y%m%d}{who // 12_000:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def person(who: int, **changes: object) -> Person:
    """Return a person: the same for the same number."""
    number = number_of(who)
    said = {"name": f"张{who}", "phone": f"+86138{who:08d}", "born": ric.get_birth_date(number)}
    known = {"nationality": "CN", "document_type": "RESIDENT_ID", "number": number}
    return Person(**(known | said | changes))  # type: ignore[arg-type]  # as Person takes them


def wanted(who: int | Person, dose: int = 1, **changes: object) -> Wanted:
    """Return what somebody asks for."""
    somebody = person(who) if isinstance(who, int) else who
    said = {"grid": GRID, "language": Language.EN, "source": Source.WEB}
    return Wanted(person=somebody, dose=dose, **(said | changes))  # type: ignore[arg-type]  # as Wanted takes them


def held(session: str) -> Hold:
    """Hold a place of a session."""
    return holds.take(session, clock.now())


def book(
    session: str,
    who: int | Person,
    dose: int = 1,
    hold: Hold | None = None,
    elsewhere: date | None = None,
) -> Booked:
    """Hold a place of a session, unless there is a hold, and book it for somebody."""
    place = hold or held(session)
    item = catalogue.session(session)
    return booking.from_hold(place, wanted(who, dose, elsewhere=elsewhere), item, clock.now())


def come(session: str, who: int) -> None:
    """Check somebody in who is booked for a session."""
    (number,) = store_finds.numbers(By.IDENTITY, person(who).identity)
    known = store_records.record(number)
    assert known.item.session == session
    apply(*store_records.arriving(known, clock.now()))


def parts(session: str) -> list[Part]:
    """Return a session's places as they are."""
    return store_places.read(session, MOST_PARTS)
