"""Vaccination certificates (接种凭证): issued after the dose, correctable, revocable, checked by anybody.

What a certificate states stays as it was issued. When its record is corrected or its dose undone, it ends
in the same transaction (`stores/records.py`), and the next one states what is so then.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from functions.vaccine.appointments import own
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.catalogue import vaccines
from functions.vaccine.certificates.policies import certificates as policy
from functions.vaccine.errors import AlreadyRevoked, NoSuchCertificate, NotGiven
from functions.vaccine.stores import certificates as store
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.certificates import Content
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import Certificate, Holding, Phase
from layers import audit, clock, masks, signing
from layers.audit import Entry
from layers.changes import apply
from layers.keys import Purpose
from layers.principals import Staff
from layers.signing import SignatureExpired, SignatureInvalid, Statement
from layers.transaction import Step, until_fresh

_YEAR = timedelta(days=365)


class Verdict(StrEnum):
    """What a check of a certificate says."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that holds: what it states, until when, and the signed text of its QR code."""

    id: str
    content: Content
    issued: datetime
    expires: datetime
    text: str


def of_holder(form: LookupForm, now: datetime) -> Issued:
    """Return the certificate of whoever has a number and its look-up code (查询码); issued the first time.

    Raises NoSuchAppointment, LockedOut, NotGiven, and AlreadyRevoked where staff revoked it.
    """
    return _current(own.find(form, now), now)


def of_record(caller: Staff, number: str, now: datetime) -> Issued:
    """Return a record's certificate, to be handed over to its person; recorded.

    Raises NoSuchRecord, OutOfRegion, NotGiven, AlreadyRevoked.
    """
    known = _reachable(caller, number)
    audit.append(Entry(caller.id, "certificates.issue", f"record:{number}"))
    return _current(known, now)


def listed(caller: Staff, number: str) -> list[Certificate]:
    """Return all certificates of a record, the newest first."""
    _reachable(caller, number)
    return list(store.of_record(number))


def revoke(caller: Staff, identifier: str, reason: str, now: datetime) -> None:
    """End a certificate; its record gets another one only by correction. Raises AlreadyRevoked."""
    item = store.find(identifier)
    _reachable(caller, item.record)
    apply(
        store.ending(item, Holding.REVOKED, reason, now),
        record=_entry(caller, "revoke", item, reason=reason),
    )


def correct(caller: Staff, identifier: str, reason: str, now: datetime) -> str:
    """Issue another certificate in place of one, of what the record says now; return its id.

    Raises NoSuchCertificate where it is not the record's latest, NotGiven.
    """

    def change() -> str:
        item = store.find(identifier)
        known = _reachable(caller, item.record)
        if known.item.certificate != identifier:
            raise NoSuchCertificate
        ended = store.ending_of(identifier, Holding.REPLACED, reason, now)
        fresh, issuing = _issuing(known, now)
        apply(*ended, *issuing, record=_entry(caller, "correct", item, reason=reason, by=fresh))
        return fresh

    return until_fresh(change)


def check(text: str, now: datetime) -> tuple[Verdict, Content | None]:
    """Return whether a certificate holds, and what it states unless it is forged."""
    try:
        statement = signing.read(Purpose.CERTIFICATE, text, now)
        item = store.find(statement.id)
    except SignatureExpired:
        return Verdict.EXPIRED, None
    except (SignatureInvalid, NoSuchCertificate):
        return Verdict.FORGED, None
    return Verdict(item.state), msgspec.convert(statement.content, Content)


def _current(known: Known, now: datetime) -> Issued:
    """Return a record's certificate, issuing it where there is none; of two at once one is issued."""

    def gather_or_issue() -> Certificate:
        latest = store_records.record(known.item.number)
        if latest.item.certificate is None:
            identifier, steps = _issuing(latest, now)
            apply(*steps)
            return store.find(identifier)
        return store.find(latest.item.certificate)

    item = until_fresh(gather_or_issue)
    if item.state != Holding.VALID:
        raise AlreadyRevoked
    return _signed(item)


def _issuing(known: Known, now: datetime) -> tuple[str, list[Step]]:
    identifier = secrets.token_hex(8)
    content, number = _stated(known), known.item.number
    return identifier, [
        store.issuing(identifier, number, content, now),
        store_records.certifying(known, identifier),
    ]


def _stated(known: Known) -> Content:
    item, person = known.item, known.person
    if item.phase is not Phase.GIVEN:
        raise NotGiven
    vaccine = vaccines.find(item.vaccine)
    return Content(
        name=person.name,
        id=masks.document(person.number),
        vaccine=vaccine.names.zh_hans,
        dose=int(item.dose),
        of=vaccine.doses,
        day=_day(known),
    )


def _day(known: Known) -> date:
    if known.item.session and known.item.given_at:
        return clock.local_date(clock.from_iso(known.item.given_at))
    return date.fromisoformat(known.item.day)


def _signed(item: Certificate) -> Issued:
    content, issued = store.content_of(item), clock.from_iso(item.issued_at)
    expires = issued + policy().years * _YEAR
    statement = Statement(item.id, issued, expires, msgspec.to_builtins(content))
    return Issued(item.id, content, issued, expires, signing.sign(Purpose.CERTIFICATE, statement))


def _reachable(caller: Staff, number: str) -> Known:
    known = store_records.record(number)
    caller.require_region(known.item.street)
    return known


def _entry(caller: Staff, action: str, item: Certificate, **details: object) -> Entry:
    return Entry(caller.id, f"certificates.{action}", f"record:{item.record}", {"of": item.id, **details})
