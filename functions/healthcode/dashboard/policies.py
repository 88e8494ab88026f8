"""What staff may change about the dashboard without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class DashboardPolicy(policy.Policy, frozen=True):
    """The dashboard (H15): numbers of regions with fewer people with codes than this are withheld."""

    least_people: Annotated[int, msgspec.Meta(ge=2, le=1000)] = 10


policy.declare("health_dashboard", DashboardPolicy)
