"""Certificates from abroad and the trust list, as answers."""

from functions.admin import service as admin
from functions.healthcode.abroad import store_issuers, value_sets
from functions.healthcode.abroad.contents import Dose, Kind, Test
from functions.healthcode.abroad.evidence import Shown
from functions.healthcode.abroad.issuers import Outcome
from functions.healthcode.abroad.schemas import (
    ForeignCertificate,
    ForeignDose,
    ForeignTest,
    IssuerAnswer,
    IssuerDetails,
    IssuerKey,
    IssuerView,
)
from functions.healthcode.abroad.tables import Issuer
from functions.healthcode.scenes.schemas_labs import TestResult
from layers import clock, i18n
from layers.errors import InvalidInput
from layers.i18n import Language


def foreign_certificate(shown: Shown, language: Language) -> ForeignCertificate:
    """Return a certificate with its origin to those who show its person's code."""
    kept, issuer = shown.kept, shown.issuer
    return ForeignCertificate(
        certificate=shown.item.id,
        kind=kept.kind,
        issuer=i18n.name(store_issuers.names(issuer), language),
        country=kept.country or issuer.country,
        trusted=issuer.withdrawn_at is None,
        checked_at=clock.from_iso(shown.item.checked_at),
        name=kept.name,
        doses=[_dose(dose) for dose in kept.doses],
        tests=[_test(test, counts=test in kept.counted) for test in kept.tests],
    )


def issuer_view(item: Issuer) -> IssuerView:
    """Return an issuer as a list shows it."""
    return IssuerView(
        issuer=item.id,
        kind=Kind(item.kind),
        country=item.country,
        names=store_issuers.names(item),
        reference=item.address or store_issuers.keys(item)[0].id,
        valid_from=clock.from_iso(item.valid_from) if item.valid_from else None,
        valid_until=clock.from_iso(item.valid_until) if item.valid_until else None,
        trusted=item.withdrawn_at is None,
        added_at=clock.from_iso(item.added_at),
        version=int(item.version),
    )


def issuer_details(item: Issuer) -> IssuerDetails:
    """Return an issuer with its keys, and what those are called who added it and changed it last."""
    keys = [IssuerKey(key.id, key.algorithm, sorted(key.uses)) for key in store_issuers.keys(item)]
    named = admin.names_of_staff([item.added_by, item.changed_by])
    return IssuerDetails(
        issuer=issuer_view(item),
        keys=keys,
        added_by=named.get(item.added_by, ""),
        changed_by=named.get(item.changed_by, ""),
        changed_at=clock.from_iso(item.changed_at),
        reason=item.reason,
    )


def issuer_answer(outcome: Outcome, language: Language) -> IssuerAnswer:
    """Return what became of an issuer of an import, a refusal in words."""
    refusal = outcome.refusal
    if refusal is None:
        return IssuerAnswer(outcome.added, outcome.issuer, "", "")
    if isinstance(refusal, InvalidInput):
        detail = " ".join(
            f"{fault.field}: {i18n.say(f'field.{fault.code}', language)}" for fault in refusal.faults
        )
    else:
        detail = i18n.say(refusal.code, language, **refusal.details)
    return IssuerAnswer(outcome.added, outcome.issuer, refusal.code, detail)


def _dose(dose: Dose) -> ForeignDose:
    return ForeignDose(value_sets.product(dose.product), dose.number, dose.of, dose.day)


def _test(test: Test, *, counts: bool) -> ForeignTest:
    result = TestResult.POSITIVE if test.positive else TestResult.NEGATIVE
    return ForeignTest(test.method, result, test.sampled_at, counts)
