"""Slips and certificates as answers, and a certificate as a paper."""

import base64

import msgspec

from functions.vaccine.certificates.issuing import Issued, Verdict
from functions.vaccine.certificates.schemas import (
    CertificateContent,
    CertificatePaper,
    CertificateVerdict,
    CertificateView,
    IssuedCertificate,
    Revocation,
    VaccinationSlip,
)
from functions.vaccine.certificates.slips import Slip
from functions.vaccine.stores import certificates as store
from functions.vaccine.stores.certificates import Content
from functions.vaccine.tables import Certificate, Holding
from layers import i18n, papers, qr
from layers.clock import from_iso, local_date
from layers.i18n import Language
from layers.papers import Form


def slip_view(slip: Slip) -> VaccinationSlip:
    """Return a slip."""
    return VaccinationSlip(slip.token, slip.code)


def certificate_view(issued: Issued) -> CertificateView:
    """Return a certificate that holds."""
    content = _content(issued.content)
    return CertificateView(
        issued.id, content, issued.issued, issued.expires, issued.text, qr.svg(issued.text)
    )


def certificate_paper(issued: Issued, language: Language) -> CertificatePaper:
    """Return a certificate as a PDF of one page; what it states stays in the language it is stated in."""

    def say(key: str, **values: object) -> str:
        return i18n.say(f"vaccine.certificate_{key}", language, **values)

    content = issued.content
    rows = [
        (say("name"), content.name),
        (say("id"), content.id),
        (say("vaccine"), content.vaccine),
        (say("dose"), say("dose_of", dose=content.dose, of=content.of)),
        (say("day"), content.day.isoformat()),
        (say("issued"), local_date(issued.issued).isoformat()),
        (say("expires"), local_date(issued.expires).isoformat()),
        (say("number"), issued.id),
    ]
    pdf = papers.form(Form(say("title"), rows, issued.text, [say("note")]))
    return CertificatePaper(base64.b64encode(pdf).decode())


def verdict_view(verdict: Verdict, content: Content | None) -> CertificateVerdict:
    """Return what a check says."""
    return CertificateVerdict(verdict, _content(content) if content else None)


def revocation(item: Certificate) -> Revocation:
    """Return a certificate as the public list has it."""
    return Revocation(item.id, store.ended_at(item), Holding(item.state))


def issued_certificate(item: Certificate) -> IssuedCertificate:
    """Return a certificate as staff see it beside its record."""
    state = Holding(item.state)
    ended = None if state is Holding.VALID else store.ended_at(item)
    return IssuedCertificate(item.id, from_iso(item.issued_at), state, ended, item.reason or "")


def _content(content: Content) -> CertificateContent:
    return CertificateContent(**msgspec.structs.asdict(content))
