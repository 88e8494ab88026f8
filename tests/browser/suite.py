"""The whole suite as browser tests use it: an emulator of their own, its clock, staff and messages."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from time import monotonic, sleep

from functions.lottery import schedule, store
from functions.lottery.errors import NoSuchPeriod
from functions.lottery.schedule import PeriodState
from layers import clock
from layers.clock import LOCAL, at_local, local_date
from local import children, messages, parts
from local.clock import FileClock
from local.day.http import Caller
from local.engines import Engine, EngineName, environment, running
from tests import memory

FIRST_DAY = date(2022, 7, 11)
A_WEEK = 7
"""Days after which nothing that a test booked or applied for is to come any more."""

A_MINUTE = timedelta(minutes=1)
"""After which jobs that run every minute have run."""

MORNING, OPENS, CLOSES, DRAWS, PUBLISHES = time(8), time(9), time(18), time(18, 30), time(20)

_STATES = {
    OPENS: PeriodState.OPEN,
    CLOSES: PeriodState.CLOSED,
    DRAWS: PeriodState.DRAWN,
    PUBLISHES: PeriodState.PUBLISHED,
}
"""What the day's period has become by each moment."""

_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Suite:
    """A running emulator with demonstration data; its clock runs, and tests move it on, never back."""

    engine: Engine
    port: int
    clock: FileClock

    @property
    def address(self) -> str:
        """Where residents' site and console are served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def today(self) -> date:
        """The date in Shenzhen."""
        return local_date(self.clock())

    @property
    def period(self) -> str:
        """The name of today's period."""
        return schedule.period_name(self.today)

    def days_later(self, number: int) -> str:
        """Return a date after today's, as YYYY-MM-DD."""
        return (self.today + timedelta(days=number)).isoformat()

    def wake(self, days: int = 1) -> None:
        """Go to the morning of a later day, the next one by default."""
        self.clock.set_to(at_local(self.today + timedelta(days=days), MORNING))

    def at(self, moment: time) -> None:
        """Go to a local time of today, and wait until the day's lottery has come that far."""
        self.clock.set_to(at_local(self.today, moment) + timedelta(seconds=1))
        for state in [state for due, state in _STATES.items() if due <= moment]:
            self.until(f"the period is {state}", partial(self._has_become, state))

    def staff(self, username: str) -> Caller:
        """Return a member of the demonstration's staff who is signed in and calls the API."""
        return Caller(self.port).sign_in_staff(username)

    def message(self, to: str, since: datetime) -> str:
        """Return the newest message to a phone or mail address, once there is one sent after `since`."""
        self.until(f"a message to {to} was sent", lambda: bool(self._sent(to, since)))
        return self._sent(to, since)[0]

    def code(self, to: str, since: datetime) -> str:
        """Return the one-time code in the newest message to a mobile number."""
        return str(re.findall(r"\b\d{6}\b", self.message(to, since))[0])

    def until(self, what: str, happened: Callable[[], bool]) -> None:
        """Wait until something has happened, a minute at most."""
        patience = monotonic() + _PATIENCE
        while not happened():
            assert monotonic() < patience, f"waited in vain until {what}"
            sleep(0.1)

    def _sent(self, to: str, since: datetime) -> list[str]:
        newest = messages.newest(self.engine.state.messages, to)
        return [each.text for each in newest if each.at >= since]

    def _has_become(self, state: PeriodState) -> bool:
        with suppress(NoSuchPeriod):
            period, order = store.period(self.period), list(PeriodState)
            told = period.settled or state != PeriodState.PUBLISHED
            return told and order.index(PeriodState(period.state)) >= order.index(state)
        return False


def variables(engine: Engine, port: int) -> dict[str, str]:
    """Return the environment of an instance that is served at a port."""
    return {**environment(engine), "WAYSTATION_PUBLIC_ADDRESS": f"http://127.0.0.1:{port}"}


@contextmanager
def started() -> Iterator[Suite]:
    """Run an emulator until the block ends; this process's settings and clock are its own meanwhile."""
    port = children.free_port()
    with running(EngineName.MINISTACK) as engine, memory.surroundings(variables(engine, port)):
        movable = FileClock(engine.state.clock)
        movable.set_to(datetime.combine(FIRST_DAY, MORNING, LOCAL))
        try:
            parts.prepare(engine)
            with parts.gateway(engine, port), parts.pump(engine):
                yield Suite(engine, port, movable)
        finally:
            clock.use(None)
