"""From what staff send about records to what the services take."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import UNSET, structs

from functions.auth import service as auth
from functions.auth.service import DocumentType
from functions.vaccine import persons
from functions.vaccine.persons import Person
from functions.vaccine.records.lists import Wanted
from functions.vaccine.records.schemas import RecordEdit, RecordExport, RecordQuery
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import Kind
from layers.errors import FieldFault, InvalidInput

_OF_DOCUMENT = {"nationality", "document_type", "number", "born"}


def wanted(query: RecordQuery | RecordExport) -> Wanted:
    """Return which records a query asks for."""
    said = structs.asdict(query)
    return Wanted(**{field: said[field] for field in Wanted.__struct_fields__ if field in said})


def corrected(edit: RecordEdit, known: Known) -> Person:
    """Return a record's person with what staff changed; raises InvalidInput.

    What is left out is not checked again: it was good when it was written.
    """
    said = {field: value for field, value in structs.asdict(edit).items() if value is not UNSET}
    del said["version"]
    faults: list[FieldFault] = []
    if said.keys() & _OF_DOCUMENT:
        said |= _document(said, known, faults)
    if "phone" in said:
        said["phone"] = auth.any_mobile(said["phone"])
        faults += [] if said["phone"] else [FieldFault("phone", "not_a_mobile")]
    if faults:
        raise InvalidInput(faults)
    if "name" in said:
        said["name"] = " ".join(said["name"].split())
    return structs.replace(known.person, **said)


def _document(said: Mapping[str, Any], known: Known, faults: list[FieldFault]) -> dict[str, Any]:
    """Return the document as it shall be, with the birth date that it states, where it can be one."""
    before = structs.asdict(known.person)
    wished = {field: said.get(field, before[field]) for field in _OF_DOCUMENT}
    kind, document_type = Kind(known.item.kind), DocumentType(wished["document_type"])
    found = persons.check(kind, wished["nationality"], document_type, wished["number"])
    if isinstance(found, FieldFault):
        faults.append(found)
        return {}
    born = persons.born(found, wished["born"])
    if born and born > date.fromisoformat(known.item.day):
        faults.append(FieldFault("born", "not_yet"))
    return {
        "nationality": found.nationality,
        "document_type": found.type,
        "number": found.number,
        "born": born,
    }
