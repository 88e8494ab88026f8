"""What staff may change about organisations without a deployment."""

from typing import Annotated

import msgspec

from layers import policy
from layers.excel_reading import Limits

_UNPACKED_MEGABYTES = 60
_MOST_COLUMNS = 40
_ABOVE = 10
"""Rows that may stand above the headings, themselves included."""


class OrganisationPolicy(policy.Policy, frozen=True):
    """Organisations (H5): how many rows of staff one file may have."""

    rows: Annotated[int, msgspec.Meta(ge=1, le=20_000)] = 5_000

    def limits(self) -> Limits:
        """Return how much of a file is read: its rows and a few above them."""
        return Limits(_UNPACKED_MEGABYTES << 20, self.rows + _ABOVE, _MOST_COLUMNS)


policy.declare("organisations", OrganisationPolicy)
