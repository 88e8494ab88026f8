"""The draw `waystation-draw-1` (L6, L7): entries, places and a seed in; winners, standby, evidence out.

`docs/draw.md` publishes it word for word, and strangers recompute it from there. A change of any
result is a new algorithm with a new name, never an edit of this one.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import lru_cache
from hashlib import sha256
from typing import NewType

ALGORITHM = "waystation-draw-1"

Ticket = NewType("Ticket", str)
"""32 random hex digits that stand for one application; only its owner knows whose it is."""

_LINE = re.compile(r"([0-9a-f]{32})\|([1-9][0-9]{0,2})\|([0-9]{4}-[0-9]{2}-[0-9]{2}(?:,[0-9-]{10})*)")


class LineInvalid(ValueError):
    """A line that no application could have produced."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One application as frozen at close; `size` in people, `dates` as YYYY-MM-DD, ascending."""

    ticket: Ticket
    size: int
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """What a draw decided, by date: tickets in rank order, and the last winner's rank in hex.

    A date that nobody won has no cut-off.
    """

    winners: dict[str, list[Ticket]]
    standby: dict[str, list[Ticket]]
    cutoffs: dict[str, str]


def commitment(secret: bytes) -> str:
    """Return what is published at opening, so that the secret cannot be exchanged later."""
    return sha256(secret).hexdigest()


def line(entry: Entry) -> str:
    """Return the published form of an application, `ticket|size|date,date,…`."""
    return f"{entry.ticket}|{entry.size}|{','.join(sorted(entry.dates))}"


def lines(entries: Iterable[Entry]) -> list[str]:
    """Return the lines of all applications in their published order."""
    return sorted(map(line, entries))


def parse_line(text: str) -> Entry:
    """Return the entry of which `line` made this text; raises LineInvalid where there is none."""
    match = _LINE.fullmatch(text)
    if match is None:
        raise LineInvalid(f"not ticket|size|dates: {text!r}")
    ticket, size, dates = match.groups()
    return Entry(Ticket(ticket), int(size), _parse_dates(dates))


@lru_cache(maxsize=1024)  # a million lines name the same few dates, and share them then
def _parse_dates(text: str) -> tuple[str, ...]:
    dates = tuple(text.split(","))
    try:
        days = [calendar_date.fromisoformat(date) for date in dates]
    except ValueError as error:
        raise LineInvalid(f"no such date: {text!r}") from error
    if days != sorted(set(days)):
        raise LineInvalid(f"dates not ascending: {text!r}")
    return dates


def seed(period: str, root: str, secret: bytes, beacon: str = "") -> str:
    """Return the seed in hex; `beacon` is the round's randomness in hex, empty where none is used."""
    text = f"{ALGORITHM}|{period}|{root}|{secret.hex()}|{beacon}"
    return sha256(text.encode()).hexdigest()


def rank(seed: str, date: str, ticket: Ticket) -> str:
    """Return a ticket's rank on a date in hex; the lowest is drawn first."""
    return sha256(f"{seed}|{date}|{ticket}".encode()).hexdigest()


def draw(entries: Collection[Entry], quotas: Mapping[str, int], seed: str) -> Draw:
    """Return winners and standby of every date in `quotas` (places by date), in date order.

    The order of entries is irrelevant. Raises ValueError on a ticket that occurs twice, KeyError on
    a date without a quota.
    """
    sizes = _sizes(entries)
    candidates = _candidates(entries, quotas)
    decided = Draw({}, {}, {})
    won: set[Ticket] = set()
    for date in sorted(quotas):
        order = _in_rank_order(seed, date, [t for t in candidates[date] if t not in won])
        count = _count_winners(order, sizes, quotas[date])
        decided.winners[date], decided.standby[date] = order[:count], order[count:]
        if count:
            decided.cutoffs[date] = rank(seed, date, order[count - 1])
        won.update(order[:count])
    return decided


def _sizes(entries: Collection[Entry]) -> dict[Ticket, int]:
    sizes = {entry.ticket: entry.size for entry in entries}
    if len(sizes) < len(entries):
        raise ValueError("a ticket occurs twice")
    return sizes


def _candidates(entries: Iterable[Entry], dates: Iterable[str]) -> dict[str, list[Ticket]]:
    candidates: dict[str, list[Ticket]] = {date: [] for date in dates}
    for entry in entries:
        for date in entry.dates:
            candidates[date].append(entry.ticket)
    return candidates


def _in_rank_order(seed: str, date: str, tickets: Iterable[Ticket]) -> list[Ticket]:
    # A million tickets at a time: what all ranks of the date begin with is hashed once, and the
    # digest sorts as its hex does.
    start = sha256(f"{seed}|{date}|".encode()).copy

    def digest(ticket: Ticket) -> bytes:
        hashed = start()
        hashed.update(ticket.encode())
        return hashed.digest()

    return sorted(tickets, key=digest)


def _count_winners(order: Iterable[Ticket], sizes: Mapping[Ticket, int], places: int) -> int:
    count = 0
    for ticket in order:
        if places <= 0:
            break
        places -= sizes[ticket]
        count += 1
    return count
