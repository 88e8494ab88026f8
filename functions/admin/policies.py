"""What staff may change about staff accounts without a deployment."""

from datetime import timedelta
from typing import Annotated

import msgspec

from layers import policy
from layers.attempts import Patience

Tries = Annotated[int, msgspec.Meta(ge=1, le=100)]


class StaffPolicy(policy.Policy, frozen=True):
    """Wrong passwords at staff sign-in: how many are free, how many lock, and for how many minutes."""

    free_tries: Tries = 3
    tries_until_lock: Tries = 10
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=24 * 60)] = 15

    def patience(self) -> Patience:
        """Return the numbers as `layers.attempts` takes them."""
        return Patience(self.free_tries, self.tries_until_lock, timedelta(minutes=self.lock_minutes))


policy.declare("staff", StaffPolicy)
