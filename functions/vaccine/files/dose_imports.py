"""Doses given before, from an Excel file (批量导入): each becomes a record and all that belongs to it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

import msgspec

from functions.auth.service import Document
from functions.vaccine import numbers, persons, streets
from functions.vaccine.catalogue import vaccines
from functions.vaccine.errors import DoseTaken
from functions.vaccine.files.importing import Import, Taken
from functions.vaccine.persons import Person
from functions.vaccine.sheets import dose_rows
from functions.vaccine.sheets.dose_rows import DoseRow, Holder, Known, Vaccine
from functions.vaccine.sheets.reasons import Reason
from functions.vaccine.stores import claims as store_claims
from functions.vaccine.stores import counts as store_counts
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.claims import Claims
from functions.vaccine.stores.counts import Place
from functions.vaccine.stores.records import NumberTaken
from functions.vaccine.tables import Record, Source, Task
from layers import clock
from layers.cells import Cell, Fault
from layers.transaction import Step

_LOOKED_AT = 50
"""Rows whose doses are looked up together."""

_STEPS = 99
"""Steps of a transaction, beside the one that notes how far the chunk is."""

_HOUR = time(12)
"""The hour that stands for a day of which nobody knows more."""


def reader(task: Task, _: datetime) -> Callable[[Mapping[str, Cell]], DoseRow | list[Fault]]:
    """Return how rows are read for the task's street, as of the day on which it was asked for."""
    known = Known(
        vaccines=[
            Vaccine(each.id, each.code, list(msgspec.to_builtins(each.names).values()), each.doses)
            for each in vaccines.listed()
        ],
        grids={name: grid.id for grid in streets.grids(task.region) for name in grid.names.values() if name},
        today=clock.local_date(clock.from_iso(task.asked_at)),
        document=_document,
    )
    return lambda row: dose_rows.read(row, known)


@dataclass(slots=True)
class _Group:
    """Records that are written together, and what they add to the counts."""

    steps: list[Step] = field(default_factory=list)
    counts: Counter[Place] = field(default_factory=Counter)

    def add(self, item: Record, written: Sequence[Step]) -> bool:
        """Take a record in; False where it is one too many for a transaction."""
        counted = store_counts.place(item.grid, item.vaccine, int(item.dose), item.number)
        if len(self.steps) + len(written) + len({*self.counts, counted}) > _STEPS:
            return False
        self.steps += written
        self.counts[counted] += 1
        return True

    def all_steps(self) -> list[Step]:
        """Return the steps of the records and of the counts."""
        return [*self.steps, *store_counts.all_counted(self.counts)]


def take(task: Task, rows: Sequence[tuple[int, DoseRow]], _: datetime) -> Taken:
    """Return the records of as many rows as fit a transaction; doses that people have are duplicates."""
    looked_at = rows[:_LOOKED_AT]
    doses = [(store_claims.hashes(_person(row).identity), row.vaccine, row.dose) for _, row in looked_at]
    there = store_claims.present(doses)
    group, faults, done = _Group(), dict[int, Fault](), 0
    for (number, row), (hashes, vaccine, dose) in zip(looked_at, doses, strict=True):
        if (hashes[0], vaccine, dose) in there:
            faults[number] = Fault("dose", Reason.DUPLICATE)
        else:
            item = _record(task, row)
            if not group.add(item, store_records.importing(item, Claims(hashes, {}))):
                break
            there.add((hashes[0], vaccine, dose))
        done += 1
    return Taken(done, group.counts.total(), group.all_steps(), faults)


def _document(nationality: str, number: str) -> Holder | None:
    kind = persons.kind_of(nationality)
    for document_type in persons.accepted_types(nationality):
        found = persons.check(kind, nationality, document_type, number)
        if isinstance(found, Document):
            return Holder(found.type, found.number, persons.born(found, None))
    return None


def _person(row: DoseRow) -> Person:
    holder = row.holder
    return Person(
        row.name, row.nationality, holder.document_type, holder.number, holder.born, row.phone, row.remark
    )


def _record(task: Task, row: DoseRow) -> Record:
    asked, person = clock.from_iso(task.asked_at), _person(row)
    item = store_records.draft(numbers.record_number(), person, store_finds.keys(person, task.region))
    item.kind, item.source = persons.kind_of(row.nationality), Source.IMPORT
    item.language, item.street, item.grid = task.language, task.region, row.grid
    item.vaccine, item.dose, item.day = row.vaccine, row.dose, row.given_on.isoformat()
    item.booked_at = task.asked_at
    item.given_at = clock.to_iso(min(asked, clock.at_local(row.given_on, _HOUR)))
    return item


DOSES: Import[DoseRow] = Import(
    name="doses",
    fields=dose_rows.FIELDS,
    required=dose_rows.REQUIRED,
    row=DoseRow,
    reader=reader,
    take=take,
    raced=(DoseTaken, NumberTaken),
)
