"""Made-up periods: what hypothesis draws from, and complete proofs of them."""

from typing import Any

from hypothesis import strategies as st

from functions.lottery import draw, merkle
from functions.lottery.draw import Entry, Ticket

DATES = [f"2022-07-{day}" for day in range(14, 20)]

TICKETS = st.integers(0, 2**128 - 1).map(lambda number: Ticket(f"{number:032x}"))
SIZES = st.integers(1, 4)
SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)


def applications(dates: list[str] = DATES) -> st.SearchStrategy[list[Entry]]:
    """Up to 25 applications of 1 to 4 people for some of the dates."""
    wanted = st.sets(st.sampled_from(dates), min_size=1).map(lambda chosen: tuple(sorted(chosen)))
    each = st.builds(Entry, TICKETS, SIZES, wanted)
    return st.lists(each, max_size=25, unique_by=lambda entry: entry.ticket)


def quotas(dates: list[str] = DATES) -> st.SearchStrategy[dict[str, int]]:
    """Places of every date: from none to more than anybody wants."""
    return st.fixed_dictionaries({day: st.integers(0, 12) for day in dates})


def proof_of(entries: list[Entry], places: dict[str, int], secret: bytes) -> dict[str, Any]:
    """Return the complete proof of a period drawn without a beacon."""
    lines = draw.lines(entries)
    root = merkle.root(lines)
    result = draw.draw(entries, places, draw.seed("20220713", root, secret))
    return {
        "algorithm": draw.ALGORITHM,
        "period": "20220713",
        "commitment": draw.commitment(secret),
        "quotas": places,
        "lines": lines,
        "root": root,
        "secret": secret.hex(),
        "beacon": None,
        "winners": result.winners,
        "standby": result.standby,
    }
