"""Staff look a person up by document: in their region, for a reason, recorded, seen by the person (S4)."""

from datetime import datetime

from functions.admin import service as admin
from functions.auth import service as auth
from functions.healthcode import looks, store
from functions.healthcode.errors import NoCode
from functions.healthcode.schemas_staff import PersonSearch
from functions.healthcode.tables import Holder
from layers.audit import Entry
from layers.changes import apply
from layers.principals import Staff

_OFFICE = "staff"


def look_up(search: PersonSearch, caller: Staff, now: datetime) -> Holder:
    """Return the code of a document's person; raises OutOfRegion, NoCode for who lives elsewhere, too."""
    caller.require_region(search.region)
    person = auth.person_of_document(search.document_type, search.document_number)
    holder = store.find(person) if person else None
    if holder is None or not admin.covers(search.region, holder.region):
        raise NoCode
    _noted(holder, caller, search.reason, now)
    return holder


def look_at(person: str, caller: Staff, reason: str, now: datetime) -> Holder:
    """Return the code of a person whom a list names; raises NoCode, OutOfRegion."""
    holder = store.holder(person)
    caller.require_region(holder.region)
    _noted(holder, caller, reason, now)
    return holder


def _noted(holder: Holder, caller: Staff, reason: str, now: datetime) -> None:
    person = store.person_of(holder)
    look = looks.noted(person, by=caller.id, place=_OFFICE, name=caller.region, reason=reason, now=now)
    apply(look, record=Entry(caller.id, "health.look", f"person:{person}", {"reason": reason}))
