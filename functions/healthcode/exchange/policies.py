"""What staff may change about the exchange without a deployment; partners are items of their own."""

from datetime import timedelta
from typing import Annotated

import msgspec

from functions.healthcode.exchange.records import RegionNames
from layers import policy

Hours = Annotated[int, msgspec.Meta(ge=1, le=24 * 30)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class ExchangePolicy(policy.Policy, frozen=True):
    """Tokens and keys (X3, X5).

    For how many minutes a token is good, and how far (seconds) another region's clock may differ; for how
    many hours a partner's keys are good after they were read; for how many hours a new key of ours is
    published before it is used, and for how many after that the one before is accepted.
    """

    token_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10
    skew_seconds: Annotated[int, msgspec.Meta(ge=0, le=300)] = 60
    keys_hours: Hours = 72
    announce_hours: Annotated[int, msgspec.Meta(ge=0, le=24 * 30)] = 96
    overlap_hours: Hours = 96

    @property
    def life(self) -> timedelta:
        """For how long a token is good."""
        return timedelta(minutes=self.token_minutes)

    @property
    def skew(self) -> timedelta:
        """How far another region's clock may differ."""
        return timedelta(seconds=self.skew_seconds)


class RegionPolicy(policy.Policy, frozen=True):
    """As which region partners and travellers know this one; `portuguese` adds the pages' fourth language."""

    name_hans: Name = "广东"
    name_hant: Name = "廣東"
    name_en: Name = "Guangdong"
    name_pt: Name = "Guangdong"
    portuguese: bool = False

    @property
    def names(self) -> RegionNames:
        """The region's name by language."""
        return RegionNames(self.name_hans, self.name_hant, self.name_en, self.name_pt)


policy.declare("exchange", ExchangePolicy)
policy.declare("exchange_region", RegionPolicy)
