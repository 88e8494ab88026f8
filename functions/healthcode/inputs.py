"""From what a form says to what the services take; every field that can't be accepted is named at once."""

from functions.admin import service as admin
from functions.admin.service import Level
from functions.auth import service as auth
from functions.auth.service import Document, DocumentFault
from functions.healthcode import reports
from functions.healthcode.facts import FactKind
from functions.healthcode.holders import Declaration
from functions.healthcode.policies import HealthPolicy
from functions.healthcode.records import Details, Said
from functions.healthcode.reports import Symptom
from functions.healthcode.schemas import CheckIn, DeclarationForm
from layers import policy
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language

_LEVELS = (Level.STREET, Level.GRID)


def declaration(form: DeclarationForm, language: Language) -> Declaration:
    """Return what is declared; raises InvalidInput."""
    document = auth.check_document(form.nationality, form.document_type, form.number)
    phone = auth.any_mobile(form.phone)
    faults = [*_faults(form), *([] if phone else [FieldFault("phone", "not_a_mobile")])]
    if isinstance(document, DocumentFault):
        raise InvalidInput([auth.document_fault(document, form.nationality, form.document_type), *faults])
    if faults:
        raise InvalidInput(faults)
    details = _details(form, document, phone, language)
    said = Said(
        form.temperature, tuple(form.symptoms), tuple(form.history), form.address.strip(), form.remark.strip()
    )
    found = reports.adverse(form.temperature, form.symptoms, form.history, fever_from())
    return Declaration(document, details, form.region, said, found)


def check_in(form: CheckIn) -> tuple[Said, list[FactKind]]:
    """Return what a check-in says, and the kinds of fact that speak for a worse colour."""
    said = Said(form.temperature, tuple(form.symptoms), (), form.address.strip(), form.remark.strip())
    return said, found(form.temperature, form.symptoms)


def found(temperature: float | None, symptoms: list[Symptom]) -> list[FactKind]:
    """Return what temperature and symptoms speak for."""
    return reports.adverse(temperature, symptoms, (), fever_from())


def fever_from() -> float:
    """Return from how many °C on it is fever."""
    return policy.get(HealthPolicy).fever_celsius


def lives_in(region: str) -> bool:
    """Tell whether a region is one that somebody can live in: an enabled street or grid."""
    known = admin.find(region)
    return known is not None and known.enabled and known.level in _LEVELS


def _faults(form: DeclarationForm) -> list[FieldFault]:
    faults = [] if form.promise else [FieldFault("promise", "promise_required")]
    faults += [] if form.name.strip() else [FieldFault("name", "required")]
    faults += [] if form.address.strip() else [FieldFault("address", "required")]
    return faults + ([] if lives_in(form.region) else [FieldFault("region", "not_a_street")])


def _details(form: DeclarationForm, document: Document, phone: str, language: Language) -> Details:
    return Details(
        name=" ".join(form.name.split()),
        nationality=document.nationality,
        document_type=document.type,
        number=document.number,
        phone=phone,
        address=form.address.strip(),
        language=language,
    )
