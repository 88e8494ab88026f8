"""What staff may change about clues without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class CluePolicy(policy.Policy, frozen=True):
    """Clues and public reports (H13).

    Within how many hours of being sent a clue has to be answered, and within how many of that answer
    something has to be heard again, before the region above is told.
    """

    answer_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 12
    progress_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 48


policy.declare("clues", CluePolicy)
