"""What staff may change about certificates without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class CertificatePolicy(policy.Policy, frozen=True):
    """Vaccination certificates: for how many years one can be checked after it was issued."""

    years: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10


policy.declare("certificates", CertificatePolicy)


def certificates() -> CertificatePolicy:
    """Return the policy of certificates in force."""
    return policy.get(CertificatePolicy)
