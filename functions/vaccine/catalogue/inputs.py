"""From staff's forms about sessions to plans; every field that can't be accepted is named at once."""

from datetime import date, time, timedelta

from functions.vaccine.catalogue import sessions
from functions.vaccine.catalogue.schemas import (
    MOST_SESSIONS,
    NewSession,
    SessionEdit,
    SessionKind,
    SessionSeries,
    SessionSlot,
)
from functions.vaccine.catalogue.sessions import Edit, Plan, Slot
from functions.vaccine.tables import Kind
from layers.errors import FieldFault, InvalidInput

_LONGEST = timedelta(days=92)


def plan(form: NewSession) -> Plan:
    """Return the session to be opened; raises InvalidInput."""
    faults = [*_kind_faults(form), *_slot_faults("slot", form.slot)]
    if faults:
        raise InvalidInput(faults)
    return _plan(form, form.day, _slot(form.slot))


def series(form: SessionSeries) -> list[Plan]:
    """Return the sessions to be opened from a template; raises InvalidInput."""
    faults = _kind_faults(form)
    for place, slot in enumerate(form.slots):
        faults += _slot_faults(f"slots[{place}]", slot)
    if not timedelta() <= form.last - form.first <= _LONGEST:
        faults.append(FieldFault("last", "reversed" if form.last < form.first else "too_many_days"))
    if faults:
        raise InvalidInput(faults)
    slots = [_slot(slot) for slot in form.slots]
    plans = sessions.template(_plan(form, form.first, slots[0]), form.last, form.weekdays, slots)
    if len(plans) > MOST_SESSIONS:
        raise InvalidInput([FieldFault("slots", "too_many_sessions", (("limit", str(MOST_SESSIONS)),))])
    return plans


def edit(form: SessionEdit) -> Edit:
    """Return a session as it shall be."""
    return Edit(
        version=form.version,
        quota=form.quota,
        remark=form.remark.strip(),
        opens_at=form.opens_at,
        grace=form.grace,
    )


def _plan(form: SessionKind, day: date, slot: Slot) -> Plan:
    return Plan(
        street=form.street,
        site=form.site,
        kind=form.kind,
        vaccine=form.vaccine,
        day=day,
        start=slot.start,
        end=slot.end,
        quota=slot.quota,
        remark=form.remark.strip(),
        enabled=form.enabled,
        opens_at=form.opens_at,
        grace=form.grace,
        group=form.group,
    )


def _slot(form: SessionSlot) -> Slot:
    return Slot(time.fromisoformat(form.start), time.fromisoformat(form.end), form.quota)


def _slot_faults(field: str, slot: SessionSlot) -> list[FieldFault]:
    return [] if slot.start < slot.end else [FieldFault(f"{field}.end", "reversed")]


def _kind_faults(form: SessionKind) -> list[FieldFault]:
    fits = (form.kind is Kind.GROUP) == (form.group is not None)
    return [] if fits else [FieldFault("group", "only_of_groups")]
