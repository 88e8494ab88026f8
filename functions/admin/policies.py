"""What staff may change about staff accounts without a deployment."""

from layers import policy
from layers.attempts import LockMinutes, PatiencePolicy


class StaffPolicy(PatiencePolicy, frozen=True):
    """Wrong passwords at staff sign-in: how many are free, how many lock, and for how many minutes."""

    lock_minutes: LockMinutes = 15


policy.declare("staff", StaffPolicy)
