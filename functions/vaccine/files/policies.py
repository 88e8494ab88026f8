"""What staff may change about files of records without a deployment."""

from datetime import timedelta
from typing import Annotated

import msgspec

from layers import policy
from layers.excel_reading import Limits

_UNPACKED_MEGABYTES = 150
_MOST_COLUMNS = 40


class FilePolicy(policy.Policy, frozen=True):
    """Files: how many rows are imported or exported at once, and how many hours a result can be fetched."""

    import_rows: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 50_000
    export_rows: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 300_000
    result_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24

    def limits(self) -> Limits:
        """Return how much of an imported file is read: its rows and a few above them."""
        return Limits(_UNPACKED_MEGABYTES << 20, self.import_rows + 10, _MOST_COLUMNS)

    @property
    def result_kept(self) -> timedelta:
        """How long a result can be fetched."""
        return timedelta(hours=self.result_hours)


policy.declare("vaccine_files", FilePolicy)


def files() -> FilePolicy:
    """Return the policy of files in force."""
    return policy.get(FilePolicy)
