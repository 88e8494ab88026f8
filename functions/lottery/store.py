"""Periods, gates, applications and claims in their table: keys, reads, and the steps that change them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import reduce
from operator import and_
from typing import Any

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from functions.booking.service import Party
from functions.lottery.errors import (
    AlreadyApplied,
    ApplicationChanged,
    NoSuchApplication,
    NoSuchPeriod,
    PersonTaken,
    QuotasChanged,
    TooLateForQuotas,
    WindowClosed,
)
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Claim, Entry, Gate, Mine, Period, Quotas, Settled, Winners
from layers import clock, privacy
from layers.tables import shard_of
from layers.transaction import Check, Delete, Put, Step, Update, commit, new

SHARDS = 32
"""Gates of a period: what everybody touches in the same minute is cut into so many items."""

_CLAIMS_KEPT = timedelta(days=30)


# Periods


def period(name: str) -> Period:
    """Return a period as it is now; raises NoSuchPeriod."""
    if found := Period.find("PERIODS", name):
        return found
    raise NoSuchPeriod


def newest_periods(limit: int) -> list[Period]:
    """Return the newest periods, newest first."""
    return list(Period.query("PERIODS", scan_index_forward=False, limit=limit, consistent_read=True))


def page_of_periods(after: dict[str, Any] | None, limit: int) -> Any:
    """Return periods newest first, behind a key."""
    return Period.query("PERIODS", scan_index_forward=False, last_evaluated_key=after, limit=limit)


def periods(names: Iterable[str]) -> dict[str, Period]:
    """Return the periods that exist among these."""
    return {found.name: found for found in Period.find_all(("PERIODS", name) for name in set(names))}


def periods_between(first: str, last: str) -> dict[str, Period]:
    """Return the periods from one name to another, by name."""
    return {found.name: found for found in Period.query("PERIODS", Period.sk.between(first, last))}


class AlreadyOpened(Exception):
    """The period was opened before, by another process."""


def opening(item: Period) -> list[Step]:
    """Return the steps that write a new period and its gates; they refuse with AlreadyOpened."""
    zero = dict.fromkeys(item.places, 0)
    gates = [
        Gate(f"GATE#{item.name}", f"{shard:02d}", open=True, people=zero, entries=zero)
        for shard in range(SHARDS)
    ]
    return [new(item, AlreadyOpened), *(new(gate, AlreadyOpened) for gate in gates)]


def begin_closing(item: Period, announced: int | None) -> None:
    """Fix that an open period is being closed, and its beacon round; raises ConditionFailed."""
    actions = [Period.closing.set(True)]
    if announced:
        actions.append(Period.beacon_round.set(announced))
    condition = _unmoved(item, PeriodState.OPEN) & (Period.closing == False)  # noqa: E712  an expression
    commit(Update(item=item, actions=actions, condition=condition))


_BEFORE = {
    PeriodState.CLOSED: PeriodState.OPEN,
    PeriodState.DRAWN: PeriodState.CLOSED,
    PeriodState.PUBLISHED: PeriodState.DRAWN,
}


def move(item: Period, to: PeriodState, *actions: Action) -> Step:
    """Return the step that moves a period on from the state before, if staff decided nothing meanwhile."""
    condition = _unmoved(item, _BEFORE[to])
    return Update(item=item, actions=[Period.state.set(to), *actions], condition=condition)


def decide(item: Period, decisions: str, *actions: Action) -> Step:
    """Return the step that puts a decision of staff into effect, if the period is still what was read."""
    unmoved = _unmoved(item, PeriodState(item.state)) & (Period.closing == item.closing)
    return Update(item=item, actions=[Period.decisions.set(decisions), *actions], condition=unmoved)


def mark_settled(item: Period) -> None:
    """Remember that everybody of a published period was told."""
    commit(Update(item=item, actions=[Period.settled.set(True)]))


def _unmoved(read: Period, state: PeriodState) -> Any:
    return (Period.state == state) & (Period.decisions == read.decisions)


# Quotas set ahead


def quotas_between(first: str, last: str) -> dict[str, Quotas]:
    """Return the quotas staff set for the periods from one to another, by period."""
    return {str(item.sk): item for item in Quotas.query("QUOTAS", Quotas.sk.between(first, last))}


def quotas(name: str) -> Quotas | None:
    """Return the quotas staff set for a period."""
    return Quotas.find("QUOTAS", name)


def set_quotas(name: str, places: Mapping[str, int], version: int) -> list[Step]:
    """Return the steps that set a period's quotas, as long as the period is not open."""
    item = Quotas("QUOTAS", name, quotas=dict(places), version=version + 1)
    return [
        Check(
            item=Period("PERIODS", name),
            condition=Period.pk.does_not_exist(),
            otherwise=TooLateForQuotas(),
        ),
        Put(item=item, condition=_quotas_version(version), otherwise=QuotasChanged()),
    ]


