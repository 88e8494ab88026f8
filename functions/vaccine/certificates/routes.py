"""Slips and certificates over HTTP: for their holders, for whoever checks them, and for staff."""

from typing import Any

from chalice.app import Blueprint

from functions.vaccine.appointments import own
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.certificates import issuing, slips
from functions.vaccine.certificates.schemas import (
    CertificateCheck,
    CertificateId,
    CertificatePaper,
    CertificateReason,
    CertificateVerdict,
    CertificateView,
    CorrectedCertificate,
    IssuedCertificate,
    Revocation,
    VaccinationSlip,
)
from functions.vaccine.certificates.views import (
    certificate_paper,
    certificate_view,
    issued_certificate,
    revocation,
    slip_view,
    verdict_view,
)
from functions.vaccine.schemas import RecordNumber
from functions.vaccine.stores import certificates as store
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery, page, start
from layers.principals import PUBLIC, Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine certificates")

_LOOKUPS = Rate(30, 600)
_REVOCATIONS = "vaccine-revocations"
_RECORD = "/v1/staff/vaccine/records/{record}"
_CERTIFICATE = "/v1/staff/vaccine/certificates/{certificate}"


@endpoint(
    "POST",
    "/v1/vaccine/appointments/slips",
    access=PUBLIC,
    body=LookupForm,
    returns=VaccinationSlip,
    rate=_LOOKUPS,
)
def show_vaccination_slip(call: Call[LookupForm, None]) -> VaccinationSlip:
    """Show the QR code of an appointment, to be scanned at the entrance."""
    return slip_view(slips.of(own.find(call.body, call.now).item))


@endpoint(
    "POST",
    "/v1/vaccine/certificates",
    access=PUBLIC,
    body=LookupForm,
    returns=CertificateView,
    rate=_LOOKUPS,
)
def show_certificate(call: Call[LookupForm, None]) -> CertificateView:
    """Show the certificate (接种凭证) of a dose that was given, by document number and look-up code."""
    return certificate_view(issuing.of_holder(call.body, call.now))


@endpoint(
    "POST",
    "/v1/vaccine/certificates/papers",
    access=PUBLIC,
    body=LookupForm,
    returns=CertificatePaper,
    rate=_LOOKUPS,
)
def print_certificate(call: Call[LookupForm, None]) -> CertificatePaper:
    """Print the certificate of a dose that was given, in the language that is asked for."""
    return certificate_paper(issuing.of_holder(call.body, call.now), call.language)


@endpoint(
    "POST",
    "/v1/vaccine/certificates/checks",
    access=PUBLIC,
    body=CertificateCheck,
    returns=CertificateVerdict,
    rate=Rate(300, 600),
)
def check_certificate(call: Call[CertificateCheck, None]) -> CertificateVerdict:
    """Check a certificate that somebody shows; what it needs to be checked offline is public, too."""
    return verdict_view(*issuing.check(call.body.text, call.now))


@endpoint(
    "GET",
    "/v1/vaccine/certificates/revocations",
    access=PUBLIC,
    query=PageQuery,
    returns=Page[Revocation],
    cache=60,
)
def list_revocations(call: Call[None, PageQuery]) -> Page[Revocation]:
    """List the certificates that hold no more, in the order in which they ended."""
    after = start(call.query.cursor, _REVOCATIONS)
    return page(store.revoked(after, call.query.limit), revocation, _REVOCATIONS)


@endpoint(
    "GET",
    f"{_RECORD}/certificates",
    access=staff("certificates.view", Scope.REGION),
    params={"record": RecordNumber},
    returns=list[IssuedCertificate],
)
def list_certificates(call: Call[Any, Any]) -> list[IssuedCertificate]:
    """List a record's certificates, the newest first."""
    return [issued_certificate(each) for each in issuing.listed(call.staff, call.path["record"])]


@endpoint(
    "POST",
    f"{_RECORD}/certificates",
    access=staff("certificates.issue", Scope.REGION),
    params={"record": RecordNumber},
    returns=CertificatePaper,
)
def issue_certificate(call: Call[Any, Any]) -> CertificatePaper:
    """Print a record's certificate for its person (开具); recorded."""
    issued = issuing.of_record(call.staff, call.path["record"], call.now)
    return certificate_paper(issued, call.language)


@endpoint(
    "POST",
    f"{_CERTIFICATE}/revocation",
    access=staff("certificates.revoke", Scope.REGION),
    params={"certificate": CertificateId},
    body=CertificateReason,
)
def revoke_certificate(call: Call[CertificateReason, None]) -> None:
    """Revoke a certificate (作废), with a reason."""
    issuing.revoke(call.staff, call.path["certificate"], call.body.reason, call.now)


@endpoint(
    "POST",
    f"{_CERTIFICATE}/correction",
    access=staff("certificates.correct", Scope.REGION),
    params={"certificate": CertificateId},
    body=CertificateReason,
    returns=CorrectedCertificate,
    success=201,
)
def correct_certificate(call: Call[CertificateReason, None]) -> CorrectedCertificate:
    """Issue another certificate in place of one (更正), of what its record says now."""
    identifier = call.path["certificate"]
    return CorrectedCertificate(issuing.correct(call.staff, identifier, call.body.reason, call.now))
