"""Vaccine appointments as the table has them: whether records, places, claims and lists say the same."""

from collections import Counter
from collections.abc import Iterator

from functions.admin import service as admin
from functions.vaccine import places
from functions.vaccine.places import Part
from functions.vaccine.stores import counts as store_counts
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores.counts import Place
from functions.vaccine.tables import Claim, Found, Phase, Record, RecordState, Session
from layers import clock
from layers.principals import CITY


def sessions() -> list[Session]:
    """Return all sessions."""
    return list(Session.scan(Session.sk == "SESSION", consistent_read=True))


def records() -> list[Record]:
    """Return all records."""
    return list(Record.scan(Record.sk == "RECORD", consistent_read=True))


def booked(session: str) -> list[Record]:
    """Return the records that have a place of a session."""
    return [each for each in records() if each.session == session and each.state == RecordState.BOOKED]


def assert_whole() -> None:
    """Fail unless everything that is written about sessions and records agrees."""
    for session in sessions():
        parts = store_places.read(session.id, int(session.parts))
        assert len(parts) == session.parts
        assert places.totals(parts, clock.now()).quota == session.quota
        assert {part.number: _counted(part) for part in parts} == _expected(session.id, len(parts))
        assert all(part.whole for part in parts), parts
    assert Counter(_claims()) == Counter(_claimed())
    assert given_counted() == given_recorded()
    assert set(_finds()) == {(key, each.number) for each in records() for key in each.finds}
    for record in records():
        assert (record.place_in_other or "").startswith(_phase(record)), record.number


def given_counted() -> Counter[Place]:
    """Return the doses that the counts say were given, by where they count."""
    grids = [each.id for each in admin.within(CITY)]
    return Counter({each.place: each.given for each in store_counts.read(grids) if each.given})


def given_recorded() -> Counter[Place]:
    """Return the doses that the records say were given, by where they count."""
    return Counter(
        store_counts.place(each.grid, each.vaccine, int(each.dose), each.number)
        for each in records()
        if each.given_at
    )


def _counted(part: Part) -> tuple[int, int, int]:
    return part.booked, part.arrived, part.given


def _expected(session: str, parts: int) -> dict[int, tuple[int, int, int]]:
    counted = {number: [0, 0, 0] for number in range(parts)}
    for record in booked(session):
        of_part = counted[int(record.part)]
        for place, reached in enumerate((True, record.arrived_at, record.given_at)):
            of_part[place] += bool(reached)
    return {number: tuple(counts) for number, counts in counted.items()}  # type: ignore[misc]  # three of them


def _claims() -> Iterator[tuple[str, str, str, bool]]:
    for claim in Claim.scan(Claim.pk.startswith("PERSON#"), consistent_read=True):
        yield claim.pk, claim.sk, claim.number, claim.given


def _claimed() -> Iterator[tuple[str, str, str, bool]]:
    for record in records():
        if record.state == RecordState.BOOKED:
            given = record.phase is Phase.GIVEN
            yield f"PERSON#{record.claim}", f"{record.vaccine}#{record.dose}", record.number, given


def _finds() -> Iterator[tuple[str, str]]:
    for found in Found.scan(Found.pk.startswith("FIND#"), consistent_read=True):
        if not found.pk.startswith("FIND#party#"):
            yield found.pk.removeprefix("FIND#"), found.number


def _phase(record: Record) -> str:
    """Return how the place of a record in its session's list begins; one that is cancelled has none."""
    return f"{record.phase}#" if record.session and record.state == RecordState.BOOKED else ""
