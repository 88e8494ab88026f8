"""What staff may change about waiting lists without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class WaitingPolicy(policy.Policy, frozen=True):
    """The waiting list (候补): people of one party, and parties on the list of one session."""

    people: Annotated[int, msgspec.Meta(ge=1, le=5)] = 4
    parties: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 200


policy.declare("waiting", WaitingPolicy)


def waiting() -> WaitingPolicy:
    """Return the policy of the waiting list in force."""
    return policy.get(WaitingPolicy)
