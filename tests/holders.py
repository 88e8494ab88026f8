"""People with health codes, made by the services alone, and whether all that is kept about them agrees."""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from functions.auth.documents import Document
from functions.healthcode import checkins, holders, proposals, recording, rulebook, store, sweep, tallies
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.holders import Declaration
from functions.healthcode.recording import Origin, Outcome, Stated
from functions.healthcode.records import Details, Said
from functions.healthcode.rules import Colour
from functions.healthcode.tables import Due, Holder, Tally, Turned
from layers import clock
from layers.i18n import Language
from layers.outbox import Message
from layers.principals import CITY, Staff
from tests import factories, strangers

STREET = "beigang"


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with a code, and the account that shows it."""

    account: str
    person: str

    @property
    def colour(self) -> Colour:
        """The colour that the code shows."""
        return Colour(store.holder(self.person).colour)

    def kinds(self) -> Counter[FactKind]:
        """Return how many facts of which kind there are."""
        return Counter(fact.kind for fact in store.facts(self.person))


def declaration(of: Document, found: Sequence[FactKind] = ()) -> Declaration:
    """Return the declaration of a document's holder in whom these kinds were found."""
    phone = f"+86{factories.mobile()['number']}"
    details = Details("张伟强", of.nationality, of.type, of.number, phone, "北港街道1号", Language.EN)
    return Declaration(of, details, STREET, Said(36.5, (), (), "北港街道1号"), found)


def citizen(*found: FactKind) -> Citizen:
    """Return somebody whom a new account declared, and in whom these kinds were found."""
    keeper = strangers.account()
    declared = holders.declare_for(keeper, declaration(strangers.document(), found), clock.now())
    return Citizen(keeper, declared.person)


def officer(identifier: str) -> Staff:
    """Return a member of staff of the city."""
    return Staff(identifier, CITY, frozenset(), lambda _: True)


def record(of: Citizen, kind: FactKind, source: Source = Source.CLINIC, client: str = "") -> Outcome:
    """Let a place record a fact of now."""
    origin = Origin(source=source, recorder="worker", client=client or secrets.token_hex(4), place="place-1")
    return recording.record(of.person, origin, [Stated(kind=kind, at=clock.now())], clock.now())


def check_in(of: Citizen) -> None:
    """Let somebody check in for today, all well."""
    said = Said(36.5, (), (), "北港街道1号")
    checkins.check_in(of.account, of.person, said, [], clock.now())


def proposed(of: Citizen, kind: FactKind, by: str = "officer-1", withdraws: str = "") -> str:
    """Let an officer propose a fact of now, and return the proposal."""
    origin = Origin(source=Source.STAFF, recorder=by, client=secrets.token_hex(4))
    stated = Stated(kind=kind, at=clock.now(), evidence="report 7")
    return proposals.propose(of.person, origin, stated, clock.now(), withdraws=withdraws)


def decide(proposal: str, by: str = "officer-2", *, approved: bool = True) -> None:
    """Let an officer decide on a proposal."""
    proposals.decide(proposal, officer(by), clock.now(), approved=approved, reason="seen")


def deciding(proposal: str, by: str, *, approved: bool = True) -> Callable[[], object]:
    """Return a call of `decide`."""
    return partial(decide, proposal, by, approved=approved)


def red(kind: FactKind = FactKind.CLOSE_CONTACT) -> tuple[Citizen, str]:
    """Return somebody red, and the fact that makes them so."""
    person = citizen()
    decide(proposed(person, kind))
    return person, next(fact.id for fact in store.facts(person.person) if fact.kind is kind)


def assert_whole() -> None:
    """Fail unless verdicts, due dates, counts, changes and messages are what everybody's facts say."""
    found = list(Holder.scan(Holder.sk == "HOLDER", consistent_read=True))
    ruling, now = rulebook.in_force(clock.now()), clock.now()
    for holder in found:
        assert sweep.current(holder, ruling, now).colour == holder.colour
        assert store.verdict(holder).colour == holder.colour
    assert _listed() == sorted(
        (holder.due, store.person_of(holder)) for holder in found if holder.colour != Colour.GREEN
    )
    assert _counted() == Counter((holder.region, holder.colour) for holder in found)
    assert _told() == _turned()


def _listed() -> list[tuple[str, str]]:
    entries = Due.scan(Due.pk.startswith("DUE#"), consistent_read=True)
    return sorted((day, person) for day, _, person in (str(entry.sk).partition("#") for entry in entries))


def _counted() -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for item in Tally.scan(Tally.sk == tallies.NOW, consistent_read=True):
        for colour in Colour:
            counted[item.pk.split("#")[1], colour] += int(getattr(item, colour))
    assert min(counted.values(), default=0) >= 0
    return +counted


def _told() -> list[str]:
    messages = Message.scan(Message.pk.startswith("OUTBOX#colour:"), consistent_read=True)
    return sorted(message.id.removeprefix("colour:") for message in messages)


def _turned() -> list[str]:
    """Return each change of colour, a code's first one left out: its answer told of it."""
    changes = Turned.scan(Turned.pk.startswith("CHANGES#"), consistent_read=True)
    named = (str(change.sk).split("#") for change in changes)
    return sorted(f"{person}:{revision}" for _, person, revision in named if revision != "1")
