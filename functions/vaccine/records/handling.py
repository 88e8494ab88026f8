"""What staff do with records (预约记录): find, look, correct, move, cancel, mark (V9).

A record is reached by staff of its street or above, and by those of its grid.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from functions.admin import service as admin
from functions.admin.service import Level
from functions.vaccine import numbers, streets
from functions.vaccine.appointments import letters
from functions.vaccine.catalogue import vaccines
from functions.vaccine.errors import DistrictOnly, NotAGrid, RecordChanged
from functions.vaccine.persons import Person
from functions.vaccine.records import lists
from functions.vaccine.records.lists import Wanted
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.claims import Claims
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import EndedBy, Record, RecordState
from layers import audit, paging
from layers.audit import Entry
from layers.changes import apply
from layers.errors import DomainError, OutOfRegion
from layers.paging import PageQuery
from layers.principals import Staff
from layers.transaction import Step, until_fresh

_ABOVE_STREETS = {Level.CITY, Level.DISTRICT}


def listed(caller: Staff, region: str, wanted: Wanted, query: PageQuery) -> tuple[list[Known], str]:
    """Return a page of a street's or grid's records, the latest day first, and its cursor.

    Raises NoSuchStreet, OutOfRegion.
    """
    street, grid = _street_and_grid(region)
    caller.require_region(region)
    wanted = lists.within(wanted, grid)
    place = f"records:{region}:{wanted}"
    start = paging.start(query.cursor, place)
    found, after = lists.page(street, wanted, start["at"] if start else "", query.limit)
    return list(map(store_records.known, found)), paging.cursor({"at": after}, place) if after else ""


def show(caller: Staff, number: str) -> Known:
    """Return a record, to be shown masked; raises NoSuchRecord, OutOfRegion."""
    return _reachable(caller, number)


def reveal(caller: Staff, number: str, reason: str) -> Known:
    """Return a record, to be shown in full; that is recorded. Raises NoSuchRecord, OutOfRegion."""
    known = _reachable(caller, number)
    audit.append(_entry(caller, "reveal", known, reason=reason))
    return known


def edit(caller: Staff, number: str, version: int, change: Callable[[Known], Person]) -> None:
    """Correct a record's person (修改): until the first dose was given, after it from district level on.

    Raises NoSuchRecord, OutOfRegion, RecordChanged, DistrictOnly, DoseTaken, and what `change` does.
    """

    def correct() -> None:
        known = _reachable(caller, number)
        if known.item.version != version:
            raise RecordChanged
        claims = store_claims.of_person(known.person.identity)
        _require_correctable(caller, claims)
        person = change(known)
        code = _fresh_code(known, person)
        told = letters.code(Known(known.item, person), code) if code else []
        vaccine = vaccines.find(known.item.vaccine)
        as_read = store_claims.unchanged(claims, vaccine.id, _others(known.item, vaccine.doses))
        steps = store_records.editing(known, person, code)
        apply(*steps, *as_read, tell=told, record=_entry(caller, "edit", known))

    until_fresh(correct)


def move(caller: Staff, number: str, grid: str) -> None:
    """Put a record under another grid of its street (修改网格), with the dose that it counts.

    Raises NoSuchRecord, OutOfRegion, NotAGrid.
    """

    def change() -> None:
        known = _reachable(caller, number)
        if all(each.id != grid for each in streets.grids(known.item.street)):
            raise NotAGrid
        if grid != known.item.grid:
            moved = _entry(caller, "grid", known, before=known.item.grid, after=grid)
            apply(*store_records.moving(known, grid), record=moved)

    until_fresh(change)


def move_all(caller: Staff, wanted: Iterable[str], grid: str) -> list[tuple[str, DomainError]]:
    """Put records under another grid, each by itself; return those that were refused, and why.

    Raises OutOfRegion for a grid that is not the caller's.
    """
    caller.require_region(grid)
    refused: list[tuple[str, DomainError]] = []
    for number in dict.fromkeys(wanted):
        try:
            move(caller, number, grid)
        except DomainError as error:
            refused.append((number, error))
    return refused


def cancel(caller: Staff, number: str, reason: str, now: datetime) -> None:
    """Cancel an appointment (取消预约) and tell its person.

    Raises NoSuchRecord, OutOfRegion, NotCancellable.
    """

    def change() -> None:
        known = _reachable(caller, number)
        steps = store_records.cancelling(known, EndedBy.STAFF, now, reason)
        told = letters.cancelled(known) if known.item.session else []
        apply(*steps, tell=told, record=_entry(caller, "cancel", known, reason=reason))

    until_fresh(change)


def check_in(caller: Staff, number: str, now: datetime) -> None:
    """Note that a person has come (登记); raises NoSuchRecord, OutOfRegion, NotBooked, WrongPhase."""
    _mark(caller, number, "checkin", lambda known: store_records.arriving(known, now))


def vaccinate(caller: Staff, number: str, now: datetime) -> None:
    """Note that a dose was given (已接种); raises NoSuchRecord, OutOfRegion, NotBooked, WrongPhase."""
    _mark(caller, number, "vaccinated", lambda known: store_records.giving(known, now))


def undo(caller: Staff, number: str, reason: str, now: datetime) -> None:
    """Take a person's last step back: vaccinated, injected or checked in.

    Raises NoSuchRecord, OutOfRegion, NotBooked, WrongPhase, LaterDose.
    """
    _mark(caller, number, "undo", lambda known: undoing(known, now), reason=reason)


def undoing(known: Known, now: datetime) -> list[Step]:
    """Return the steps that take a person's last step back; see `undo`."""
    return store_records.undoing(known, now, vaccines.find(known.item.vaccine).doses)


def reaches(caller: Staff, item: Record) -> bool:
    """Tell whether a record lies in a member of staff's region."""
    return caller.covers(item.street) or caller.covers(item.grid)


def _mark(
    caller: Staff, number: str, action: str, steps: Callable[[Known], Sequence[Step]], **details: str
) -> None:
    def change() -> None:
        known = _reachable(caller, number)
        apply(*steps(known), record=_entry(caller, action, known, **details))

    until_fresh(change)


def _street_and_grid(region: str) -> tuple[str, str | None]:
    found = admin.find(region)
    if found and found.level is Level.GRID:
        return str(found.parent), region
    return streets.known(region).id, None


def _reachable(caller: Staff, number: str) -> Known:
    known = store_records.record(number)
    if not reaches(caller, known.item):
        raise OutOfRegion
    return known


def _require_correctable(caller: Staff, claims: Claims) -> None:
    vaccinated = any(claim.given for claim in claims.found.values())
    region = admin.find(caller.region)
    if vaccinated and (region is None or region.level not in _ABOVE_STREETS):
        raise DistrictOnly


def _fresh_code(known: Known, person: Person) -> str:
    """Return a new look-up code where the old one ends: with another identity number of an appointment."""
    same = person.identity == known.person.identity
    open_appointment = known.item.session and known.item.state == RecordState.BOOKED
    return numbers.lookup_code() if open_appointment and not same else ""


def _others(item: Record, doses: int) -> list[int]:
    return [dose for dose in range(1, doses + 1) if dose != item.dose]


def _entry(caller: Staff, action: str, known: Known, **details: object) -> Entry:
    return Entry(caller.id, f"records.{action}", f"record:{known.item.number}", details)
