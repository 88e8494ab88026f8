"""Certificates in their table: what was certified, and whether it still holds."""

from datetime import date, datetime
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.vaccine.errors import AlreadyRevoked, NoSuchCertificate
from functions.vaccine.tables import Certificate, Holding
from layers import clock, privacy
from layers.transaction import Put, Step, Update, new

_REVOKED = "REVOKED"


class Content(msgspec.Struct, frozen=True):
    """What a certificate states, as it stands in the QR code; `id` is the identity number, masked."""

    name: str
    id: str
    vaccine: str
    dose: int
    of: int
    day: date


def find(identifier: str) -> Certificate:
    """Return a certificate; raises NoSuchCertificate."""
    if found := Certificate.find(*_key(identifier)):
        return found
    raise NoSuchCertificate


def content_of(item: Certificate) -> Content:
    """Return what a certificate states."""
    return privacy.unseal(item.content, item.owner, Content)


def of_record(number: str) -> "ResultIterator[Certificate]":
    """Return a record's certificates, the newest first; a moment old at most."""
    return Certificate.by_other.query(f"CERTIFICATES#{number}", scan_index_forward=False)


def revoked(after: dict[str, Any] | None, limit: int) -> "ResultIterator[Certificate]":
    """Return the certificates that hold no more, in order of their ends, behind a key."""
    return Certificate.by_list.query(_REVOKED, last_evaluated_key=after, limit=limit)


def issuing(identifier: str, number: str, content: Content, now: datetime) -> Put:
    """Return the step that writes a certificate of a record."""
    item = Certificate(*_key(identifier), record=number, state=Holding.VALID, issued_at=clock.to_iso(now))
    item.content = privacy.seal(content, item.owner)
    item.other, item.place_in_other = f"CERTIFICATES#{number}", f"{item.issued_at}#{identifier}"
    return new(item)


def ending(item: Certificate, state: Holding, reason: str, now: datetime) -> Step:
    """Return the step after which a certificate holds no more; it refuses with AlreadyRevoked."""
    actions = [
        Certificate.state.set(state),
        Certificate.reason.set(reason),
        Certificate.list.set(_REVOKED),
        Certificate.place_in_list.set(f"{clock.to_iso(now)}#{item.id}"),
    ]
    valid = Certificate.state == Holding.VALID
    return Update(item=item, actions=actions, condition=valid, otherwise=AlreadyRevoked())


def ended_at(item: Certificate) -> datetime:
    """Return since when a certificate holds no more."""
    return clock.from_iso(str(item.place_in_list).partition("#")[0])


def ending_of(identifier: str | None, state: Holding, reason: str, now: datetime) -> list[Step]:
    """Return the step that ends a record's certificate together with what it stated; none where none holds.

    One read where there is a certificate.
    """
    item = find(identifier) if identifier else None
    return [ending(item, state, reason, now)] if item and item.state == Holding.VALID else []


def _key(identifier: str) -> tuple[str, str]:
    return f"CERTIFICATE#{identifier}", "CERTIFICATE"
