"""Partners, keys, hand-overs and arrivals in their table: keys, reads, and the steps that change them."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec
from pynamodb.expressions.update import Action

from functions.healthcode.exchange.errors import (
    KeyWithdrawn,
    NoSuchArrival,
    NoSuchHandOver,
    NoSuchPartner,
    OwnKeyWithdrawn,
    PartnerChanged,
    PartnerOff,
    PartnerTaken,
    TokenUsed,
)
from functions.healthcode.exchange.jwks import PublicKey
from functions.healthcode.exchange.records import Terms
from functions.healthcode.exchange.tables import (
    Arrival,
    HandOver,
    Issuer,
    Partner,
    PartnerKeys,
    WithdrawnKey,
)
from layers import clock
from layers.transaction import Check, Put, Step, Update, new

_HOME = "EXCHANGE"
_HANDED_OVER_KEPT = timedelta(days=90)
_MOST_SHOWN = 50


# Partners


def partner(identifier: str) -> Partner:
    """Return a partner as it is now; raises NoSuchPartner."""
    if found := Partner.find(_HOME, f"PARTNER#{identifier}"):
        return found
    raise NoSuchPartner


def partners() -> list[Partner]:
    """Return all partners, in order of their ids. One query."""
    return list(Partner.query(_HOME, Partner.sk.startswith("PARTNER#"), consistent_read=True))


def partner_of(issuer: str) -> Partner | None:
    """Return the partner that signs under an address, or None."""
    known = Issuer.find(_HOME, _issuer(issuer))
    return partner(known.partner) if known else None


def terms(item: Partner) -> Terms:
    """Return what staff said of a partner."""
    return msgspec.json.decode(item.terms, type=Terms)


def adding(identifier: str, issuer: str, said: Terms, by: str, now: datetime) -> tuple[Partner, list[Step]]:
    """Return a new partner, which is off, and the steps that write it; they refuse with PartnerTaken."""
    item = Partner(_HOME, f"PARTNER#{identifier}", issuer=issuer, revision=0, on=False)
    changed(item, by, now, said)
    claim = Issuer(_HOME, _issuer(issuer), partner=identifier)
    return item, [new(item, PartnerTaken()), new(claim, PartnerTaken())]


def changed(item: Partner, by: str, now: datetime, said: Terms) -> None:
    """Let a partner be what somebody says."""
    item.terms = msgspec.json.encode(said).decode()
    item.changed_by, item.changed_at = by, clock.to_iso(now)
    item.revision = item.revision + 1


def changing(item: Partner, revision: int) -> Step:
    """Return the step that writes a changed partner; it refuses with PartnerChanged."""
    return Put(item=item, condition=Partner.revision == revision, otherwise=PartnerChanged())


def still_on(item: Partner) -> Step:
    """Return the check that nobody switched a partner off; it refuses with PartnerOff."""
    return Check(item=item, condition=Partner.on == True, otherwise=PartnerOff(partner=item.id))  # noqa: E712  DynamoDB compares


def switching(item: Partner, by: str, now: datetime, *, on: bool) -> Step:
    """Return the step that switches a partner on or off; it refuses with PartnerChanged."""
    actions = [
        Partner.on.set(on),
        Partner.changed_by.set(by),
        Partner.changed_at.set(clock.to_iso(now)),
        Partner.revision.add(1),
    ]
    unmoved = Partner.revision == item.revision
    return Update(item=item, actions=actions, condition=unmoved, otherwise=PartnerChanged())


# Keys


def partner_keys(identifier: str) -> PartnerKeys:
    """Return a partner's keys as they are known now."""
    key = (_HOME, f"KEYS#{identifier}")
    return PartnerKeys.find(*key) or PartnerKeys(*key)


def public_keys(item: PartnerKeys) -> list[PublicKey]:
    """Return a partner's keys."""
    return msgspec.json.decode(item.keys, type=list[PublicKey])


def keeping(item: PartnerKeys, *actions: Action) -> Step:
    """Return the step that changes a partner's keys; ConditionFailed where they did since they were read."""
    unmoved = PartnerKeys.revision == item.revision if item.revision else PartnerKeys.pk.does_not_exist()
    return Update(item=item, actions=[PartnerKeys.revision.add(1), *actions], condition=unmoved)


