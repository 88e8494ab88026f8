"""Records (预约记录) in their table, and the one place that makes the steps which change them.

A record stands in several items: itself, its place in a part of its session, the person's claim of the
dose, what it is found by, and the count of its grid. The functions that return steps change all that
belongs together; the steps refuse with ConditionFailed where the record changed since it was read, and
with what each function names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.pagination import ResultIterator

from functions.vaccine.errors import NoSuchRecord, NotBooked, NotCancellable, WrongPhase
from functions.vaccine.persons import Person
from functions.vaccine.stores import certificates, counts, places
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores.claims import Claims
from functions.vaccine.tables import EndedBy, Holding, Phase, Record, RecordState
from layers import clock, privacy
from layers.i18n import Language
from layers.outbox import Contact
from layers.tables import shard_of
from layers.transaction import Check, Step, Update, new

SHARDS = 8
"""Lists over which a street's records are spread."""


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it was read, and whose it is."""

    item: Record
    person: Person

    @property
    def contact(self) -> Contact:
        """How the person is told; without a phone nobody is."""
        return Contact(Language(self.item.language), self.person.phone)


class NumberTaken(Exception):
    """The random number is another record's; draw another."""


# Reading


def find(number: str) -> Known | None:
    """Return a record as it is now, or None."""
    item = Record.find(*key(number))
    return known(item) if item else None


def record(number: str) -> Known:
    """Return a record as it is now; raises NoSuchRecord."""
    if found := find(number):
        return found
    raise NoSuchRecord


def records(numbers: Iterable[str]) -> list[Known]:
    """Return the records that exist among these, as they are now, in no order."""
    return [known(item) for item in Record.find_all(key(number) for number in set(numbers))]


def known(item: Record) -> Known:
    """Return a record with its person."""
    return Known(item, privacy.unseal(item.person, item.owner, Person))


def of_street(
    street: str, shard: int, first: str, last: str, after: dict[str, Any] | None, limit: int | None
) -> "ResultIterator[Record]":
    """Return one of a street's 8 lists between two ISO dates, both included, by day; a moment old at most."""
    within = Record.place_in_list.between(first, f"{last}~")
    return Record.by_list.query(
        f"RECORDS#{street}#{shard}", within, last_evaluated_key=after, limit=limit, page_size=limit
    )


def at_session(
    session: str, part: int, phase: Phase, before: datetime | None = None
) -> "ResultIterator[Record]":
    """Return who of a part of a session is in a phase, the longest first; a moment old at most.

    `before`: only who has been in it since then or longer.
    """
    start = f"{phase}#"
    within = (
        Record.place_in_other.between(start, f"{start}{clock.to_iso(before)}~")
        if before
        else Record.place_in_other.startswith(start)
    )
    return Record.by_other.query(_at(session, part), within)


def key(number: str) -> tuple[str, str]:
    """Return a record's key."""
    return f"RECORD#{number}", "RECORD"


# Writing a new one


def draft(number: str, person: Person, finds: Sequence[str]) -> Record:
    """Return a new record of a person; the caller says the rest of it."""
    item = Record(*key(number), state=RecordState.BOOKED, finds=list(finds))
    item.person = privacy.seal(person, item.owner)
    return item


def booking(item: Record, claims: Claims, doses: int, *place: Step) -> list[Step]:
    """Return the steps that book a new record's dose, with the place that `place` takes.

    They refuse with NumberTaken, DoseTaken, and with what `place` refuses. Several people's steps may
    be one transaction, if one step takes all their places of a part.
    """
    beside = [dose for dose in range(1, doses + 1) if dose != item.dose]
    since = max(clock.from_iso(str(item.starts_at)), clock.from_iso(item.booked_at))
    item.other, item.place_in_other = _at(item.session, item.part), _place(Phase.EXPECTED, since, item.number)
    claimed = store_claims.claiming(item, claims, given=False, beside=beside)
    return [*_writing(item, claims), *place, *claimed]


