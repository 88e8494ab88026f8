"""From the forms of one or several people to what is booked for them; every bad field is named at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from functions.vaccine.appointments import inputs
from functions.vaccine.appointments.booking import Wanted
from functions.vaccine.appointments.schemas import PersonForm
from functions.vaccine.catalogue import vaccines
from functions.vaccine.persons import Person
from functions.vaccine.tables import Kind, Session, Source
from layers.clock import local_date
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language


class Form(Protocol):
    """Who wants which dose, where they live, and when they had the dose before if it was elsewhere."""

    @property
    def person(self) -> PersonForm: ...
    @property
    def grid(self) -> str: ...
    @property
    def dose(self) -> int: ...
    @property
    def dose_before(self) -> date | None: ...


def wanted(
    forms: Sequence[Form], session: Session, language: Language, source: Source, now: datetime, prefix: str
) -> list[Wanted]:
    """Return what is to be booked in a session; raises InvalidInput, `prefix` before the fields' names.

    A `{}` in the prefix is the form's place, from 0.
    """
    found: list[Wanted] = []
    faults: list[FieldFault] = []
    for number, form in enumerate(forms):
        person, theirs = inputs.person(form.person, Kind(session.kind))
        theirs += _faults(form, session, now)
        faults += [FieldFault(prefix.format(number) + each.field, each.code, each.details) for each in theirs]
        if person:
            found.append(_wanted(form, person, language, source))
    if faults:
        raise InvalidInput(faults)
    return found


def _faults(form: Form, session: Session, now: datetime) -> list[FieldFault]:
    faults = inputs.grid_faults(session.street, form.grid)
    if form.dose > vaccines.find(session.vaccine).doses:
        faults.append(FieldFault("dose", "not_a_choice"))
    if form.dose_before and form.dose_before > local_date(now):
        faults.append(FieldFault("dose_before", "not_yet"))
    return faults


def _wanted(form: Form, person: Person, language: Language, source: Source) -> Wanted:
    return Wanted(
        person=person,
        dose=form.dose,
        grid=form.grid,
        language=language,
        source=source,
        elsewhere=form.dose_before,
    )
