"""Places in their table: readings of all parts, and the steps that hand places out and take them back.

A step counts its place where `places.Part` says it belongs; every place given back or added raises
`returned`, on which `places.full_between` relies.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from functions.vaccine.errors import HoldGone, NoSuchSession, SessionChanged, SessionInUse
from functions.vaccine.places import Part
from functions.vaccine.tables import Places
from layers.transaction import ConditionFailed, Delete, Step, Update, commit, new

_AT_ONCE = 20
"""Lapsed holds that one write takes back: a condition has room for so many."""


class NoPlace(Exception):
    """The part has no such place, or not so many."""


def read(session: str, parts: int) -> list[Part]:
    """Return all parts of a session, read one after the other; `parts` is how many there were at least.

    One read unit for every 4 KB of a part. Raises NoSuchSession.
    """
    found = sorted(map(_part, Places.find_all(key(session, part) for part in range(parts))), key=_number)
    if not found:
        raise NoSuchSession
    most = max(part.parts for part in found)
    return read(session, most) if most > parts else found


def read_one(session: str, part: int) -> Part:
    """Return one part of a session; raises NoSuchSession."""
    if found := Places.find(*key(session, part)):
        return _part(found)
    raise NoSuchSession


def read_many(sessions: Mapping[str, int]) -> dict[str, list[Part]]:
    """Return the parts of several sessions, given how many each has."""
    keys = chain.from_iterable(
        (key(session, part) for part in range(parts)) for session, parts in sessions.items()
    )
    found: dict[str, list[Part]] = {session: [] for session in sessions}
    for item in Places.find_all(keys):
        found[item.pk.split("#")[1]].append(_part(item))
    return {session: sorted(parts, key=_number) for session, parts in found.items()}


def key(session: str, part: int) -> tuple[str, str]:
    """Return the key of a part."""
    return f"PLACES#{session}#{part}", "PLACES"


def opening(session: str, sizes: Sequence[int], *, enabled: bool) -> list[Step]:
    """Return the steps that write a new session's parts."""
    return [new(_fresh(session, part, size, len(sizes), enabled=enabled)) for part, size in enumerate(sizes)]


def closing(session: str, parts: int) -> list[Step]:
    """Return the steps that remove the parts of a session whose places are all free; else SessionInUse."""
    unused = (Places.free == Places.part) & (Places.parts == parts)
    return [
        Delete(item=_item(session, part), condition=unused, otherwise=SessionInUse()) for part in range(parts)
    ]


def enabling(session: str, parts: int, *, enabled: bool) -> list[Step]:
    """Return the steps after which a session's places can be taken, or not."""
    complete = Places.parts == parts
    return [
        Update(
            item=_item(session, part),
            actions=[Places.enabled.set(enabled)],
            condition=complete,
            otherwise=SessionChanged(),
        )
        for part in range(parts)
    ]


def resizing(session: str, parts: Sequence[Part], growth: Mapping[int, int]) -> list[Step]:
    """Return the steps that make parts larger or smaller and write those that are new.

    They refuse with ConditionFailed where places were taken since the parts were read.
    """
    number = max(growth) + 1
    there = [_resized(session, part, growth[part.number], number) for part in parts]
    added = [
        _fresh(session, part, growth[part], number, enabled=parts[0].enabled, keeping=parts[0].keeping)
        for part in range(len(parts), number)
    ]
    return [*there, *map(new, added)]


def hold(session: str, part: int, identifier: str, until: datetime) -> None:
    """Hold a free place of a part until an instant; raises NoPlace."""
    actions = [_less(Places.free), _holding(identifier, until)]
    # Sent again because the answer was lost, it must not take a second place.
    there = (Places.free > 0) & _enabled() & Places.holds[identifier].does_not_exist()
    commit(Update(item=_item(session, part), actions=actions, condition=there, otherwise=NoPlace))


def take_over(session: str, part: int, lapsed: str, identifier: str, until: datetime, now: datetime) -> None:
    """Hold the place of a lapsed hold, unless it goes to the waiting list; raises NoPlace."""
    actions = [Places.holds[lapsed].remove(), _holding(identifier, until)]
    free = _is_lapsed(lapsed, now) & (Places.keeping == False) & _enabled()  # noqa: E712  an expression
    commit(Update(item=_item(session, part), actions=actions, condition=free, otherwise=NoPlace))


def letting_go(session: str, part: Part, identifier: str) -> Step:
    """Return the step that gives a held place back; it refuses with HoldGone."""
    held = Places.holds[identifier].exists() & (Places.keeping == part.keeping)
    actions = [Places.holds[identifier].remove(), *_given_back(1, keeping=part.keeping)]
    return Update(item=_item(session, part.number), actions=actions, condition=held, otherwise=HoldGone())


def reclaim(session: str, part: Part, now: datetime) -> int:
    """Give the places of a part's lapsed holds back, to the waiting list where there is one; return how many.

    What somebody else takes meanwhile is theirs.
    """
    lapsed, reclaimed = part.lapsed(now), 0
    for start in range(0, len(lapsed), _AT_ONCE):
        some = lapsed[start : start + _AT_ONCE]
        with suppress(ConditionFailed):
            commit(_reclaiming(session, part, some, now))
            reclaimed += len(some)
    return reclaimed


def taking_held(session: str, part: int, identifier: str, now: datetime) -> Step:
    """Return the step that books a held place; HoldGone where it lapsed or the session is disabled."""
    held = Places.holds[identifier] > int(now.timestamp())
    actions = [Places.holds[identifier].remove(), _more(Places.booked)]
    return Update(
        item=_item(session, part), actions=actions, condition=held & _enabled(), otherwise=HoldGone()
    )


