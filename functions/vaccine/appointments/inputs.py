"""From what a form says to what the services take; every field that can't be accepted is named at once."""

from collections.abc import Mapping
from datetime import date

from functions.auth import service as auth
from functions.vaccine import doses, persons, streets
from functions.vaccine.appointments.schemas import (
    BookingForm,
    DetailsForm,
    LookupForm,
    LostCodeForm,
    PersonForm,
)
from functions.vaccine.errors import Contraindicated
from functions.vaccine.persons import Person
from functions.vaccine.policies import Vaccine
from functions.vaccine.tables import Kind
from layers.errors import FieldFault, InvalidInput


def booking(form: BookingForm, kind: Kind, street: str, vaccine: Vaccine, today: date) -> Person:
    """Return who is to be booked; raises InvalidInput, and Contraindicated where an answer is yes."""
    found, faults = person(form.person, kind)
    faults += grid_faults(street, form.grid)
    faults += answer_faults(form.answers, vaccine)
    faults += [] if form.consent else [FieldFault("consent", "consent_required")]
    faults += [] if form.dose <= vaccine.doses else [FieldFault("dose", "not_a_choice")]
    faults += [FieldFault("dose_before", "not_yet")] if form.dose_before and form.dose_before > today else []
    if found is None or faults:
        raise InvalidInput(faults)
    if doses.contraindications(form.answers, vaccine.rules()):
        raise Contraindicated
    return found


def details(form: DetailsForm, kind: Kind, street: str) -> Person:
    """Return corrected details; raises InvalidInput."""
    found, faults = person(form.person, kind)
    faults += grid_faults(street, form.grid)
    if found is None or faults:
        raise InvalidInput(faults)
    return found


def identity(form: LookupForm | LostCodeForm) -> str:
    """Return the text that stands for whoever looks an appointment up, whatever they typed."""
    return persons.identity(form.document_type, auth.canonical_number(form.document_type, form.number))


def code(text: str) -> str:
    """Return a look-up code as it was given out: without spaces and hyphens, in capitals."""
    return auth.normalise_number(text)


def grid_faults(street: str, grid: str) -> list[FieldFault]:
    """Return the fault of a grid that is not one of a street's in use."""
    known = any(each.id == grid for each in streets.grids(street))
    return [] if known else [FieldFault("grid", "not_a_grid")]


def person(form: PersonForm, kind: Kind) -> tuple[Person | None, list[FieldFault]]:
    """Return a person for a session of a kind, None where the document is none, and all that is wrong."""
    document = persons.check(kind, form.nationality, form.document_type, form.number)
    phone = auth.any_mobile(form.phone)
    faults = [] if phone else [FieldFault("person.phone", "not_a_mobile")]
    faults += [] if form.name.strip() else [FieldFault("person.name", "required")]
    if isinstance(document, FieldFault):
        return None, [FieldFault(f"person.{document.field}", document.code, document.details), *faults]
    born = persons.born(document, form.born)
    faults += [] if born else [FieldFault("person.born", "required")]
    name, remark = " ".join(form.name.split()), form.remark.strip()
    found = Person(name, document.nationality, document.type, document.number, born, phone, remark)
    return found, faults


def answer_faults(answers: Mapping[str, bool], vaccine: Vaccine) -> list[FieldFault]:
    """Return the faults of answers that don't fit a vaccine's questions."""
    asked = {question.id for question in vaccine.questions}
    missing = [FieldFault(f"answers.{each}", "required") for each in sorted(asked - answers.keys())]
    return missing + [
        FieldFault(f"answers.{each}", "unknown_field") for each in sorted(answers.keys() - asked)
    ]
