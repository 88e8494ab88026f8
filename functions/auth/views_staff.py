"""Residents as staff see them: masked, unless they may see personal data and asked to."""

from functions.auth import store, views
from functions.auth import store_households as households
from functions.auth.legacy import Refusal, Report
from functions.auth.resets import Request
from functions.auth.review import Declaration
from functions.auth.reviews import Case
from functions.auth.schemas_staff import (
    CasePerson,
    CaseSummary,
    CaseView,
    ImportReport,
    RefusedRow,
    ResetView,
    RowFault,
)
from functions.auth.tables import Member
from layers import masks, problems
from layers.i18n import Language


def case_summary(item: Member, language: Language) -> CaseSummary:
    """Return a line of the review queue."""
    verdict = households.verdict(item)
    return CaseSummary(
        account=store.account_id(item),
        member=households.member_id(item),
        name=masks.name(households.declaration(item).name),
        since=verdict.since,
        remarks=views.remarks(verdict, language),
    )


def case(shown: Case, language: Language, *, reveal: bool) -> CaseView:
    """Return a case to decide."""
    return CaseView(
        account=shown.account,
        member=shown.member,
        revision=shown.revision,
        person=_person(shown.declaration, reveal=reveal),
        relation=shown.relation,
        ground=shown.declaration.ground or "",
        destination=shown.destination,
        review=views.review(shown.verdict, language),
    )


def reset(request: Request, *, reveal: bool) -> ResetView:
    """Return a request for a new password; masked, it doesn't show what its writer added."""
    letter = request.letter
    contact = letter.phone or letter.mail
    return ResetView(
        id=request.id,
        asked_at=request.asked_at,
        document_type=letter.document_type,
        number=letter.number if reveal else masks.document(letter.number),
        contact=contact if reveal else masks.phone(contact),
        message=letter.message if reveal else "",
        has_account=request.has_account,
    )


def import_report(report: Report, language: Language) -> ImportReport:
    """Return what an import did, every bad row with its reasons in words."""
    refused = [_refused(refusal, language) for refusal in report.refused]
    return ImportReport(report.imported, report.already_there, refused)


def _refused(refusal: Refusal, language: Language) -> RefusedRow:
    faults = [RowFault(**each) for each in problems.fields(refusal.faults, language)]
    return RefusedRow(refusal.row, faults)


def _person(declared: Declaration, *, reveal: bool) -> CasePerson:
    born, identity = declared.born.isoformat(), declared.identity_number or ""
    valid = declared.identity_validity
    return CasePerson(
        nationality=declared.nationality,
        document_type=declared.document_type,
        number=declared.document_number if reveal else masks.document(declared.document_number),
        name=declared.name if reveal else masks.name(declared.name),
        sex=declared.sex,
        born=born if reveal else f"{born[:4]}-**-**",
        document_validity=views.validity(declared.document_validity),
        identity_number=identity if reveal or not identity else masks.document(identity),
        identity_validity=views.validity(valid) if valid else None,
    )
