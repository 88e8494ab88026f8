"""The trust list in its table. An issuer's id is made from its key or address, so that it is there once.

The id begins with the id of an EU certificate's key: everybody with that key id is found by one query.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.healthcode.abroad.contents import Kind
from functions.healthcode.abroad.envelopes import Envelope
from functions.healthcode.abroad.errors import IssuerChanged, NoSuchIssuer
from functions.healthcode.abroad.signers import Signer, TrustedKey
from functions.healthcode.abroad.tables import Issuer
from functions.healthcode.abroad.validity import Trust
from layers import clock
from layers.transaction import Put, Step, Update

_LIST = "ISSUERS"
_ID_DIGITS = 32
_KEY_DIGITS = 16


def by_fingerprint(fingerprint: str) -> str:
    """Return the id of the issuer of EU certificates with this certificate."""
    return fingerprint[:_ID_DIGITS]


def by_address(address: str) -> str:
    """Return the id of the issuer of SMART Health Cards at this address."""
    return hashlib.sha256(address.encode()).hexdigest()[:_ID_DIGITS]


def key(issuer: str) -> tuple[str, str]:
    """Return the key of an issuer's item."""
    return f"ISSUER#{issuer[:_KEY_DIGITS]}", issuer


def find(issuer: str) -> Issuer:
    """Return an issuer as it is now; raises NoSuchIssuer."""
    if found := Issuer.find(*key(issuer)):
        return found
    raise NoSuchIssuer


def signers(envelope: Envelope) -> Sequence[Signer]:
    """Return who may have signed a certificate: those with its key's id, or with its issuer's address."""
    start = envelope.key if envelope.kind is Kind.EU_DCC else by_address(envelope.address)
    found = Issuer.query(f"ISSUER#{start[:_KEY_DIGITS]}", consistent_read=True)
    same = [item for item in found if item.kind == envelope.kind and item.address == envelope.address]
    return [Signer(item.id, each, trust(item, each)) for item in same for each in keys(item)]


def trust(item: Issuer, key: TrustedKey) -> Trust:
    """Return how far an issuer is trusted with one of its keys."""
    return Trust(
        valid_from=clock.from_iso(item.valid_from) if item.valid_from else None,
        valid_until=clock.from_iso(item.valid_until) if item.valid_until else None,
        uses=key.uses,
        withdrawn=item.withdrawn_at is not None,
    )


def all_of(issuers: Iterable[str]) -> Mapping[str, Issuer]:
    """Return these issuers by their ids."""
    found = Issuer.find_all({key(each) for each in issuers})
    return {item.id: item for item in found}


def listed(country: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Issuer]":
    """Return the issuers of a country, or all by country, behind a key."""
    place = Issuer.place_in_list.startswith(f"{country}#") if country else None
    return Issuer.by_list.query(_LIST, place, last_evaluated_key=after, limit=limit)


def keys(item: Issuer) -> list[TrustedKey]:
    """Return an issuer's keys."""
    return msgspec.json.decode(item.keys, type=list[TrustedKey])


def names(item: Issuer) -> dict[str, str]:
    """Return an issuer's names by language."""
    return msgspec.json.decode(item.names, type=dict[str, str])


def set_keys(item: Issuer, found: Sequence[TrustedKey]) -> None:
    """Give an issuer these keys."""
    item.keys = msgspec.json.encode(found, order="deterministic").decode()


def placed(item: Issuer) -> None:
    """Put an issuer into the list, by its country."""
    item.list, item.place_in_list = _LIST, f"{item.country}#{item.kind}#{item.id}"


def replacing(item: Issuer) -> Step:
    """Return the step that writes an issuer that was read and changed; it refuses with IssuerChanged."""
    unmoved = Issuer.version == item.version
    item.version = item.version + 1
    return Put(item=item, condition=unmoved, otherwise=IssuerChanged())


def deciding(issuer: str, by: str, reason: str, now: datetime, *, trusted: bool) -> Step:
    """Return the step after which an issuer is trusted, or not; it refuses with NoSuchIssuer."""
    at = clock.to_iso(now)
    actions = [
        Issuer.withdrawn_at.remove() if trusted else Issuer.withdrawn_at.set(at),
        Issuer.changed_at.set(at),
        Issuer.changed_by.set(by),
        Issuer.reason.set(reason),
        Issuer.version.add(1),
    ]
    item = Issuer(*key(issuer))
    return Update(item=item, actions=actions, condition=Issuer.pk.exists(), otherwise=NoSuchIssuer())