def taking_free(session: str, part: int) -> Step:
    """Return the step that books a free place of a part; it refuses with NoPlace."""
    actions = [_less(Places.free), _more(Places.booked)]
    condition = (Places.free > 0) & _enabled()
    return Update(item=_item(session, part), actions=actions, condition=condition, otherwise=NoPlace)


def taking_kept(session: str, part: int, kept: int, free: int = 0) -> Step:
    """Return the step that books kept places, and free ones beside them, for people of the waiting list.

    It refuses with NoPlace.
    """
    actions = [_less(Places.kept, kept), _less(Places.free, free), _more(Places.booked, kept + free)]
    condition = (Places.kept >= kept) & (Places.free >= free) & _enabled()
    return Update(item=_item(session, part), actions=actions, condition=condition, otherwise=NoPlace)


def keeping(session: str, parts: int, *, keep: bool) -> list[Step]:
    """Return the steps after which places that come back are kept for the waiting list, or are free."""
    complete = Places.parts == parts
    return [
        Update(item=_item(session, part), actions=[Places.keeping.set(keep)], condition=complete)
        for part in range(parts)
    ]


def keeping_no_more(session: str, parts: Sequence[Part]) -> list[Step]:
    """Return the steps after which nothing is kept any more, and what was is free.

    They refuse with ConditionFailed where that changed since it was read.
    """
    return [
        Update(
            item=_item(session, part.number),
            actions=[
                Places.keeping.set(False),
                *(
                    [_less(Places.kept, part.kept), *_given_back(part.kept, keeping=False)]
                    if part.kept
                    else []
                ),
            ],
            condition=(Places.parts == len(parts)) & (Places.kept == part.kept),
        )
        for part in parts
    ]


def freeing(session: str, part: int, kept: int) -> Step:
    """Return the step that gives kept places to everybody; it refuses with NoPlace."""
    actions = [_less(Places.kept, kept), *_given_back(kept, keeping=False)]
    enough = Places.kept >= kept
    return Update(item=_item(session, part), actions=actions, condition=enough, otherwise=NoPlace)


def cancelling(session: str, part: int, *, arrived: bool) -> Step:
    """Return the step that gives a booked place back, kept or free as its part is now.

    It refuses with ConditionFailed where that changed. One read.
    """
    now = read_one(session, part)
    actions = [_less(Places.booked), *_given_back(1, keeping=now.keeping)]
    if arrived:
        actions.append(_less(Places.arrived))
    return Update(item=_item(session, part), actions=actions, condition=Places.keeping == now.keeping)


def counting(session: str, part: int, *, arrived: int = 0, given: int = 0) -> Step:
    """Return the step that counts people as come or vaccinated, or takes that back."""
    actions: list[Action] = [Places.arrived.add(arrived)] if arrived else []
    actions += [Places.given.add(given)] if given else []
    exists = Places.pk.exists()
    return Update(item=_item(session, part), actions=actions, condition=exists)


def _reclaiming(session: str, part: Part, lapsed: Sequence[str], now: datetime) -> Step:
    condition = Places.keeping == part.keeping
    for identifier in lapsed:
        condition &= _is_lapsed(identifier, now)
    actions = [Places.holds[identifier].remove() for identifier in lapsed]
    actions += _given_back(len(lapsed), keeping=part.keeping)
    return Update(item=_item(session, part.number), actions=actions, condition=condition)


def _resized(session: str, part: Part, growth: int, parts: int) -> Step:
    pool = Places.kept if growth > 0 and part.keeping else Places.free
    actions = [Places.part.add(growth), pool.add(growth), Places.parts.set(parts)]
    actions += [Places.returned.add(1)] if growth > 0 else []
    condition = (Places.parts == part.parts) & (Places.keeping == part.keeping)
    if growth < 0:
        condition &= Places.free >= -growth
    return Update(item=_item(session, part.number), actions=actions, condition=condition)


def _fresh(session: str, part: int, size: int, parts: int, *, enabled: bool, keeping: bool = False) -> Places:
    item = Places(*key(session, part), part=size, holds={}, parts=parts, enabled=enabled, keeping=keeping)
    item.free, item.kept = (0, size) if keeping else (size, 0)
    return item


def _given_back(places: int, *, keeping: bool) -> list[Action]:
    if keeping:
        return [_more(Places.kept, places)]
    return [_more(Places.free, places), _more(Places.returned)]


def _holding(identifier: str, until: datetime) -> Action:
    action: Action = Places.holds[identifier].set(int(until.timestamp()))
    return action


def _is_lapsed(identifier: str, now: datetime) -> Condition:
    condition: Condition = Places.holds[identifier] <= int(now.timestamp())
    return condition


def _enabled() -> Condition:
    return Places.enabled == True  # noqa: E712  an expression of DynamoDB's


def _more(counter: NumberAttribute, number: int = 1) -> Action:
    return counter.add(number)


def _less(counter: NumberAttribute, number: int = 1) -> Action:
    return counter.add(-number)


def _item(session: str, part: int) -> Places:
    return Places(*key(session, part))


def _number(part: Part) -> int:
    return part.number


def _part(item: Places) -> Part:
    return Part(
        number=int(item.pk.rsplit("#", 1)[1]),
        size=int(item.part),
        free=int(item.free),
        kept=int(item.kept),
        holds={hold: int(item.holds[hold]) for hold in item.holds},
        booked=int(item.booked),
        arrived=int(item.arrived),
        given=int(item.given),
        parts=int(item.parts),
        returned=int(item.returned),
        keeping=item.keeping,
        enabled=item.enabled,
    )
