"""From what staff send about notices to what the services take; every bad field is named at once."""

import msgspec
from msgspec import structs

from functions.vaccine.notices import wording
from functions.vaccine.notices.schemas import NoticeForm, NoticeTextForm
from functions.vaccine.records.lists import Wanted
from layers.errors import FieldFault, InvalidInput


def texts(form: NoticeTextForm) -> dict[str, str]:
    """Return a wording by language; raises InvalidInput."""
    found: dict[str, str] = msgspec.to_builtins(form.texts)
    faults = {language: wording.fault(text) for language, text in found.items()}
    if any(faults.values()):
        raise InvalidInput([FieldFault(f"texts.{each}", fault) for each, fault in faults.items() if fault])
    return found


def wanted(form: NoticeForm) -> Wanted:
    """Return which records' people are meant; raises InvalidInput."""
    if (form.session is None) == (form.region is None):
        raise InvalidInput([FieldFault("region", "session_or_region")])
    said = structs.asdict(form)
    return Wanted(**{field: said[field] for field in Wanted.__struct_fields__ if field in said})
