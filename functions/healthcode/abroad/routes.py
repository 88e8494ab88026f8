"""Certificates from abroad over HTTP: doses and tests, submitted by whoever shows the code (X2)."""

from chalice.app import Blueprint

from functions.healthcode import keepers
from functions.healthcode.abroad import evidence
from functions.healthcode.abroad.schemas import CertificateId, CertificateSubmission, ForeignCertificate
from functions.healthcode.abroad.views import foreign_certificate
from functions.healthcode.schemas import PersonId
from layers.call import Call
from layers.endpoint import declare
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "certificates from abroad")

_ALL = "/v1/me/health/people/{person}/foreign-certificates"
_PERSON = {"person": PersonId}
_CERTIFICATE = {"person": PersonId, "certificate": CertificateId}


@endpoint(
    "POST",
    _ALL,
    access=RESIDENT,
    params=_PERSON,
    body=CertificateSubmission,
    returns=list[ForeignCertificate],
    success=201,
    rate=Rate(30, 3600, by="account"),
)
def submit_foreign_certificate(call: Call[CertificateSubmission, None]) -> list[ForeignCertificate]:
    """Submit a certificate from abroad, or a file of them; each is kept once, however often it is sent.

    Of a file, what is this person's and can be accepted is; where nothing is, the first refusal is told.
    """
    account, person = call.resident.account, call.path["person"]
    submitted = evidence.submit(account, person, call.body.texts, call.body.name, call.body.born, call.now)
    return [foreign_certificate(each, call.language) for each in submitted]


@endpoint("GET", _ALL, access=RESIDENT, params=_PERSON, returns=list[ForeignCertificate])
def list_foreign_certificates(call: Call[None, None]) -> list[ForeignCertificate]:
    """List a person's certificates from abroad, the newest submission first."""
    person = call.path["person"]
    keepers.kept(call.resident.account, person)
    return [foreign_certificate(each, call.language) for each in evidence.of_person(person)]


@endpoint("DELETE", f"{_ALL}/{{certificate}}", access=RESIDENT, params=_CERTIFICATE)
def withdraw_foreign_certificate(call: Call[None, None]) -> None:
    """Withdraw a certificate: what was kept of it is deleted, but not the fact that a test counted."""
    evidence.withdraw(call.resident.account, call.path["person"], call.path["certificate"])