def importing(item: Record, claims: Claims) -> list[Step]:
    """Return the steps that write a dose given on the record's day without a session of ours.

    They refuse with NumberTaken, DoseTaken. Its count is the caller's, who may add up those of many
    records: a transaction writes each item once.
    """
    return [*_writing(item, claims), *store_claims.claiming(item, claims, given=True)]


def _writing(item: Record, claims: Claims) -> list[Step]:
    item.list = f"RECORDS#{item.street}#{shard_of(item.number, SHARDS)}"
    item.place_in_list = f"{item.day}#{item.number}"
    item.claim = claims.hashes[0]
    return [new(item, NumberTaken), *store_finds.adding(item.number, item.finds)]


# Changing one


def cancelling(read: Known, by: EndedBy, now: datetime, reason: str = "") -> list[Step]:
    """Return the steps that cancel a record whose dose was not begun; its place and its dose are free again.

    Raises NotCancellable.
    """
    item = read.item
    if item.state != RecordState.BOOKED or item.phase in {Phase.INJECTED, Phase.GIVEN}:
        raise NotCancellable
    actions = [
        Record.state.set(RecordState.CANCELLED),
        Record.cancelled_at.set(clock.to_iso(now)),
        Record.ended_by.set(by),
        Record.other.remove(),
        Record.place_in_other.remove(),
        *([Record.reason.set(reason)] if reason else []),
    ]
    steps = [_change(item, actions), store_claims.dropping(item)]
    if item.session:
        came = item.phase is Phase.ARRIVED
        steps.append(places.cancelling(item.session, int(item.part), arrived=came))
    return steps


def arriving(read: Known, now: datetime) -> list[Step]:
    """Return the steps that check a person in (登记); raises NotBooked, WrongPhase."""
    item = _in_phase(read, Phase.EXPECTED)
    actions = [Record.arrived_at.set(clock.to_iso(now)), *_to(item, Phase.ARRIVED, now)]
    return [_change(item, actions), *_count_at_session(item, arrived=1)]


def injecting(read: Known, now: datetime) -> list[Step]:
    """Return the steps that note the injection, from which on the person is observed.

    Whoever was not checked in has come now. Raises NotBooked, WrongPhase.
    """
    item = _in_phase(read, Phase.EXPECTED, Phase.ARRIVED)
    came = item.phase is Phase.EXPECTED
    actions = [Record.injected_at.set(clock.to_iso(now)), *_to(item, Phase.INJECTED, now)]
    actions += [Record.arrived_at.set(clock.to_iso(now))] if came else []
    return [_change(item, actions), *(_count_at_session(item, arrived=1) if came else [])]


def giving(read: Known, now: datetime) -> list[Step]:
    """Return the steps that mark a dose as given (接种完成), from whatever phase before.

    Raises NotBooked, WrongPhase.
    """
    item = _in_phase(read, Phase.EXPECTED, Phase.ARRIVED, Phase.INJECTED)
    came = item.phase is Phase.EXPECTED
    actions = [Record.given_at.set(clock.to_iso(now)), *_to(item, Phase.GIVEN, now)]
    actions += [Record.arrived_at.set(clock.to_iso(now))] if came else []
    return [
        _change(item, actions),
        store_claims.marking(item, clock.local_date(now)),
        _count(item, item.grid, 1),
        *_count_at_session(item, arrived=int(came), given=1),
    ]


def undoing(read: Known, now: datetime, doses: int) -> list[Step]:
    """Return the steps that take a person's last step back: given, injected, or arrived.

    Whoever has not come after all has the time of grace from now on, or from the session's end.
    Raises NotBooked, WrongPhase; the steps refuse with LaterDose where a later dose is booked or given.
    """
    item = _in_phase(read, Phase.ARRIVED, Phase.INJECTED, Phase.GIVEN)
    if item.phase is Phase.GIVEN:
        before = Phase.INJECTED if item.injected_at else Phase.ARRIVED
        actions = [Record.given_at.remove(), Record.certificate.remove(), *_to(item, before, now)]
        return [
            _change(item, actions),
            *certificates.ending_of(item.certificate, Holding.REVOKED, "undone", now),
            *store_claims.unmarking(item, doses),
            _count(item, item.grid, -1),
            *_count_at_session(item, given=-1),
        ]
    if item.phase is Phase.INJECTED:
        return [_change(item, [Record.injected_at.remove(), *_to(item, Phase.ARRIVED, now)])]
    since = _between(item, now)
    actions = [Record.arrived_at.remove(), *_to(item, Phase.EXPECTED, since)]
    return [_change(item, actions), *_count_at_session(item, arrived=-1)]


