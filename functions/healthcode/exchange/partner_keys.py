"""A partner's keys as they are kept here: read now and then, relied on for a while, refused at once (X5).

What somebody brings is checked with them alone; nobody asks the partner meanwhile.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from pynamodb.expressions.update import Action

from functions.healthcode.exchange import jwks, store
from functions.healthcode.exchange.errors import (
    KeyNotValid,
    KeysMissing,
    KeysStale,
    KeysUnreachable,
    KeyUnknown,
    KeyWithdrawn,
    NoSuchKey,
)
from functions.healthcode.exchange.jwks import PublicKey, Use
from functions.healthcode.exchange.policies import ExchangePolicy
from functions.healthcode.exchange.tables import Partner, PartnerKeys
from layers import clock, https, policy
from layers.audit import Entry
from layers.changes import apply
from layers.errors import DomainError
from layers.observability import report
from layers.transaction import until_fresh

_MOST_BYTES = 64 << 10
_AGAIN = 60
"""Seconds after which another try may succeed."""


class How(StrEnum):
    """How keys came here."""

    FETCHED = "fetched"
    PASTED = "pasted"


def verifying(partner: Partner, identifier: str, now: datetime) -> PublicKey:
    """Return the key that a partner signed with; raises KeyWithdrawn, KeysStale, KeyUnknown, KeyNotValid."""
    item = store.partner_keys(partner.id)
    if identifier in (item.withdrawn or ()):
        raise KeyWithdrawn(partner=partner.id)
    _require_fresh(item, partner, now)
    for key in store.public_keys(item):
        if key.id == identifier and key.use is Use.SIGN:
            if not key.good(now):
                raise KeyNotValid(partner=partner.id)
            return key
    raise KeyUnknown(partner=partner.id)


def sealing(partner: Partner, now: datetime) -> PublicKey:
    """Return the key to encrypt for a partner with, its newest; raises KeysStale, KeysMissing."""
    item = store.partner_keys(partner.id)
    _require_fresh(item, partner, now)
    withdrawn = item.withdrawn or ()
    good = [
        key
        for key in store.public_keys(item)
        if key.use is Use.ENCRYPT and key.id not in withdrawn and key.good(now)
    ]
    if not good:
        raise KeysMissing(partner=partner.id)
    return max(good, key=lambda key: key.since.timestamp() if key.since else 0)


def stale(item: PartnerKeys, now: datetime) -> bool:
    """Tell whether keys were read too long ago, or never."""
    longest = timedelta(hours=policy.get(ExchangePolicy).keys_hours)
    return item.read_at is None or now - clock.from_iso(item.read_at) > longest


def paste(identifier: str, text: str, by: str, reason: str, now: datetime) -> PartnerKeys:
    """Keep keys that somebody brought; raises NoSuchPartner, KeysUnusable."""
    partner = store.partner(identifier)
    entry = Entry(by, "exchange.paste_keys", f"exchange_partner:{identifier}", {"reason": reason})
    return _keep(partner, text, How.PASTED, entry, now)


def fetch(identifier: str, by: str, now: datetime) -> PartnerKeys:
    """Read a partner's keys where it publishes them; raises NoSuchPartner, KeysUnreachable, KeysUnusable."""
    partner = store.partner(identifier)
    entry = Entry(by, "exchange.fetch_keys", f"exchange_partner:{identifier}")
    return _keep(partner, _published(partner), How.FETCHED, entry, now)


def fetch_all(now: datetime) -> int:
    """Read the keys of all partners that are on; returns how many could be read. The others' stay."""
    read = 0
    for partner in store.partners():
        if partner.on:
            try:
                _keep(partner, _published(partner), How.FETCHED, None, now)
                read += 1
            except DomainError as error:
                report(error, partner=partner.id)
    return read


def withdraw(identifier: str, key: str, by: str, reason: str) -> None:
    """Refuse a partner's key from now on, whatever is read later; raises NoSuchPartner, NoSuchKey."""
    store.partner(identifier)

    def write() -> None:
        item = store.partner_keys(identifier)
        if key not in {each.id for each in store.public_keys(item)}:
            raise NoSuchKey
        details = {"key": key, "reason": reason}
        entry = Entry(by, "exchange.withdraw_partner_key", f"exchange_partner:{identifier}", details)
        apply(store.keeping(item, PartnerKeys.withdrawn.add({key})), record=entry)

    until_fresh(write)


def _published(partner: Partner) -> bytes:
    try:
        return https.read(store.terms(partner).keys_address, _MOST_BYTES)
    except https.Unreachable as error:
        raise KeysUnreachable(retry_after=_AGAIN) from error


def _keep(partner: Partner, text: str | bytes, how: How, entry: Entry | None, now: datetime) -> PartnerKeys:
    found = jwks.parse(text)

    def write() -> PartnerKeys:
        item = store.partner_keys(partner.id)
        actions: list[Action] = [
            PartnerKeys.keys.set(msgspec.json.encode(found.keys).decode()),
            PartnerKeys.read_at.set(clock.to_iso(now)),
            PartnerKeys.how.set(how),
        ]
        if found.withdrawn:
            actions.append(PartnerKeys.withdrawn.add(set(found.withdrawn)))
        apply(store.keeping(item, *actions), record=entry)
        return store.partner_keys(partner.id)

    return until_fresh(write)


def _require_fresh(item: PartnerKeys, partner: Partner, now: datetime) -> None:
    if stale(item, now):
        raise KeysStale(partner=partner.id)
