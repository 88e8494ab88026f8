"""Checking a certificate from abroad: opened, its signer found in the trust list, its time and use judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.healthcode.abroad import cose, fhir, hcert, jws, store_issuers, validity
from functions.healthcode.abroad.contents import Content, Kind
from functions.healthcode.abroad.envelopes import Envelope
from functions.healthcode.abroad.packing import Packed
from functions.healthcode.abroad.reasons import Reason, Refused
from functions.healthcode.abroad.signers import Signer, verifies


@dataclass(frozen=True, slots=True)
class Checked:
    """What a certificate says, and which issuer of the trust list says it."""

    content: Content
    issuer: str


def check(packed: Packed, now: datetime) -> Checked:
    """Return what a certificate says if it can be believed; raises Refused. One query."""
    envelope = opened(packed)
    return judged(envelope, store_issuers.signers(envelope), now)


def opened(packed: Packed) -> Envelope:
    """Return a certificate as it was signed, which nobody has checked; raises Refused."""
    return cose.opened(packed.text) if packed.kind is Kind.EU_DCC else jws.opened(packed.text)


def judged(envelope: Envelope, known: Sequence[Signer], now: datetime) -> Checked:
    """Return what a certificate says if one of these signed it and it can be believed; raises Refused."""
    signer = _signer(envelope, known)
    _refuse(validity.untimely(envelope, now))
    _refuse(validity.untrusted(envelope, signer.trust, now))
    said = content(envelope)
    _refuse(validity.unacceptable(said, signer.trust, now))
    return Checked(said, signer.issuer)


def content(envelope: Envelope) -> Content:
    """Return what a certificate says; raises Refused."""
    if envelope.kind is Kind.EU_DCC:
        return hcert.content(envelope.claims)
    return fhir.content(envelope.claims)


def _signer(envelope: Envelope, known: Sequence[Signer]) -> Signer:
    named = [each for each in known if each.key.id == envelope.key]
    if not named:
        raise Refused(Reason.ISSUER_UNKNOWN)
    signed = [each for each in named if verifies(each.key, envelope)]
    if not signed:
        raise Refused(Reason.SIGNATURE_WRONG)
    return min(signed, key=lambda each: each.trust.withdrawn)


def _refuse(reason: Reason | None) -> None:
    if reason:
        raise Refused(reason)
