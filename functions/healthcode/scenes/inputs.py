"""From what a place's form says to what the services take; every field that can't be accepted is named."""

from functions.auth import service as auth
from functions.healthcode.inputs import lives_in
from functions.healthcode.scenes.kinds import PlaceKind
from functions.healthcode.scenes.passes import Row
from functions.healthcode.scenes.places import Described
from functions.healthcode.scenes.results import Sample
from functions.healthcode.scenes.schemas_gate import PassRow
from functions.healthcode.scenes.schemas_labs import TestResult, TestRow
from functions.healthcode.scenes.schemas_places import PlaceForm
from layers.errors import FieldFault, InvalidInput


def place(form: PlaceForm) -> Described:
    """Return what is enrolled; raises InvalidInput."""
    texts = {name: getattr(form, name).strip() for name in ("name", "address", "contact")}
    faults = [FieldFault(name, "required") for name, text in texts.items() if not text]
    if not lives_in(form.region):
        faults.append(FieldFault("region", "not_a_street"))
    if form.kind is PlaceKind.CHECKPOINT and form.gate is None:
        faults.append(FieldFault("gate", "required"))
    if faults:
        raise InvalidInput(faults)
    gate = form.gate if form.kind is PlaceKind.CHECKPOINT else None
    return Described(kind=form.kind, gate=gate, region=form.region, **texts)


def phone(text: str) -> str:
    """Return a mobile number in E.164; raises InvalidInput."""
    if found := auth.any_mobile(text):
        return found
    raise InvalidInput([FieldFault("phone", "not_a_mobile")])


def pass_row(row: PassRow) -> Row:
    """Return a pass as the device noted it."""
    return Row(
        client=row.client,
        token=row.token,
        visit=row.visit,
        at=row.at,
        clock=row.clock,
        direction=row.direction,
        errand=row.errand,
        temperature=row.temperature,
        result=row.result,
        plate=row.plate.strip(),
        suspicion=row.suspicion.strip(),
    )


def sample(row: TestRow) -> Sample:
    """Return a result as it was delivered."""
    return Sample(
        client=row.client,
        sampled_at=row.sampled_at,
        positive=row.result is TestResult.POSITIVE,
        visit=row.visit,
        nationality=row.nationality,
        document_type=row.document_type,
        number=row.number,
    )
