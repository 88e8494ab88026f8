"""Joining and leaving the waiting list of a full session (候补), as people do it themselves."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from functions.vaccine import numbers, places
from functions.vaccine.appointments import booking, inputs, inputs_party, letters, own
from functions.vaccine.appointments.booking import Wanted
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.catalogue import sessions, vaccines
from functions.vaccine.errors import Contraindicated, ListFull, NoSuchParty, NotBookable, NotDue, NotFull
from functions.vaccine.policies import current
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores import places as store_places
from functions.vaccine.tables import Session, Source, WaitingParty
from functions.vaccine.waiting import store
from functions.vaccine.waiting.policies import waiting as policy
from functions.vaccine.waiting.schemas import WaitingForm
from layers import attempts, clock
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language
from layers.transaction import Step, commit, until_fresh


@dataclass(frozen=True, slots=True)
class Joined:
    """How many people of a party wait for a session, and the look-up code (查询码), shown and sent once."""

    session: Session
    people: int
    code: str


def join(form: WaitingForm, group: str | None, language: Language, now: datetime) -> Joined:
    """Put a party on the list of a session that has no place free.

    Raises NoSuchSession, SessionClosed, InvalidInput, Contraindicated, WrongAge, NotBookable, NotFull,
    ListFull.
    """
    session = sessions.bookable(form.session, now, group)
    wanted = _wanted(form, session, language, now)
    for each in wanted:
        _require_due(each, session)
    people, code = [store.candidate(each) for each in wanted], numbers.lookup_code()
    party = f"{clock.to_iso(now)}#{secrets.token_hex(4)}"

    def change() -> None:
        counted = _counting(session, now)
        joining = store.joining(session, party, people, code, together=form.together)
        apply(*joining, *counted, tell=letters.waiting(session, party, people[0].contact, code))

    until_fresh(change)
    return Joined(session, len(people), code)


def find(form: LookupForm, now: datetime) -> WaitingParty:
    """Return the party of a number and a code; raises NoSuchParty, LockedOut."""
    identity = inputs.identity(form)
    attempts.take(own.ATTEMPTS, identity, current().patience(), now)
    if found := store.found(identity, inputs.code(form.code)):
        attempts.forget(own.ATTEMPTS, identity)
        return found
    raise NoSuchParty


def leave(form: LookupForm, now: datetime) -> None:
    """Take a party off its list; who of it was booked stays booked. Raises NoSuchParty, LockedOut."""
    found = find(form, now)

    def change() -> None:
        party = store.party(found.session, found.sk)
        if party is None:
            raise NoSuchParty
        commit(*store.leaving(party))

    until_fresh(change)


def _wanted(form: WaitingForm, session: Session, language: Language, now: datetime) -> list[Wanted]:
    faults = _faults(form, session)
    try:
        wanted = inputs_party.wanted(form.people, session, language, Source.WAITING, now, "people[{}].")
    except InvalidInput as error:
        raise InvalidInput([*error.faults, *faults]) from error
    if len({each.person.identity for each in wanted}) < len(wanted):
        faults.append(FieldFault("people", "twice"))
    if faults:
        raise InvalidInput(faults)
    if any(any(each.answers.values()) for each in form.people):
        raise Contraindicated
    return wanted


def _faults(form: WaitingForm, session: Session) -> list[FieldFault]:
    vaccine, most = vaccines.find(session.vaccine), policy().people
    faults = [] if form.consent else [FieldFault("consent", "consent_required")]
    if len(form.people) > most:
        faults.append(FieldFault("people", "too_long", (("limit", str(most)),)))
    return faults + [
        FieldFault(f"people[{number}].{each.field}", each.code, each.details)
        for number, person in enumerate(form.people)
        for each in inputs.answer_faults(person.answers, vaccine)
    ]


def _require_due(wanted: Wanted, session: Session) -> None:
    claims = store_claims.of_person(wanted.person.identity)
    try:
        booking.require_due(wanted, date.fromisoformat(session.day), vaccines.find(session.vaccine), claims)
    except NotDue as error:
        raise NotBookable from error


def _counting(session: Session, now: datetime) -> Sequence[Step]:
    """Return the steps that count one party more; from the first on, places that come back are kept."""
    already, most = store.size(session.id), policy().parties
    if already >= most:
        raise ListFull
    parts = store_places.read(session.id, int(session.parts))
    if places.totals(parts, now).remaining:
        raise NotFull
    if already:
        return [store.counting_another(session.id, most)]
    return [store.counting_first(session.id), *store_places.keeping(session.id, len(parts), keep=True)]
