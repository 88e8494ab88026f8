"""What staff may change about notices to people without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class NoticePolicy(policy.Policy, frozen=True):
    """Notices (短信通知): to how many people one may send alone, and to how many at all."""

    alone: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 50
    most: Annotated[int, msgspec.Meta(ge=1, le=50_000)] = 20_000


policy.declare("vaccine_notices", NoticePolicy)


def notices() -> NoticePolicy:
    """Return the policy of notices in force."""
    return policy.get(NoticePolicy)
