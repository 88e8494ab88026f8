"""A person's own appointment, found by document number and look-up code: shown, cancelled, changed (V7).

Number and code together make the one key that is looked up, so that a number nobody booked for, a wrong
code and a right one cost the same read; and tries are counted for the number, whether it is known or not.
"""

from datetime import datetime

from functions.vaccine.appointments import inputs, letters
from functions.vaccine.appointments.booking import Booked
from functions.vaccine.appointments.schemas import DetailsForm, LookupForm
from functions.vaccine.catalogue import vaccines
from functions.vaccine.errors import NoSuchAppointment, NotCancellable, NotChangeable
from functions.vaccine.numbers import lookup_code
from functions.vaccine.policies import current
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.claims import Claims
from functions.vaccine.stores.finds import By
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import EndedBy, Kind, RecordState
from layers import attempts
from layers.changes import apply
from layers.transaction import until_fresh

ATTEMPTS = "vaccine"
"""Tries at look-up codes are counted together, whatever is looked up with them."""


def find(form: LookupForm, now: datetime) -> Known:
    """Return the appointment of a number and a code; raises NoSuchAppointment, LockedOut."""
    identity = inputs.identity(form)
    attempts.take(ATTEMPTS, identity, current().patience(), now)
    numbers = store_finds.numbers(By.ACCESS, identity, inputs.code(form.code))
    if not (found := store_records.records(numbers)):
        raise NoSuchAppointment
    attempts.forget(ATTEMPTS, identity)
    return found[0]


def cancel(form: LookupForm, now: datetime) -> Known:
    """Cancel an appointment before its person has checked in, and return it as it is then.

    Raises NoSuchAppointment, LockedOut, NotCancellable.
    """
    number = find(form, now).item.number

    def change() -> None:
        known = store_records.record(number)
        if known.item.arrived_at:
            raise NotCancellable
        apply(*store_records.cancelling(known, EndedBy.SELF, now), tell=letters.cancelled(known))

    until_fresh(change)
    return store_records.record(number)


def is_changeable(known: Known, claims: Claims) -> bool:
    """Tell whether a person may correct the details: after cancelling, and before any dose of the vaccine."""
    given = any(dose.given for dose in claims.history(known.item.vaccine).values())
    return known.item.state == RecordState.CANCELLED and not given


def change(form: DetailsForm, now: datetime) -> Booked:
    """Correct the details of a cancelled appointment (修改资料), which gets a new look-up code.

    Raises NoSuchAppointment, LockedOut, InvalidInput, NotChangeable.
    """
    item = find(form.appointment, now).item
    person = inputs.details(form, Kind(item.kind), item.street)
    code = lookup_code()

    def correct() -> None:
        known = store_records.record(item.number)
        claims = store_claims.of_person(known.person.identity)
        if not is_changeable(known, claims):
            raise NotChangeable
        vaccine = vaccines.find(item.vaccine)
        as_read = store_claims.unchanged(claims, vaccine.id, range(1, vaccine.doses + 1))
        apply(*store_records.editing(known, person, code, form.grid), *as_read)

    until_fresh(correct)
    return Booked(store_records.record(item.number), code)
