"""A clock that can be set, stopped and moved on; every process of an emulator reads the same file."""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from layers.clock import at_local, from_iso, local_date, to_iso

_NEVER_WRITTEN = (0, 0)


def _system() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the clock differs from the system's: so far ahead of it, or stopped at an instant."""

    ahead: timedelta = timedelta(0)
    stopped_at: datetime | None = None


class FileClock:
    """Now, as a file says; calling it costs one `stat` while nobody moves it.

    Give it to `layers.clock.use`. Two people who move it at the same moment overwrite each other.
    """

    def __init__(self, path: Path, system: Callable[[], datetime] = _system) -> None:
        self._path = path
        self._system = system
        self._version = _NEVER_WRITTEN
        self._setting = Setting()

    def __call__(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        setting = self.setting()
        return setting.stopped_at or self._system() + setting.ahead

    def setting(self) -> Setting:
        """Return the setting in force; a clock that was never moved is the system's."""
        version = self._written()
        if version != self._version:
            self._setting = _read(self._path) if version != _NEVER_WRITTEN else Setting()
            self._version = version
        return self._setting

    def set_to(self, instant: datetime) -> None:
        """Show `instant` now and run on from it, or stay stopped at it."""
        if self.setting().stopped_at:
            self._write(Setting(stopped_at=instant))
        else:
            self._write(Setting(ahead=instant - self._system()))

    def advance(self, delta: timedelta) -> None:
        """Move on by `delta`, back where it is negative."""
        self.set_to(self() + delta)

    def stop(self) -> None:
        """Stand still at the current instant."""
        self._write(Setting(stopped_at=self()))

    def resume(self) -> None:
        """Run on from where the clock was stopped."""
        self._write(Setting(ahead=self() - self._system()))

    def follow_system(self) -> None:
        """Show the system's time again and run."""
        self._write(Setting())

    def _written(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return _NEVER_WRITTEN
        return found.st_ino, found.st_mtime_ns

    def _write(self, setting: Setting) -> None:
        """Replace the file in one step, so that no reader sees half of it."""
        stopped_at = setting.stopped_at and to_iso(setting.stopped_at)
        content = {"ahead": setting.ahead / timedelta(seconds=1), "stopped_at": stopped_at}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=self._path.parent, delete=False) as file:
            json.dump(content, file)
        os.replace(file.name, self._path)  # noqa: PTH105 - the name of a temporary file is a string


def next_local(now: datetime, moment: time) -> datetime:
    """Return the first instant after `now` at which clocks in Shanghai show `moment`."""
    today = local_date(now)
    candidate = at_local(today, moment)
    return candidate if candidate > now else at_local(today + timedelta(days=1), moment)


def _read(path: Path) -> Setting:
    content = json.loads(path.read_text())
    stopped_at = content["stopped_at"]
    return Setting(timedelta(seconds=content["ahead"]), stopped_at and from_iso(stopped_at))
