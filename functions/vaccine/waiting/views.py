"""Waiting lists as answers."""

from datetime import date, datetime

from functions.vaccine.tables import Session, WaitingParty
from functions.vaccine.waiting import store
from functions.vaccine.waiting.joining import Joined
from functions.vaccine.waiting.schemas import JoinedView, WaitingLine, WaitingView
from functions.vaccine.waiting.turns import Passed
from layers import masks
from layers.clock import from_iso


def joined_view(joined: Joined) -> JoinedView:
    """Return what somebody gets who has joined."""
    return JoinedView(joined.people, joined.code)


def waiting_view(party: WaitingParty, session: Session) -> WaitingView:
    """Return a party to whoever has its look-up code."""
    return WaitingView(
        session=session.id,
        day=date.fromisoformat(session.day),
        start=session.start,
        end=session.end,
        joined_at=_joined(party),
        people=len(store.people_of(party)),
        waiting=len(party.waiting),
        together=party.together,
        passed=Passed(party.passed) if party.passed else None,
        passed_at=from_iso(party.passed_at) if party.passed_at else None,
    )


def waiting_line(party: WaitingParty) -> WaitingLine:
    """Return a party for the staff's list."""
    people = [each.person for each in store.people_of(party)]
    return WaitingLine(
        joined_at=_joined(party),
        people=[f"{masks.name(each.name)} {masks.document(each.number)}" for each in people],
        waiting=len(party.waiting),
        together=party.together,
        passed=Passed(party.passed) if party.passed else None,
        passed_at=from_iso(party.passed_at) if party.passed_at else None,
    )


def _joined(party: WaitingParty) -> datetime:
    return from_iso(party.sk.partition("#")[0])
