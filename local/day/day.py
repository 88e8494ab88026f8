"""What every phase of the day gets, and how phases follow one another."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from typing import Any, TypeVar

from tqdm import tqdm

from functions.lottery.schedule import PeriodState
from layers.clock import LOCAL, at_local
from local import demo
from local.day.crew import Crew
from local.day.emulator import Emulator
from local.day.http import Caller, Refused
from local.day.ledger import Lap, Ledger
from local.day.population import PERIOD

T = TypeVar("T")
R = TypeVar("R")

STAFF_PERIOD = f"/v1/staff/lottery/periods/{PERIOD}"
PUBLIC_PERIOD = f"/v1/lottery/periods/{PERIOD}"
PROOF = f"{PUBLIC_PERIOD}/proof"


@dataclass(frozen=True, slots=True)
class Day:
    """The emulator, who acts in it, and what is written down of it."""

    emulator: Emulator
    crew: Crew
    ledger: Ledger

    def staff(self, username: str) -> Caller:
        """Return a signed-in member of the demonstration's staff; sessions don't outlive a phase."""
        return Caller(self.emulator.port).sign_in_staff(username)

    def public(self, path: str) -> Any:
        """Return what anybody gets at a path."""
        with Caller(self.emulator.port) as anybody:
            return anybody.ask("GET", path)

    def everybody(self, act: Callable[[T], R], items: Sequence[T], what: str) -> Iterator[R]:
        """Yield what the crew got done for each item, with a bar."""
        yield from tqdm(self.crew.each(act, items), what, len(items), leave=False)

    def reaches(self, state: PeriodState) -> None:
        """Wait until the lottery's job has brought the period into a state."""
        with self.staff("lottery") as staff:

            def reached() -> bool:
                try:
                    return bool(staff.ask("GET", STAFF_PERIOD)["view"]["state"] == state)
                except Refused:
                    return False  # not open yet

            self.emulator.until(f"the period is {state}", reached)

    def delivered(self) -> None:
        """Wait until no message is on its way."""
        with self.staff(demo.ADMINISTRATOR) as staff:
            counts = "/v1/staff/outbox/counts"
            self.emulator.until("messages are out", lambda: staff.ask("GET", counts)["pending"] == 0)


@dataclass(frozen=True, slots=True)
class Phase:
    """A step of the day: the instant it begins, its title, and what does it and says what happened."""

    at: datetime
    title: str
    run: Callable[[Day], str]


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant of a time of day in Shenzhen."""
    return at_local(day, time_of_day(hour, minute))


def run(phase: Phase, day: Day) -> None:
    """Move the clock to a phase, run it, print what happened and write it down."""
    emulator = day.emulator
    emulator.clock.set_to(phase.at)
    sent, started = len(emulator.sent()), time.perf_counter()
    said = phase.run(day)
    seconds = time.perf_counter() - started
    lap = Lap(phase.at, phase.title, said, seconds, len(emulator.sent()) - sent)
    day.ledger.laps.append(lap)
    print(f"{phase.at.astimezone(LOCAL):%m-%d %H:%M}  {phase.title:22} {said}  ({seconds:.1f} s)", flush=True)
