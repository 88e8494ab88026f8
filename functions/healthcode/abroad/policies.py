"""What staff may change about certificates from abroad without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class AbroadPolicy(policy.Policy, frozen=True):
    """Certificates from abroad: which of their tests count as nucleic-acid results here.

    Whether nucleic-acid tests do, whether rapid (antigen) tests do, and within how many hours of the sample.
    A test that doesn't count is shown, and is no fact.
    """

    nucleic_acid_tests: bool = True
    rapid_tests: bool = False
    test_hours: Annotated[int, msgspec.Meta(ge=1, le=24 * 90)] = 168


policy.declare("health_abroad", AbroadPolicy)
