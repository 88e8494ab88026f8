"""Reading a token that somebody brings: with our key, and the keys that its issuer published before (X3)."""

from dataclasses import dataclass
from datetime import datetime

from functions.healthcode.exchange import envelope, own_keys, partner_keys, store
from functions.healthcode.exchange.claims import Claims
from functions.healthcode.exchange.errors import (
    PartnerOff,
    PartnerUnknown,
    TokenEarly,
    TokenExpired,
    TokenTooLong,
    WrongAudience,
)
from functions.healthcode.exchange.policies import ExchangePolicy
from functions.healthcode.exchange.tables import Partner
from layers import policy
from layers.settings import settings
from layers.transaction import Step


@dataclass(frozen=True, slots=True)
class Letter:
    """What a partner states: proven to be the partner's, and meant for us; whether in time is not said.

    `key` is the partner's that signed it, `ours` the one that opened it.
    """

    partner: Partner
    claims: Claims
    key: str
    ours: str

    @property
    def id(self) -> str:
        """The id of the arrival that it makes."""
        return store.arrival_id(self.partner.id, self.claims.jti)

    def standing(self) -> list[Step]:
        """Return the checks that all it rests on still stands, so that a withdrawal counts at once."""
        return [
            store.still_on(self.partner),
            store.still_trusted(self.partner.id, self.key),
            store.still_ours(self.ours),
        ]


def read(token: str, now: datetime) -> Letter:
    """Return what a token states; raises TokenRefused with the reason. Five reads."""
    key = own_keys.opening(envelope.recipient(token), now)
    signed = envelope.decrypt(token, key)
    partner = _partner(signed.issuer)
    claims = envelope.verify(signed, partner_keys.verifying(partner, signed.key, now), partner.id)
    if claims.iss != partner.issuer or claims.aud != settings().public_address:
        raise WrongAudience(partner=partner.id)
    return Letter(partner, claims, signed.key, key.id)


def require_timely(letter: Letter, now: datetime) -> None:
    """Raise TokenEarly, TokenTooLong or TokenExpired unless a token, and what it says, is of now."""
    numbers, claims, partner = policy.get(ExchangePolicy), letter.claims, letter.partner.id
    latest = max(claims.iat, claims.test.sampled_at if claims.test else 0)
    if latest > (now + numbers.skew).timestamp():
        raise TokenEarly(partner=partner)
    if claims.exp - claims.iat > numbers.life.total_seconds():
        raise TokenTooLong(partner=partner)
    if claims.exp <= (now - numbers.skew).timestamp():
        raise TokenExpired(partner=partner)


def _partner(issuer: str) -> Partner:
    found = store.partner_of(issuer)
    if found is None:
        raise PartnerUnknown
    if not found.on:
        raise PartnerOff(partner=found.id)
    return found
