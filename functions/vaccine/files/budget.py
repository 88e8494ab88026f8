"""How long a run of a job may go on before it leaves the rest to the next."""

import time


class Budget:
    """So many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def spent(self) -> bool:
        """Tell whether the time is over."""
        return time.monotonic() >= self._end
