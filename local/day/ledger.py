"""What happened on the day, as far as its checks and its report need it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from functions.lottery.draw import Entry, parse_line
from local.day.population import Manner, Plan, Population
from local.day.residents import Receipt
from local.messages import Message


@dataclass(frozen=True, slots=True)
class Lap:
    """A phase that is over: when it was on the clock, what happened, how long it took, what it sent."""

    at: datetime
    title: str
    said: str
    seconds: float
    messages: int


@dataclass(frozen=True, slots=True)
class Win:
    """A won place: the date, and the household's place in that date's order, from 1."""

    day: str
    rank: int


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking as staff see it."""

    day: str
    number: str
    account: str
    state: str
    people: int


@dataclass(slots=True)
class Ledger:
    """Filled in phase by phase; households are known by their numbers."""

    population: Population
    accounts: dict[int, str] = field(default_factory=dict)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    """People by date, as everybody saw them before the close."""
    commitment: str = ""
    root: str = ""
    too_early: set[str] = field(default_factory=set)
    """Keys of the result that the proof showed before publication."""
    proof: dict[str, Any] = field(default_factory=dict)
    verified: bool = False
    verdict: str = ""
    published: int = 0
    """People in the public list of winners."""
    messages: list[Message] = field(default_factory=list)
    cancelled: set[int] = field(default_factory=set)
    entered: set[int] = field(default_factory=set)
    unrecognised: set[int] = field(default_factory=set)
    bookings: list[Booked] = field(default_factory=list)
    undelivered: int = 0
    audit_faults: list[str] = field(default_factory=list)
    audit_entries: int = 0
    laps: list[Lap] = field(default_factory=list)

    @property
    def standing(self) -> list[Plan]:
        """The plans that stand at the close."""
        return [plan for plan in self.population.plans if plan.dates]

    @property
    def over_http(self) -> int:
        """How many applications came in over HTTP."""
        return sum(plan.manner is not Manner.QUIET for plan in self.population.plans)

    @property
    def entries(self) -> list[Entry]:
        """The applications in the proof's lines."""
        return [parse_line(line) for line in self.proof["lines"]]

    def wins(self) -> Iterator[tuple[int, Win]]:
        """Yield every won place with its household."""
        households = {receipt.ticket: receipt.household for receipt in self.receipts.values()}
        for day, tickets in self.proof["winners"].items():
            for rank, ticket in enumerate(tickets, 1):
                yield households[ticket], Win(day, rank)