def unchanged_quotas(name: str, version: int) -> Step:
    """Return the check that the quotas set for a period are still this version; 0 where there are none."""
    return Check(item=Quotas("QUOTAS", name), condition=_quotas_version(version))


def _quotas_version(version: int) -> Any:
    return Quotas.version == version if version else Quotas.pk.does_not_exist()


# Gates


def gates(name: str) -> list[Gate]:
    """Return all gates of a period: one query of 32 small items."""
    return list(Gate.query(f"GATE#{name}", consistent_read=True))


def shut(gate: Gate) -> None:
    """Shut a gate: from here on nothing gets in through it. Harmless a second time."""
    commit(Update(item=gate, actions=[Gate.open.set(False)]))


def entered(name: str) -> Counter[str]:
    """Return how many applications the gates have let in for each date that anybody applied for."""
    counted: Counter[str] = Counter()
    for gate in gates(name):
        counted.update({day: int(gate.entries[day]) for day in gate.entries})
    return +counted


def pass_gate(name: str, number: str, changes: Mapping[str, int], size: int, joining: int = 0) -> Step:
    """Return the step through a number's gate that counts `changes` (+1 or -1) for each date.

    `joining` counts the application itself: +1 as it is submitted, -1 as it is withdrawn. The step
    refuses with WindowClosed once the gate is shut: nothing is in that close did not see.
    """
    actions = []
    if joining:
        actions += [Gate.applications.add(joining), Gate.applicants.add(joining * size)]
    for day, change in changes.items():
        actions.append(Gate.people[day].set(Gate.people[day] + change * size))
        actions.append(Gate.entries[day].set(Gate.entries[day] + change))
    gate = Gate(f"GATE#{name}", f"{_shard(number):02d}")
    if not actions:
        return Check(item=gate, condition=Gate.open == True, otherwise=WindowClosed())  # noqa: E712  an expression
    return Update(item=gate, actions=actions, condition=Gate.open == True, otherwise=WindowClosed())  # noqa: E712  an expression


# Applications


class NumberTaken(Exception):
    """The random application number exists already; draw another."""


def entry_key(name: str, number: str) -> tuple[str, str]:
    """Return an application's key, which its number decides."""
    return f"ENTRY#{name}#{_shard(number):02d}", number


def enter(name: str, entry: Entry) -> list[Step]:
    """Return the steps that write an application and its owner's copy."""
    return [new(_mine(name, entry), AlreadyApplied()), new(entry, NumberTaken)]


def seal_party(entry: Entry, party: Party) -> None:
    """Put a party into an application, sealed."""
    entry.party = privacy.seal(party, entry.pk + entry.sk)


def party(entry: Entry) -> Party:
    """Return who applied."""
    return privacy.unseal(entry.party, entry.pk + entry.sk, Party)


def mine(account: str, name: str) -> Mine:
    """Return the owner's copy of an application; raises NoSuchApplication."""
    if found := Mine.find(*_mine_key(account, name)):
        return found
    raise NoSuchApplication


def has_applied(account: str, name: str) -> bool:
    """Tell whether an account has an application in a period."""
    return Mine.find(*_mine_key(account, name)) is not None


def all_mine(account: str, after: dict[str, Any] | None, limit: int) -> Any:
    """Return an account's applications, newest period first, behind a key."""
    return Mine.query(
        f"ACCOUNT#{account}",
        Mine.sk.startswith("APPLICATION#"),
        scan_index_forward=False,
        last_evaluated_key=after,
        limit=limit,
        consistent_read=True,
    )


def entry(name: str, number: str) -> Entry:
    """Return an application; raises NoSuchApplication."""
    if found := Entry.find(*entry_key(name, number)):
        return found
    raise NoSuchApplication


