"""What staff may change about the work at sites without a deployment."""

from datetime import timedelta
from typing import Annotated

import msgspec

from layers import policy

Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]
Count = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class OnSitePolicy(policy.Policy, frozen=True):
    """Work at the sites: `entrance_minutes` before and after the booked time people are let in.

    For `observation_minutes` after the injection they stay; with 0, a dose can be marked as given without
    an injection noted before. `lookups_an_hour`: how often one worker may look people up.
    """

    entrance_minutes: Minutes = 120
    observation_minutes: Minutes = 30
    lookups_an_hour: Count = 240

    @property
    def window(self) -> timedelta:
        """How long before and after a slot its people are let in."""
        return timedelta(minutes=self.entrance_minutes)

    @property
    def observation(self) -> timedelta:
        """How long people stay after the injection."""
        return timedelta(minutes=self.observation_minutes)


policy.declare("onsite", OnSitePolicy)


def onsite() -> OnSitePolicy:
    """Return the policy of the work at sites in force."""
    return policy.get(OnSitePolicy)
