"""What Lambda hands to a function beside the event."""

import time
import uuid
from dataclasses import dataclass, field

from local.engines import ACCOUNT, REGION


@dataclass(frozen=True, slots=True)
class Context:
    """The context of one invocation, with what Chalice and Powertools read of it."""

    function_name: str
    timeout: float = 60.0
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: float = field(default_factory=time.monotonic)
    function_version: str = "$LATEST"
    memory_limit_in_mb: int = 512
    log_group_name: str = "/aws/lambda/waystation-local"
    log_stream_name: str = "local"

    @property
    def invoked_function_arn(self) -> str:
        """The function's address, as AWS would write it."""
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds until Lambda would end this invocation; here nothing does."""
        left = self.started + self.timeout - time.monotonic()
        return max(0, round(left * 1000))