def entries(name: str, shard: int, after: str = "") -> Iterator[Entry]:
    """Yield a shard's applications in order of their numbers, behind one."""
    condition = Entry.sk > after if after else None
    yield from Entry.query(f"ENTRY#{name}#{shard:02d}", condition, consistent_read=True)


def redate(name: str, read: Entry, dates: Sequence[str]) -> list[Step]:
    """Return the steps that give an application other dates, if it is still the one that was read."""
    unmoved = Entry.version == int(read.version)
    new_dates = [Entry.dates.set(list(dates)), Entry.version.add(1)]
    copy = Mine(*_mine_key(read.account, name))
    return [
        Update(item=read, actions=new_dates, condition=unmoved, otherwise=ApplicationChanged()),
        Update(item=copy, actions=[Mine.dates.set(list(dates))]),
    ]


def remove(name: str, read: Entry) -> list[Step]:
    """Return the steps that take an application away, if it is still the one that was read."""
    unmoved = Entry.version == int(read.version)
    return [
        Delete(item=read, condition=unmoved, otherwise=ApplicationChanged()),
        Delete(item=Mine(*_mine_key(read.account, name))),
    ]


def take_standby(account: str, name: str, day: str) -> Step:
    """Return the step that gives an application its one standby date; it refuses with ConditionFailed."""
    none_yet = Mine.pk.exists() & Mine.standby_day.does_not_exist()
    copy = Mine(*_mine_key(account, name))
    return Update(item=copy, actions=[Mine.standby_day.set(day)], condition=none_yet)


def _mine_key(account: str, name: str) -> tuple[str, str]:
    return f"ACCOUNT#{account}", f"APPLICATION#{name}"


def _mine(name: str, entry: Entry) -> Mine:
    item = Mine(*_mine_key(entry.account, name))
    item.number, item.ticket, item.dates = entry.number, entry.ticket, entry.dates
    item.size, item.submitted_at = len(entry.persons), entry.submitted_at
    return item


def _shard(number: str) -> int:
    return shard_of(number, SHARDS)


# Claims


def claim(
    name: str, number: str, persons: Sequence[str], take: Sequence[str], leave: Sequence[str] = ()
) -> list[Step]:
    """Return the steps that take dates for people, and leave others, for an application.

    They refuse with PersonTaken where another application has one of them on one of the dates.
    """
    free = [claimed(day).does_not_exist() for day in take]
    own = [claimed(day) == number for day in leave]
    actions = [
        *(claimed(day).set(number) for day in take),
        *(claimed(day).remove() for day in leave),
        Claim.expires_at.set(clock.now() + _CLAIMS_KEPT),
    ]
    return [
        Update(
            item=Claim(f"CLAIM#{name}#{person}", "CLAIM"),
            actions=actions,
            condition=reduce(and_, [*free, *own]),
            otherwise=PersonTaken(),
        )
        for person in persons
    ]


def claimed(day: str) -> Path:
    """Return the attribute in which a claim keeps the application that has the person on a date."""
    return Path("d" + day.replace("-", ""))


# Results


def write_winners(name: str, won: Mapping[str, str]) -> None:
    """Write who won which date, in 256 items by the first two digits of the ticket; repeatable."""
    by_prefix: dict[str, dict[str, str]] = {f"{prefix:02x}": {} for prefix in range(256)}
    for ticket, day in won.items():
        by_prefix[ticket[:2]][ticket] = day
    with Winners.batch_write() as batch:
        for prefix, group in by_prefix.items():
            batch.save(Winners(f"WINNERS#{name}", prefix, won=group))


def dates_won(tickets: Mapping[str, str]) -> dict[str, str]:
    """Return the date each ticket won, where it did, for tickets by period. One read a period."""
    keys = {name: (f"WINNERS#{name}", ticket[:2]) for name, ticket in tickets.items()}
    found = {item.pk: item.won for item in Winners.find_all(keys.values())}
    won = {name: found.get(key[0], {}).get(tickets[name]) for name, key in keys.items()}
    return {name: day for name, day in won.items() if day}


# Who has been told


def settled(name: str, shard: int) -> Settled:
    """Return how far a shard's owners have been told."""
    key = (f"SETTLED#{name}", f"{shard:02d}")
    return Settled.find(*key) or Settled(*key)


def mark_told(progress: Settled) -> None:
    """Remember how far a shard's owners have been told."""
    commit(Put(item=progress))
