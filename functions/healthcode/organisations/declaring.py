"""An organisation declares its staff in bulk (单位机构申报): by form, or by an Excel file of thousands.

Good rows wait in sealed chunks; a job writes them person by person, and notes after each chunk how far
it is. A person is written once whatever happens: a chunk done twice finds them there, and counts the same.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from functions.healthcode import holders, inputs
from functions.healthcode import store as codes
from functions.healthcode.facts import Source
from functions.healthcode.organisations import rows, sheets, store
from functions.healthcode.organisations.membership import MemberState, OrganisationState
from functions.healthcode.organisations.sheets import Line, RefusedRow
from functions.healthcode.organisations.tables import Batch, Member, Organisation
from functions.healthcode.recording import Origin
from functions.healthcode.schemas import DeclarationForm
from layers import masks
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language
from layers.outbox import Already, notice
from layers.transaction import ConditionFailed, Step, commit

_AT_ONCE = 10
"""Batches that one run of the job looks at."""

_COUNTED = {MemberState.MEMBER: "joined", MemberState.INVITED: "invited"}


def declare(
    organisation: Organisation, forms: Sequence[DeclarationForm], language: Language, now: datetime
) -> Batch:
    """Declare some people at once, and return what became of them; raises InvalidInput naming each form."""
    faults = [
        FieldFault(f"people[{number}].{fault.field}", fault.code, fault.details)
        for number, form in enumerate(forms)
        for fault in _faults(form, language)
    ]
    if faults:
        raise InvalidInput(faults)
    lines = [Line(number, form) for number, form in enumerate(forms, 1)]
    batch = store.add_batch(organisation.id, language, lines, [], now).id
    while advance(organisation, batch, now):
        pass
    return store.find_batch(organisation.id, batch)


def declare_file(organisation: Organisation, content: bytes, language: Language, now: datetime) -> Batch:
    """Take an Excel file's good rows, which a job brings in; raises as `sheets.read`."""
    good, refused = sheets.read(content, language)
    return store.add_batch(organisation.id, language, good, refused, now)


def go_on(now: datetime, most: int) -> int:
    """Bring in about so many rows that wait; returns how many were looked at.

    What an organisation sent before it was refused is dropped.
    """
    done = 0
    for batch in store.waiting(_AT_ONCE):
        organisation = store.find(batch.organisation)
        if organisation.state != OrganisationState.APPROVED:
            commit(store.dropping(batch))
            continue
        while done < most and (looked_at := advance(organisation, batch.id, now)):
            done += looked_at
    return done


def advance(organisation: Organisation, identifier: str, now: datetime) -> int:
    """Bring in a batch's next chunk; returns how many rows it had, 0 where none is left."""
    batch = store.find_batch(organisation.id, identifier)
    lines = store.lines(batch) if batch.chunk < batch.chunks else []
    if not lines:
        return 0
    counted: Counter[str] = Counter()
    late: list[RefusedRow] = []
    for line in lines:
        try:
            counted[_brought_in(organisation, batch, line.form, now)] += 1
        except InvalidInput as error:  # a street was closed since the file was read, for example
            late.append(RefusedRow(line.row, rows.faults(error)))
    counted["refused"] += len(late)
    with suppress(ConditionFailed):  # another run was faster, and counted the same
        commit(*store.advancing(batch, counted, late))
    return len(lines)


def _brought_in(organisation: Organisation, batch: Batch, form: DeclarationForm, now: datetime) -> str:
    """Write one person, and return as what they count."""
    declaration = inputs.declaration(form, Language(batch.language))
    origin = Origin(
        source=Source.ORGANISATION,
        recorder=organisation.account,
        client="staff",
        place=organisation.id,
        listing=batch.id,
    )
    person = holders.register(origin, declaration, now).person
    made_here = bool(codes.recorded(person, origin.submission))
    state = MemberState.MEMBER if made_here else MemberState.INVITED
    with suppress(ConditionFailed, Already):  # who stands there stays as they are
        apply(
            store.joining(batch, person, declaration.details.name, state, now),
            tell=[_message(organisation, person, state, batch)],
        )
    return _counts_as(store.member(organisation.id, person), batch)


def _message(organisation: Organisation, person: str, state: MemberState, batch: Batch) -> Step:
    details = codes.details(codes.holder(person))
    return notice(
        f"staff:{organisation.id}:{person}:{batch.id}",
        f"organisation_{state}",
        details.contact,
        name=masks.name(details.name),
        organisation=organisation.name,
    )


def _counts_as(member: Member, batch: Batch) -> str:
    return _COUNTED.get(MemberState(member.state), "known") if member.batch == batch.id else "known"


def _faults(form: DeclarationForm, language: Language) -> Sequence[FieldFault]:
    try:
        inputs.declaration(form, language)
    except InvalidInput as error:
        return error.faults
    return ()
