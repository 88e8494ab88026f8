"""Clues over the API: forms as the rules take them, and clues as answers."""

from datetime import datetime

from functions.healthcode import inputs
from functions.healthcode.clues import matters, store
from functions.healthcode.clues.matters import Matter, State, Told
from functions.healthcode.clues.schemas import (
    ClueForm,
    ClueProgress,
    ClueStep,
    OwnClue,
    StaffClue,
    StaffClueDetails,
    StaffClueStep,
)
from functions.healthcode.clues.tables import Clue
from layers import clock
from layers.errors import FieldFault, InvalidInput


def told(form: ClueForm) -> Told:
    """Return what a form tells; raises InvalidInput."""
    said = Told(
        name=form.name.strip(),
        address=form.address.strip(),
        situations=tuple(form.situations),
        description=form.description.strip(),
    )
    faults = [FieldFault(field, fault) for field, fault in matters.faults(form.matter, said)]
    if not inputs.lives_in(form.region):
        faults.append(FieldFault("region", "not_a_street"))
    if faults:
        raise InvalidInput(faults)
    return said


def clue_progress(item: Clue) -> ClueProgress:
    """Return how far a clue is, to whoever has its number."""
    steps = [ClueStep(each.what, clock.from_iso(each.at)) for each in store.progress(item.number)]
    return ClueProgress(
        item.number, Matter(item.matter), State(item.state), clock.from_iso(item.filed_at), steps
    )


def own_clue(item: Clue) -> OwnClue:
    """Return a clue to who filed it."""
    return OwnClue(item.number, Matter(item.matter), State(item.state), clock.from_iso(item.filed_at))


def staff_clue(item: Clue, now: datetime) -> StaffClue:
    """Return a clue as a list shows it."""
    state, due = State(item.state), clock.from_iso(item.due)
    return StaffClue(
        clue=item.number,
        matter=Matter(item.matter),
        state=state,
        place=item.place,
        region=item.region,
        filed_at=clock.from_iso(item.filed_at),
        due=due,
        overdue=state.open and due <= now,
        sendings=int(item.sendings),
    )


def staff_clue_details(item: Clue, now: datetime) -> StaffClueDetails:
    """Return a clue with all that was told and done."""
    told = store.told(item)
    steps = [
        StaffClueStep(each.what, clock.from_iso(each.at), each.by, store.note(each))
        for each in store.progress(item.number)
    ]
    return StaffClueDetails(
        clue=staff_clue(item, now),
        name=told.name,
        address=told.address,
        situations=list(told.situations),
        description=told.description,
        signed_in=bool(item.account),
        photos=sorted(item.photos or ()),
        steps=steps,
    )
