"""The waiting list's clockwork: places that came back are booked for whoever fits, in order of joining.

Each turn is one transaction over places, records and the party, made from what was read just before. A
process killed anywhere leaves whole turns behind; of two at once, one comes first and the other reads again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from functions.vaccine.appointments import booking, letters
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.errors import DoseTaken, NotDue, WrongAge
from functions.vaccine.places import Part
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores.places import NoPlace
from functions.vaccine.stores.records import NumberTaken
from functions.vaccine.tables import Session, WaitingParty
from functions.vaccine.waiting import store, turns
from functions.vaccine.waiting.turns import Passed, Turn
from layers.changes import apply
from layers.observability import report
from layers.outbox import Already
from layers.transaction import ConditionFailed, Step, commit, until_fresh


def advance(now: datetime) -> int:
    """Book everybody who fits, of all waiting lists; return how many. Safe at any time, and twice.

    A list that can't go on keeps no other from going on; what stopped them is raised together at the end.
    """
    booked, stopped = 0, []
    for session in store.sessions():
        try:
            booked += _serve(catalogue.session(session), now)
        except Exception as error:
            report(error)
            stopped.append(error)
    if stopped:
        raise ExceptionGroup("waiting lists that could not go on", stopped)
    return booked


def _serve(session: Session, now: datetime) -> int:
    if catalogue.is_over(session, now):
        _dismiss(session)
        return 0
    booked, done = 0, set[tuple[str, ...]]()
    while turn := until_fresh(lambda: _take_turn(session, done, now)):
        done.add(turn.people)
        booked += len(turn.people) if turn.fits else 0
    until_fresh(lambda: _give_back(session, done))
    return booked


def _take_turn(session: Session, done: set[tuple[str, ...]], now: datetime) -> Turn | None:
    """Book the next people on the list, or note why not; return whose turn it was, `fits` if booked."""
    parts = _without_lapsed_holds(session, now)
    parties = {party.sk: party for party in store.parties(session.id)}
    turn = turns.turn([store.as_rule(party) for party in parties.values()], _places(parts), done)
    if turn is None:
        return None

    party = parties[turn.party]
    if not turn.fits:
        _pass(party, Passed.TOO_MANY, now)
        return turn
    try:
        _book(session, party, turn, parts, now)
    except (NotDue, DoseTaken, WrongAge):
        _pass(party, Passed.NOT_BOOKABLE, now)
        return replace(turn, fits=False)
    except (NoPlace, NumberTaken) as error:
        raise ConditionFailed from error
    return turn


def _book(session: Session, party: WaitingParty, turn: Turn, parts: Sequence[Part], now: datetime) -> None:
    places = [store.place_of(person) for person in turn.people]
    people = store.people_of(party)
    of_parts = turns.spread({part.number: part.kept + part.free for part in parts}, len(places))
    each_part = [part for part, number in of_parts.items() for _ in range(number)]

    prepared = [
        booking.prepare(people[place].wanted(), session, part, now)
        for place, part in zip(places, each_part, strict=True)
    ]
    steps = [step for steps, _, _ in prepared for step in steps]
    told = [step for _, told, _ in prepared for step in told]

    taken = [_taking(session, part, of_parts[part.number]) for part in parts if part.number in of_parts]
    apply(*store.serving(party, places), *taken, *steps, tell=told)


def _taking(session: Session, part: Part, people: int) -> Step:
    kept = min(part.kept, people)
    return store_places.taking_kept(session.id, part.number, kept, people - kept)


def _pass(party: WaitingParty, reason: Passed, now: datetime) -> None:
    if party.passed != reason:
        commit(store.passing(party, reason, now))


def _give_back(session: Session, done: set[tuple[str, ...]]) -> None:
    """Give what nobody on the list could use to everybody, and end a list on which nobody is."""
    parts = store_places.read(session.id, int(session.parts))
    parties = [store.as_rule(party) for party in store.parties(session.id)]
    if not parties:
        commit(store.closing(session.id), *store_places.keeping_no_more(session.id, parts))
    elif turns.turn(parties, _places(parts), done) is None:
        for part in parts:
            if part.kept:
                commit(_as_read(store_places.freeing(session.id, part.number, part.kept)))


def _dismiss(session: Session) -> None:
    """Tell everybody on the list of a session that has ended that no place came, and end the list."""
    for party in store.parties(session.id):
        told = letters.not_served(session, party.sk, store.people_of(party)[0].contact)
        try:
            apply(*store.leaving(party), tell=told)
        except (Already, ConditionFailed):
            continue  # told by another process, or left just now
    until_fresh(lambda: _give_back(session, set()))


def _without_lapsed_holds(session: Session, now: datetime) -> list[Part]:
    parts = store_places.read(session.id, int(session.parts))
    reclaimed = [store_places.reclaim(session.id, part, now) for part in parts if part.lapsed(now)]
    return store_places.read(session.id, len(parts)) if any(reclaimed) else parts


def _places(parts: Sequence[Part]) -> int:
    return sum(part.kept + part.free for part in parts if part.enabled)


def _as_read(step: Step) -> Step:
    return replace(step, otherwise=ConditionFailed)
