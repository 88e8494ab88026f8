"""Forms about visitors: kept in the transaction of the facts they state, once for each client's id."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from functions.auth import service as auth
from functions.healthcode import recording, store
from functions.healthcode.facts import FactKind
from functions.healthcode.recording import Extra, Stated
from functions.healthcode.records import Details
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import minors, store_forms
from functions.healthcode.scenes.minors import Missing
from functions.healthcode.scenes.schemas_forms import Filed
from functions.healthcode.scenes.store_forms import FormKind
from functions.healthcode.scenes.workers import Post
from layers import clock
from layers.errors import FieldFault, InvalidInput
from layers.transaction import Step

_CODES = {Missing.BORN: "required", Missing.GUARDIAN: "guardian_required"}


def file(
    post: Post,
    person: str,
    client: str,
    kind: FormKind,
    said: Any,
    facts: Sequence[FactKind],
    now: datetime,
    steps: Sequence[Step] = (),
) -> Filed:
    """Keep a form with the facts it states, each of which names it as its evidence."""
    form = store_forms.form_id(post.id, client)
    filing = store_forms.filing(store_forms.form(person, kind, form, now), post.id, post.by, said)
    stated = [Stated(kind=each, at=now, evidence=f"form:{form}") for each in facts]
    extra = Extra([*post.standing(), filing, *steps])
    outcome = recording.record(person, post.origin(client), stated, now, extra=extra)
    return Filed(form, Colour(outcome.verdict.colour))


def require_guardian(details: Details, born: date | None, guardian: str, now: datetime) -> None:
    """Raise InvalidInput where a child's guardian, or a birth date that nothing tells, is missing."""
    missing = minors.missing(born_on(details) or born, guardian.strip(), clock.local_date(now))
    if missing:
        raise InvalidInput([FieldFault(f"said.{missing}", _CODES[missing])])


def born_on(details: Details) -> date | None:
    """Return the birth date that somebody's document states, or None."""
    kind = auth.DocumentType(details.document_type)
    known = auth.born_and_sex(auth.Document(details.nationality, kind, details.number))
    return known[0] if known else None


def details_of(person: str) -> Details:
    """Return who a visitor is; raises NoCode."""
    return store.details(store.holder(person))