def still_trusted(partner: str, key: str) -> Step:
    """Return the check that nobody withdrew a partner's key; it refuses with KeyWithdrawn."""
    trusted = ~PartnerKeys.withdrawn.contains(key)
    item = PartnerKeys(_HOME, f"KEYS#{partner}")
    return Check(item=item, condition=trusted, otherwise=KeyWithdrawn(partner=partner))


def withdrawn_keys() -> Mapping[str, datetime]:
    """Return which of our own keys are withdrawn, and since when. One query."""
    found = WithdrawnKey.query(_HOME, WithdrawnKey.sk.startswith("OWN#"), consistent_read=True)
    return {str(item.sk).removeprefix("OWN#"): clock.from_iso(item.at) for item in found}


def still_ours(identifier: str) -> Step:
    """Return the check that nobody withdrew a key of our own; it refuses with OwnKeyWithdrawn."""
    item = WithdrawnKey(_HOME, f"OWN#{identifier}")
    return Check(item=item, condition=WithdrawnKey.pk.does_not_exist(), otherwise=OwnKeyWithdrawn())


def withdrawing_key(identifier: str, by: str, now: datetime) -> Step:
    """Return the step that withdraws a key of our own; harmless where it is withdrawn."""
    item = WithdrawnKey(_HOME, f"OWN#{identifier}")
    first = [WithdrawnKey.at.set(WithdrawnKey.at | clock.to_iso(now)), WithdrawnKey.by.set(by)]
    return Update(item=item, actions=first)


# Hand-overs


def hand_over(account: str, identifier: str) -> HandOver:
    """Return a hand-over of an account; raises NoSuchHandOver."""
    found = HandOver.find(f"HANDOVER#{identifier}", "HANDOVER")
    if found is None or found.account != account:
        raise NoSuchHandOver
    return found


def handing_over(account: str, person: str, to: str, issued: datetime, good_until: datetime) -> HandOver:
    """Return an unwritten hand-over; its id can't be guessed."""
    item = HandOver(f"HANDOVER#{secrets.token_hex(16)}", "HANDOVER", account=account, person=person)
    item.partner, item.issued_at = to, clock.to_iso(issued)
    item.good_until = clock.to_iso(good_until)
    item.list, item.place_in_list = f"HANDOVERS#{account}", item.issued_at
    item.expires_at = issued + _HANDED_OVER_KEPT
    return item


def withdrawing(item: HandOver, now: datetime) -> Step:
    """Return the step that withdraws a hand-over, as of the first time."""
    first = HandOver.withdrawn_at | clock.to_iso(now)
    return Update(item=item, actions=[HandOver.withdrawn_at.set(first)])


def hand_overs(account: str) -> list[HandOver]:
    """Return an account's hand-overs, the newest first, 50 at most."""
    return list(HandOver.by_list.query(f"HANDOVERS#{account}", scan_index_forward=False, limit=_MOST_SHOWN))


# Arrivals


def arrival_id(partner: str, token: str) -> str:
    """Return the id of the arrival that a partner's token makes."""
    return hashlib.sha256(f"{partner}|{token}".encode()).hexdigest()[:32]


def find_arrival(identifier: str) -> Arrival | None:
    """Return the arrival of this id as it is now, or None."""
    return Arrival.find(f"ARRIVAL#{identifier}", "ARRIVAL")


def arrival(account: str, identifier: str) -> Arrival:
    """Return an arrival of an account; raises NoSuchArrival."""
    found = find_arrival(identifier)
    if found is None or found.account != account:
        raise NoSuchArrival
    return found


def arriving(item: Arrival) -> Step:
    """Return the step that uses a token up; it refuses with TokenUsed."""
    item.list, item.place_in_list = f"ARRIVALS#{item.account}", item.at
    return new(item, TokenUsed(partner=item.partner))


def leaving(item: Arrival, now: datetime, otherwise: type[Exception]) -> Step:
    """Return the step that withdraws an arrival; it refuses with `otherwise` where that is done."""
    return Update(
        item=item,
        actions=[Arrival.withdrawn_at.set(clock.to_iso(now))],
        condition=Arrival.pk.exists() & Arrival.withdrawn_at.does_not_exist(),
        otherwise=otherwise,
    )


def arrivals(account: str) -> list[Arrival]:
    """Return an account's arrivals, the newest first, 50 at most."""
    return list(Arrival.by_list.query(f"ARRIVALS#{account}", scan_index_forward=False, limit=_MOST_SHOWN))


def _issuer(address: str) -> str:
    return f"ISSUER#{hashlib.sha256(address.encode()).hexdigest()[:32]}"
