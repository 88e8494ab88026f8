"""From what a form says to what the services take; every field the rules refuse is named at once."""

from functions.auth import documents, phones, reviews
from functions.auth.documents import Document, DocumentFault, DocumentType
from functions.auth.phones import PhoneRegion
from functions.auth.profiles import Form
from functions.auth.records import CohabitantFields, Person, ResetLetter
from functions.auth.review import Validity
from functions.auth.reviews import Decision
from functions.auth.schemas import (
    DocumentAddition,
    Mobile,
    OwnPasswordChange,
    Registration,
    ResetAsking,
    ResetByLink,
)
from functions.auth.schemas_household import CohabitantForm, ProfileForm
from functions.auth.schemas_household import Validity as ValidityForm
from functions.auth.schemas_staff import ReviewDecision
from layers.errors import FieldFault, InvalidInput


def registration(form: Registration) -> Document:
    """Return the document to register; raises InvalidInput."""
    faults = [*_unconfirmed(form), *_without_consent(consent=form.consent)]
    return _document(form, faults)


def document(form: DocumentAddition) -> Document:
    """Return a document that today's rules accept; raises InvalidInput."""
    return _document(form, [])


def number(document_type: DocumentType, text: str) -> str:
    """Return the canonical number of any document, of imported accounts too; raises InvalidInput."""
    if canonical := documents.canonical(document_type, text):
        return canonical
    raise InvalidInput([FieldFault("number", "bad_format")])


def mobile(form: Mobile) -> str:
    """Return a mobile number in E.164; raises InvalidInput."""
    if phone := phones.parse(form.number, form.region):
        return phone.e164
    raise InvalidInput([FieldFault("mobile.number", "not_a_mobile")])


def new_password(form: OwnPasswordChange | ResetByLink) -> str:
    """Return the password to be; raises InvalidInput where the confirmation differs."""
    if form.new_password != form.confirmation:
        raise InvalidInput([FieldFault("confirmation", "passwords_differ")])
    return form.new_password


def profile(form: ProfileForm) -> Form:
    """Return a filled-in profile; raises InvalidInput."""
    faults = _without_consent(consent=form.consent)
    hong_kong = _optional_mobile(form.hong_kong_mobile, PhoneRegion.HK, "hong_kong_mobile", faults)
    mainland = _optional_mobile(form.mainland_mobile, PhoneRegion.CN, "mainland_mobile", faults)
    if not (form.hong_kong_mobile or form.mainland_mobile):
        faults += [
            FieldFault("hong_kong_mobile", "mobile_required"),
            FieldFault("mainland_mobile", "mobile_required"),
        ]
    if faults:
        raise InvalidInput(faults)
    return Form(_person(form), hong_kong, mainland, form.departure.strip(), form.destination)


def cohabitant(form: CohabitantForm) -> CohabitantFields:
    """Return what is declared of a cohabitant; raises InvalidInput."""
    return CohabitantFields(_person(form), _document(form, []), form.relation, form.ground)


def reset(form: ResetAsking) -> ResetLetter:
    """Return a request for a new password; raises InvalidInput where the contact can't be one."""
    phone = phones.any_mobile(form.contact)
    mail = form.contact.strip() if "@" in form.contact else ""
    if not (phone or mail):
        raise InvalidInput([FieldFault("contact", "not_a_contact")])
    canonical = number(form.document_type, form.number)
    return ResetLetter(form.document_type, canonical, phone, mail, form.message)


def decision(form: ReviewDecision) -> Decision:
    """Return what staff say of a declaration; raises InvalidInput where it contradicts itself."""
    if form.approve == bool(form.failures):
        raise InvalidInput([FieldFault("failures", "contradicts_approval" if form.approve else "required")])
    failures = [(failure.field, failure.reason) for failure in form.failures]
    return reviews.Decision(form.revision, failures)


def document_fault(fault: DocumentFault, nationality: str, document_type: DocumentType) -> FieldFault:
    """Return why a form's document is refused, as the fault of its field."""
    wrong_type = fault is DocumentFault.WRONG_TYPE_FOR_NATIONALITY
    examples = [each.example for each in documents.formats(nationality) if each.type is document_type]
    details = (("example", examples[0]),) if examples else ()
    return FieldFault("document_type" if wrong_type else "number", f"document_fault.{fault}", details)


def _document(form: Registration | DocumentAddition | CohabitantForm, faults: list[FieldFault]) -> Document:
    checked = documents.check(form.nationality, form.document_type, form.number)
    if isinstance(checked, Document) and not faults:
        return checked
    if isinstance(checked, DocumentFault):
        faults = [*faults, document_fault(checked, form.nationality, form.document_type)]
    raise InvalidInput(faults)


def _unconfirmed(form: Registration) -> list[FieldFault]:
    return [] if form.password == form.confirmation else [FieldFault("confirmation", "passwords_differ")]


def _without_consent(*, consent: bool) -> list[FieldFault]:
    return [] if consent else [FieldFault("consent", "consent_required")]


def _optional_mobile(text: str, region: PhoneRegion, field: str, faults: list[FieldFault]) -> str:
    if not text:
        return ""
    if phone := phones.parse(text, region):
        return phone.e164
    faults.append(FieldFault(field, "not_a_mobile"))
    return ""


def _person(form: ProfileForm | CohabitantForm) -> Person:
    card = form.identity_card
    return Person(
        name=" ".join(form.name.split()),
        sex=form.sex,
        born=form.born,
        document_validity=_validity(form.document_validity),
        identity_number=(documents.normalise(card.number) or card.number) if card else None,
        identity_validity=_validity(card.validity) if card else None,
    )


def _validity(form: ValidityForm) -> Validity:
    return Validity(form.since, form.until)
