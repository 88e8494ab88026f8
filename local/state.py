"""Where one emulator keeps what outlives its processes."""

import os
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "WAYSTATION_LOCAL_STATE"
"""The environment variable that tells the emulator's processes where its state is."""


@dataclass(frozen=True, slots=True)
class State:
    """The folder of one emulator and the places in it."""

    folder: Path

    @property
    def clock(self) -> Path:
        """The movable clock's setting."""
        return self.folder / "clock.json"

    @property
    def messages(self) -> Path:
        """Every SMS and mail sent, one JSON object a line."""
        return self.folder / "messages.jsonl"

    @property
    def ministack(self) -> Path:
        """What ministack saves: tables, queues, keys, buckets."""
        return self.folder / "ministack"

    @property
    def objects(self) -> Path:
        """The contents of ministack's buckets."""
        return self.folder / "objects"

    @property
    def dynamodb(self) -> Path:
        """DynamoDB Local's database."""
        return self.folder / "dynamodb"

    @property
    def logs(self) -> Path:
        """What the processes wrote to their outputs, a file each."""
        return self.folder / "logs"

    def log(self, process: str) -> Path:
        """Return the file that holds a process's output."""
        return self.logs / f"{process}.log"


def of_environment() -> State:
    """Return the state that this process was started with; raises KeyError outside the emulator."""
    return State(Path(os.environ[VARIABLE]))
