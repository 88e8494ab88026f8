"""What staff may change about the lottery without a deployment. A period keeps what it opened with."""

from datetime import time
from typing import Annotated

import msgspec

from layers import policy

Places = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class LotteryPolicy(policy.Policy, frozen=True):
    """Local times of a period's day (L3, L6, L8), the days it covers (L1), and how it is drawn (L7).

    `places` are the default quotas of the first, second … date, for periods nobody set quotas for;
    the last counts for all dates after it.
    """

    opens: time = time(9)
    closes: time = time(18)
    draws: time = time(18, 30)
    publishes: time = time(20)
    days_ahead: Annotated[int, msgspec.Meta(ge=1, le=14)] = 6
    places: Annotated[tuple[Places, ...], msgspec.Meta(min_length=1, max_length=14)] = (500, 1200)
    beacon: bool = False

    def __post_init__(self) -> None:
        if not self.opens < self.closes < self.draws < self.publishes:
            raise ValueError("opens < closes < draws < publishes")


policy.declare("lottery", LotteryPolicy)


def current() -> LotteryPolicy:
    """Return the policy in force."""
    return policy.get(LotteryPolicy)
