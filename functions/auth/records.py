"""What is sealed in items of the identity table."""

from dataclasses import dataclass, replace
from datetime import date

from functions.auth.documents import Document, DocumentType, Sex
from functions.auth.household import Ground, Relation
from functions.auth.review import Declaration, Validity


@dataclass(frozen=True, slots=True)
class Identity:
    """An account's travel document; an imported one may break today's rules, and may bring a name."""

    nationality: str
    type: DocumentType
    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What documents say of a person beside the travel document's own type and number."""

    name: str
    sex: Sex
    born: date
    document_validity: Validity
    identity_number: str | None = None
    identity_validity: Validity | None = None

    def declare(self, nationality: str, document_type: DocumentType, number: str) -> Declaration:
        """Return the declaration that is reviewed: this person with a travel document."""
        return Declaration(
            name=self.name,
            sex=self.sex,
            born=self.born,
            nationality=nationality,
            document_type=document_type,
            document_number=number,
            document_validity=self.document_validity,
            identity_number=self.identity_number,
            identity_validity=self.identity_validity,
        )


@dataclass(frozen=True, slots=True)
class ProfileFields:
    """The applicant's declaration; the mobile numbers are E.164 or empty, not both."""

    declaration: Declaration
    hong_kong_mobile: str
    mainland_mobile: str
    departure: str

    @property
    def phone(self) -> str:
        """The number that messages go to."""
        return self.mainland_mobile or self.hong_kong_mobile


@dataclass(frozen=True, slots=True)
class CohabitantFields:
    """What is declared of a cohabitant: who they are, what to the applicant, and why they share the room."""

    person: Person
    document: Document
    relation: Relation
    ground: Ground

    @property
    def declaration(self) -> Declaration:
        """The declaration that is reviewed."""
        document = self.document
        declared = self.person.declare(document.nationality, document.type, document.number)
        return replace(declared, ground=self.ground)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the review has against a field, as codes (`ReviewField`, `ReviewReason` or `StaffReason`)."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResetLetter:
    """What somebody who forgot their password wrote; `phone` is E.164, one of phone and mail is empty."""

    document_type: DocumentType
    number: str
    phone: str
    mail: str
    message: str
