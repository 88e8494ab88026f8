"""What staff may change about the statistics without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class StatisticsPolicy(policy.Policy, frozen=True):
    """Statistics: how many of a thousand residents are planned to be vaccinated (a × 0.44 = k)."""

    plan_per_thousand: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 440


policy.declare("vaccine_statistics", StatisticsPolicy)


def plan_per_thousand() -> int:
    """Return how many of a thousand residents are planned."""
    return policy.get(StatisticsPolicy).plan_per_thousand