def moving(read: Known, grid: str) -> list[Step]:
    """Return the steps that put a record under another grid (修改网格), with the dose it counts."""
    return [_change(read.item, [Record.grid.set(grid)]), *_counted_at(read.item, grid)]


def editing(read: Known, person: Person, code: str = "", grid: str = "") -> list[Step]:
    """Return the steps that write a person's corrected details; another `code` replaces the look-up code.

    With another identity number the dose becomes that person's, and the old look-up code ends. A
    certificate that states another name or number than before ends. The steps refuse with DoseTaken
    where that person has the dose.
    """
    item, same = read.item, person.identity == read.person.identity
    codes = store_finds.codes_of(item) if same else []
    finds = store_finds.keys(
        person, item.street, *([store_finds.access(person.identity, code)] if code else codes)
    )
    actions = [
        Record.person.set(privacy.seal(person, item.owner)),
        Record.finds.set(finds),
        Record.grid.set(grid or item.grid),
    ]
    claimed: list[Step] = []
    if not same:
        hashes = store_claims.hashes(person.identity)
        actions.append(Record.claim.set(hashes[0]))
        claimed = _claim_moved(item, Claims(hashes, {}))
    certified: list[Step] = []
    if not same or person.name != read.person.name:
        actions.append(Record.certificate.remove())
        certified = certificates.ending_of(item.certificate, Holding.REPLACED, "corrected", clock.now())
    counted = _counted_at(item, grid or item.grid)
    return [_change(item, actions), *claimed, *certified, *counted, *store_finds.changing(item, finds)]


def certifying(read: Known, certificate: str) -> Step:
    """Return the step that notes the certificate of a record's dose."""
    return _change(read.item, [Record.certificate.set(certificate)])


def still(read: Known) -> Step:
    """Return the check that a record is as it was read."""
    return Check(item=read.item, condition=Record.version == read.item.version)


def _claim_moved(item: Record, claims: Claims) -> list[Step]:
    if item.state != RecordState.BOOKED:
        return []
    given = bool(item.given_at)
    return [store_claims.dropping(item), *store_claims.claiming(item, claims, given=given)]


def _counted_at(item: Record, grid: str) -> list[Step]:
    if not item.given_at or grid == item.grid:
        return []
    return [_count(item, item.grid, -1), _count(item, grid, 1)]


def _in_phase(read: Known, *phases: Phase) -> Record:
    if read.item.state != RecordState.BOOKED:
        raise NotBooked
    if read.item.phase not in phases:
        raise WrongPhase
    return read.item


def _between(item: Record, now: datetime) -> datetime:
    """Return now, or what of the session's beginning and end is nearer to it."""
    if not (item.starts_at and item.ends_at):
        return now
    return min(max(now, clock.from_iso(item.starts_at)), clock.from_iso(item.ends_at))


def _change(item: Record, actions: Sequence[Action]) -> Step:
    unchanged = Record.version == item.version
    return Update(item=item, actions=[*actions, Record.version.add(1)], condition=unchanged)


def _to(item: Record, phase: Phase, since: datetime) -> list[Action]:
    return [Record.place_in_other.set(_place(phase, since, item.number))] if item.session else []


def _count(item: Record, grid: str, by: int) -> Step:
    return counts.counted(grid, item.vaccine, int(item.dose), item.number, by)


def _count_at_session(item: Record, *, arrived: int = 0, given: int = 0) -> list[Step]:
    if not item.session:
        return []
    return [places.counting(item.session, int(item.part), arrived=arrived, given=given)]


def _at(session: str | None, part: object) -> str:
    return f"AT#{session}#{part}"


def _place(phase: Phase, since: datetime, number: str) -> str:
    return f"{phase}#{clock.to_iso(since)}#{number}"
