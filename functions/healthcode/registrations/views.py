"""Registrations over the API: forms as the rules take them, and registrations as answers."""

from datetime import date

import msgspec

from functions.healthcode import inputs
from functions.healthcode.registrations import plans, store
from functions.healthcode.registrations.plans import Kind, Plan, State
from functions.healthcode.registrations.schemas import RegistrationForm, RegistrationView
from functions.healthcode.registrations.tables import Registration
from layers import clock
from layers.errors import FieldFault, InvalidInput


def plan(form: RegistrationForm, today: date) -> Plan:
    """Return what a form says; raises InvalidInput."""
    said = msgspec.structs.asdict(form)
    kind: Kind = said.pop("kind")
    found = Plan(**{**said, "symptoms": tuple(form.symptoms), "address": form.address.strip()})
    faults = [FieldFault(field, fault) for field, fault in plans.faults(kind, found, today)]
    if not inputs.lives_in(form.region):
        faults.append(FieldFault("region", "not_a_street"))
    if faults:
        raise InvalidInput(faults)
    return found


def registration_view(item: Registration) -> RegistrationView:
    """Return a registration to those who may amend it."""
    said = store.plan(item)
    fields = {name: getattr(said, name) for name in Plan.__dataclass_fields__}
    form = RegistrationForm(kind=Kind(item.kind), **{**fields, "symptoms": list(said.symptoms)})
    return RegistrationView(
        registration=item.id,
        state=State(item.state),
        filed_at=clock.from_iso(item.filed_at),
        changed_at=clock.from_iso(item.changed_at),
        form=form,
    )
