"""Who is vaccinated: what is kept of a person, and which document says who they are."""

from datetime import date

import msgspec

from functions.auth import service as auth
from functions.auth.service import Document, DocumentFault, DocumentType
from functions.vaccine.tables import Kind
from layers.errors import FieldFault

MAINLAND = "CN"

_HOME = {
    MAINLAND: (DocumentType.RESIDENT_ID,),
    "HK": (DocumentType.HOME_RETURN_PERMIT, DocumentType.HK_MO_TW_RESIDENCE_PERMIT),
    "MO": (DocumentType.HOME_RETURN_PERMIT, DocumentType.HK_MO_TW_RESIDENCE_PERMIT),
    "TW": (DocumentType.TAIWAN_PERMIT, DocumentType.HK_MO_TW_RESIDENCE_PERMIT),
}
_ELSEWHERE = (DocumentType.PASSPORT, DocumentType.FOREIGN_PERMANENT_RESIDENT_ID)


class Person(msgspec.Struct, frozen=True):
    """A person as a record keeps them, sealed; `phone` is E.164 or empty, `born` None where nobody knows."""

    name: str
    nationality: str
    document_type: str
    number: str
    born: date | None
    phone: str = ""
    remark: str = ""

    @property
    def identity(self) -> str:
        """The text that stands for the person in hashes."""
        return identity(self.document_type, self.number)


def identity(document_type: str, number: str) -> str:
    """Return the text that stands for the holder of a document in hashes."""
    return f"{document_type}|{number}"


def accepted_types(nationality: str) -> tuple[DocumentType, ...]:
    """Return the documents by which people of a nationality are known here; one first dose, one document."""
    return _HOME.get(nationality, _ELSEWHERE)


def kind_of(nationality: str) -> Kind:
    """Return the kind of session that people of a nationality book for themselves."""
    return Kind.INDIVIDUAL if nationality in _HOME else Kind.FOREIGN


def check(kind: Kind, nationality: str, document_type: DocumentType, number: str) -> Document | FieldFault:
    """Return the document that somebody typed for a session of this kind, or what is wrong with it."""
    if kind is not Kind.GROUP and (nationality not in _HOME) != (kind is Kind.FOREIGN):
        return FieldFault("nationality", "not_a_choice")
    if document_type not in accepted_types(nationality):
        return FieldFault("document_type", "not_a_choice")
    checked = auth.check_document(nationality, document_type, number)
    if isinstance(checked, DocumentFault):
        (example,) = (
            each.example for each in auth.document_formats(nationality) if each.type is document_type
        )
        return FieldFault("number", f"document_fault.{checked}", (("example", example),))
    return checked


def born(document: Document, said: date | None) -> date | None:
    """Return the birth date that a document's number states, else the one that was said."""
    stated = auth.born_and_sex(document)
    return stated[0] if stated else said


def same_text(name: str) -> str:
    """Return a name as it is compared: without spaces, in small letters."""
    return "".join(name.split()).casefold()
