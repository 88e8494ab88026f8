"""What staff may change about the lottery without a deployment. A period keeps what it opened with."""

from datetime import time
from typing import Annotated

import msgspec

from layers import policy

LONGEST = 14
"""Days that a period covers at most."""

Places = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class LotteryPolicy(policy.Policy, frozen=True):
    """Local times of a period's day (L3, L6, L8), the days it covers (L1), and how it is drawn (L7).

    `places` are the default quotas of the first, second … date, for periods nobody set quotas for;
    the last counts for all dates after it. With `standby`, places given back are offered, for
    `standby_hours` at most, to who comes next (L10); these two hold for every period at once.
    """

    opens: time = time(9)
    closes: time = time(18)
    draws: time = time(18, 30)
    publishes: time = time(20)
    days_ahead: Annotated[int, msgspec.Meta(ge=1, le=LONGEST)] = 6
    places: Annotated[tuple[Places, ...], msgspec.Meta(min_length=1, max_length=LONGEST)] = (500, 1200)
    beacon: bool = False
    standby: bool = True
    standby_hours: Annotated[int, msgspec.Meta(ge=1, le=72)] = 12

    def __post_init__(self) -> None:
        if not self.opens < self.closes < self.draws < self.publishes:
            raise ValueError("opens < closes < draws < publishes")


policy.declare("lottery", LotteryPolicy)


def current() -> LotteryPolicy:
    """Return the policy in force."""
    return policy.get(LotteryPolicy)
