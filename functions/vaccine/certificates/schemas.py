"""Requests and answers about slips and certificates: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.vaccine.certificates.issuing import Verdict
from functions.vaccine.schemas import Pdf, Svg
from functions.vaccine.tables import Holding

CertificateId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$", examples=["3f9a1c0b77de42aa"])]


class VaccinationSlip(msgspec.Struct, frozen=True):
    """The slip to be scanned at the entrance of the site, good until the end of its day."""

    token: str
    qr: Svg


class CertificateContent(msgspec.Struct, frozen=True):
    """What a certificate states; `id` is the identity number, masked, `of` the doses of the vaccine."""

    name: str
    id: str
    vaccine: str
    dose: int
    of: int
    day: date


class CertificateView(msgspec.Struct, frozen=True):
    """A certificate (接种凭证) that holds; `text` is what stands in its QR code, see docs/certificates.md."""

    id: str
    content: CertificateContent
    issued_at: datetime
    expires_at: datetime
    text: str
    qr: Svg


class CertificatePaper(msgspec.Struct, frozen=True):
    """A certificate to print."""

    pdf: Pdf


class CertificateCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text of a QR code that somebody shows."""

    text: Annotated[str, Meta(min_length=1, max_length=2000)]


class CertificateVerdict(msgspec.Struct, frozen=True):
    """Whether a certificate holds, and what it states; nothing of one that is forged or expired."""

    verdict: Verdict
    content: CertificateContent | None


class Revocation(msgspec.Struct, frozen=True):
    """A certificate that holds no more, since when, and whether another one took its place."""

    id: str
    at: datetime
    state: Holding


class IssuedCertificate(msgspec.Struct, frozen=True):
    """A certificate of a record; `reason` says why it holds no more."""

    id: str
    issued_at: datetime
    state: Holding
    ended_at: datetime | None
    reason: str


class CertificateReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a certificate is corrected or revoked."""

    reason: Annotated[str, Meta(min_length=2, max_length=200)]


class CorrectedCertificate(msgspec.Struct, frozen=True):
    """The id of the certificate that took another's place."""

    id: str
