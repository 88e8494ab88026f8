"""Records as answers to staff: masked, or in full where that was asked for."""

from datetime import date, datetime

from functions.auth.service import DocumentType
from functions.vaccine.persons import Person
from functions.vaccine.records.schemas import StaffRecord
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import EndedBy, Kind, RecordState, Source
from layers import masks
from layers.clock import LOCAL, from_iso


def staff_record(known: Known, *, full: bool = False) -> StaffRecord:
    """Return a record with its person, masked unless `full`."""
    item, person = known.item, known.person if full else masked(known.person)
    return StaffRecord(
        number=item.number,
        kind=Kind(item.kind),
        source=Source(item.source),
        name=person.name,
        nationality=person.nationality,
        document_type=DocumentType(person.document_type),
        document_number=person.number,
        born=person.born,
        phone=person.phone,
        vaccine=item.vaccine,
        dose=int(item.dose),
        day=date.fromisoformat(item.day),
        start=_local_time(item.starts_at),
        end=_local_time(item.ends_at),
        street=item.street,
        site=item.site,
        session=item.session,
        grid=item.grid,
        state=RecordState(item.state),
        ended_by=EndedBy(item.ended_by) if item.ended_by else None,
        reason=item.reason or "",
        phase=item.phase,
        booked_at=from_iso(item.booked_at),
        arrived_at=_instant(item.arrived_at),
        given_at=_instant(item.given_at),
        remark=person.remark,
        version=int(item.version),
    )


def masked(person: Person) -> Person:
    """Return a person with name, number and phone masked, and without birth date."""
    return Person(
        masks.name(person.name),
        person.nationality,
        person.document_type,
        masks.document(person.number),
        None,
        masks.phone(person.phone) if person.phone else "",
        person.remark,
    )


def _instant(text: str | None) -> datetime | None:
    return from_iso(text) if text else None


def _local_time(text: str | None) -> str:
    return f"{from_iso(text).astimezone(LOCAL):%H:%M}" if text else ""
