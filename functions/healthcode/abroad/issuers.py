"""The trust list (信任列表): whose certificates from abroad are believed; staff of the city manage it.

Every change says why, is in the audit log, and counts from the next check on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from functions.admin.service import Names
from functions.healthcode.abroad import signers, store_issuers
from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.schemas import Added, IssuerEdit, IssuerForm
from functions.healthcode.abroad.tables import Issuer
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.errors import DomainError, FieldFault, InvalidInput
from layers.paging import Page, PageQuery, page, start
from layers.transaction import new

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an issuer of an import, and the refusal where there was one."""

    added: Added
    issuer: str = ""
    refusal: DomainError | None = None


class _Known(Exception):
    """The issuer is in the trust list."""


def add_all(forms: Sequence[IssuerForm], by: str, reason: str, now: datetime) -> list[Outcome]:
    """Add issuers, each by itself; returns what became of each, in their order."""
    return [_added(form, by, reason, now) for form in forms]


def find(issuer: str) -> Issuer:
    """Return an issuer; raises NoSuchIssuer."""
    return store_issuers.find(issuer)


def listed(country: str, query: PageQuery, show: Callable[[Issuer], V]) -> Page[V]:
    """Return a page of the issuers of a country, or of all; raises StaleCursor."""
    place = f"issuers:{country}"
    return page(store_issuers.listed(country, start(query.cursor, place), query.limit), show, place)


def edit(issuer: str, form: IssuerEdit, by: str, now: datetime) -> None:
    """Change an issuer; raises NoSuchIssuer, IssuerChanged, InvalidInput, and what keys are refused for."""
    item = store_issuers.find(issuer)
    keys = signers.key_set(form.key_set) if form.key_set and item.kind == Kind.SMART_HEALTH_CARD else None
    item.version = form.version

    _describe(item, form.country, form.names, form.valid_from, form.valid_until)
    _changed(item, by, form.reason.strip(), now)
    if keys:
        store_issuers.set_keys(item, keys)

    apply(store_issuers.replacing(item), record=_entry(by, "edit", issuer, form.reason.strip()))


def decide(issuer: str, by: str, reason: str, now: datetime, *, trusted: bool) -> None:
    """Trust an issuer no longer, or again; raises NoSuchIssuer."""
    step = store_issuers.deciding(issuer, by, reason, now, trusted=trusted)
    apply(step, record=_entry(by, "restore" if trusted else "withdraw", issuer, reason))


def _added(form: IssuerForm, by: str, reason: str, now: datetime) -> Outcome:
    try:
        item = _item(form, by, reason, now)
        apply(new(item, _Known), record=_entry(by, "add", item.id, reason))
    except _Known:
        return Outcome(Added.KNOWN, item.id)
    except DomainError as refusal:
        return Outcome(Added.REFUSED, refusal=refusal)
    return Outcome(Added.ADDED, item.id)


def _item(form: IssuerForm, by: str, reason: str, now: datetime) -> Issuer:
    item = _of_certificate(form) if form.kind is Kind.EU_DCC else _of_address(form)
    item.kind, item.version = form.kind, 1
    valid_from = form.valid_from or (clock.from_iso(item.valid_from) if item.valid_from else None)
    valid_until = form.valid_until or (clock.from_iso(item.valid_until) if item.valid_until else None)
    _describe(item, form.country, form.names, valid_from, valid_until)
    _changed(item, by, reason, now)
    item.added_at, item.added_by = item.changed_at, by
    return item


def _of_certificate(form: IssuerForm) -> Issuer:
    found = signers.certified(form.certificate)
    item = Issuer(*store_issuers.key(store_issuers.by_fingerprint(found.fingerprint)))
    store_issuers.set_keys(item, [found.key])
    item.valid_from, item.valid_until = clock.to_iso(found.valid_from), clock.to_iso(found.valid_until)
    return item


def _of_address(form: IssuerForm) -> Issuer:
    parts = urlsplit(form.address)
    if parts.scheme != "https" or not parts.hostname or form.address.endswith("/"):
        raise InvalidInput([FieldFault("address", "bad_format")])
    item = Issuer(*store_issuers.key(store_issuers.by_address(form.address)), address=form.address)
    store_issuers.set_keys(item, signers.key_set(form.key_set))
    return item


def _describe(
    item: Issuer, country: str, names: Names, valid_from: datetime | None, valid_until: datetime | None
) -> None:
    if valid_from and valid_until and valid_until <= valid_from:
        raise InvalidInput([FieldFault("valid_until", "reversed")])
    item.country, item.names = country, msgspec.json.encode(names).decode()
    item.valid_from = clock.to_iso(valid_from) if valid_from else None
    item.valid_until = clock.to_iso(valid_until) if valid_until else None
    store_issuers.placed(item)


def _changed(item: Issuer, by: str, reason: str, now: datetime) -> None:
    item.changed_at, item.changed_by, item.reason = clock.to_iso(now), by, reason


def _entry(by: str, action: str, issuer: str, reason: str) -> Entry:
    return Entry(by, f"issuers.{action}", f"issuer:{issuer}", {"reason": reason})
