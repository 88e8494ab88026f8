"""After publication: winners get their bookings, and everybody who applied is told (L9, N1).

Shard by shard in order of numbers, with a mark after every few, so that a run that was killed goes on
near where it stopped. What lies between the mark and the kill is done again and changes nothing.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from itertools import islice

from functions.booking.service import Reservation, booking_number, reserve
from functions.lottery import proof, store
from functions.lottery.schedule import PeriodState, day_of
from functions.lottery.tables import Entry, Period
from layers.changes import apply
from layers.outbox import Already, notice

_WORKERS = 8
_MARK_EVERY = 50


def settle(period: Period) -> None:
    """Book and tell everybody of a published period; harmless a second time."""
    ranks = _ranks(period.name)
    with ThreadPoolExecutor(_WORKERS) as pool:
        running = [
            pool.submit(copy_context().run, _settle_shard, period.name, shard, ranks)
            for shard in range(store.SHARDS)
        ]
        for shard in running:
            shard.result()
    store.mark_settled(period)


def _ranks(name: str) -> dict[str, tuple[str, int]]:
    won = proof.read(name, PeriodState.PUBLISHED).winners or {}
    return {ticket: (day, rank) for day, tickets in won.items() for rank, ticket in enumerate(tickets, 1)}


def _settle_shard(name: str, shard: int, ranks: dict[str, tuple[str, int]]) -> None:
    progress = store.settled(name, shard)
    waiting = store.entries(name, shard, progress.number)
    while some := list(islice(waiting, _MARK_EVERY)):
        for entry in some:
            _settle_entry(name, entry, ranks.get(entry.ticket))
        progress.number = some[-1].number
        store.mark_told(progress)


def _settle_entry(name: str, entry: Entry, won: tuple[str, int] | None) -> None:
    party = store.party(entry)
    if won is None:
        told = notice(f"draw:{name}:{entry.number}", "draw_lost", party.contact, period=name)
        try:
            apply(tell=[told])
        except Already:
            return  # told by an earlier run
    else:
        day, rank = date.fromisoformat(won[0]), won[1]
        number = booking_number(day, day_of(name), rank)
        reserve(Reservation(number, entry.account, day, party, entry.number, name))
