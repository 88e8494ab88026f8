"""The vaccines (疫苗) as the policy in force has them, and how staff change them (V3)."""

import msgspec

from functions.vaccine.catalogue.schemas import VaccineChange
from functions.vaccine.errors import NoSuchVaccine, VaccineTaken
from functions.vaccine.policies import Vaccine, VaccinesPolicy
from layers import policy
from layers.audit import Entry
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.principals import Staff


def listed() -> tuple[Vaccine, ...]:
    """Return all vaccines, also those out of use; a few seconds old."""
    return policy.get(VaccinesPolicy).vaccines


def find(identifier: str) -> Vaccine:
    """Return a vaccine, in use or not; raises NoSuchVaccine."""
    for vaccine in listed():
        if vaccine.id == identifier:
            return vaccine
    raise NoSuchVaccine


def current() -> tuple[int, list[Vaccine]]:
    """Return the version in force now, 0 for the first, and all its vaccines."""
    values, version = policy.read("vaccines")
    return version, list(msgspec.convert(values, VaccinesPolicy, from_attributes=True).vaccines)


def add(caller: Staff, given: VaccineChange) -> None:
    """Add a vaccine; raises VaccineTaken, PolicyChanged."""
    new, (_, before) = given.vaccine, current()
    if any(new.id == each.id or new.code == each.code for each in before):
        raise VaccineTaken
    _write(caller, [*before, new], given)


def edit(caller: Staff, identifier: str, given: VaccineChange) -> None:
    """Replace a vaccine, whose id stays; raises NoSuchVaccine, InvalidInput, VaccineTaken, PolicyChanged."""
    changed, (_, before) = given.vaccine, current()
    if all(each.id != identifier for each in before):
        raise NoSuchVaccine
    if changed.id != identifier:
        raise InvalidInput([FieldFault("vaccine.id", "not_a_choice")])
    if any(each.code == changed.code and each.id != identifier for each in before):
        raise VaccineTaken
    _write(caller, [changed if each.id == identifier else each for each in before], given)


def _write(caller: Staff, after: list[Vaccine], given: VaccineChange) -> None:
    values = {"vaccines": msgspec.to_builtins(after)}
    steps = policy.change("vaccines", values, given.version, caller.id, given.reason)
    details = {"version": given.version + 1}
    apply(*steps, record=Entry(caller.id, "vaccines.edit", f"vaccine:{given.vaccine.id}", details))
    policy.forget()
