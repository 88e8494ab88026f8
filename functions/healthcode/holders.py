"""Declarations (申领): how a person gets a code, alone or through somebody who acts for them (H1, H7).

A person has one code, whoever declared it. Declaring somebody whose code others show changes nothing
before those others, or staff who saw the document, admit it: knowing a number is not being the person.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.auth import service as auth
from functions.healthcode import askings, keepers, recording, reports, store
from functions.healthcode.colours import Verdict
from functions.healthcode.errors import AnotherDocument
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.recording import Change, Origin, Stated
from functions.healthcode.records import Details, Said
from functions.healthcode.showing import Renewed
from functions.healthcode.tables import Holder
from layers.changes import apply
from layers.transaction import Step, until_fresh


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who somebody is and how they are: `found` are the kinds of fact that speak for a worse colour."""

    document: auth.Document
    details: Details
    region: str
    said: Said
    found: Sequence[FactKind]


@dataclass(frozen=True, slots=True)
class Declared:
    """The person whose code was declared and what it shows; no verdict where others are asked first."""

    person: str
    verdict: Verdict | None


def declare(account: str, declaration: Declaration, now: datetime) -> Declared:
    """Declare an account's own person, whose document it gets where it has none.

    Raises AnotherDocument where the account has another one, DocumentTaken where the document has
    another account.
    """

    def write() -> Declared:
        person, claims = _identified(account, declaration.document)
        holder = store.find(person)
        if holder and not may_show(holder, account):
            askings.ask(holder, account, now, own=True)
            return Declared(person, None)
        return _written(person, holder, declaration, account, now, claims)

    return until_fresh(write)


def declare_for(account: str, declaration: Declaration, now: datetime) -> Declared:
    """Declare somebody else, for whom the account acts from then on; raises ProxiesFull."""

    def write() -> Declared:
        person, claims = auth.person(declaration.document)
        holder = store.find(person)
        if holder and account not in (holder.keepers or ()):
            askings.ask(holder, account, now, own=False)
            return Declared(person, None)
        own = person == auth.person_of_account(account)
        acting = [] if own else [keepers.acting(account, person)]
        return _written(person, holder, declaration, account, now, [*claims, *acting])

    return until_fresh(write)


def register(origin: Origin, declaration: Declaration, now: datetime) -> Declared:
    """Make the code of somebody who has none, which nobody shows yet; who has one keeps it as it is.

    The account whose phone the details name can take it over by declaring its own person.
    """

    def write() -> Declared:
        person, claims = auth.person(declaration.document)
        if holder := store.find(person):
            return Declared(person, store.verdict(holder))
        change = beginning(person, declaration, origin, "", now)
        apply(*claims, *change.steps, tell=change.tell, record=change.entry)
        return Declared(person, change.verdict)

    return until_fresh(write)


def may_show(holder: Holder, account: str) -> bool:
    """Tell whether an account shows this code, or nobody does and its proven phone is the declared one."""
    if holder.keepers:
        return account in holder.keepers
    return store.details(holder).phone == auth.signing_phone(account)


def beginning(
    person: str,
    declaration: Declaration,
    origin: Origin,
    keeper: str,
    now: datetime,
    more: Sequence[Stated] = (),
) -> Change:
    """Return what is written when a code is made, which a keeper or nobody shows; `more` is stated too."""
    draft = store.draft(person, declaration.region, now)
    draft.details = store.sealed(draft, declaration.details)
    draft.keepers = {keeper} if keeper else None
    stated = [*_stated(declaration, now), *more]
    recording.admit(origin, stated, now)
    return recording.beginning(draft, origin, recording.facts_of(origin, stated, now), stated, now)


def renewing(
    holder: Holder,
    declaration: Declaration,
    origin: Origin,
    keeper: str,
    now: datetime,
    more: Sequence[Stated] = (),
) -> Change:
    """Return what is written when somebody with a code is declared again; `more` is stated too."""
    renewed = Renewed(declaration.details, declaration.region, keeper)
    stated = [*_stated(declaration, now), *more]
    recording.admit(origin, stated, now)
    facts = recording.facts_of(origin, stated, now)
    return recording.appending(holder, origin, facts, stated, now, renewed)


def _identified(account: str, document: auth.Document) -> tuple[str, list[Step]]:
    try:
        return auth.identify(account, document)
    except auth.DocumentFixed as error:
        raise AnotherDocument from error


def _written(
    person: str,
    holder: Holder | None,
    declaration: Declaration,
    account: str,
    now: datetime,
    steps: Sequence[Step],
) -> Declared:
    origin = Origin(source=Source.SELF, recorder=account, client=f"declaration:{secrets.token_hex(8)}")
    if holder:
        change = renewing(holder, declaration, origin, account, now)
    else:
        change = beginning(person, declaration, origin, account, now)
    apply(*steps, *change.steps, tell=change.tell, record=change.entry)
    return Declared(person, change.verdict)


def _stated(declaration: Declaration, now: datetime) -> list[Stated]:
    """Return what is declared as facts; the words stand beside the first."""
    first, *others = reports.declared(declaration.found)
    return [
        Stated(kind=first, at=now, details=declaration.said),
        *(Stated(kind=kind, at=now) for kind in others),
    ]
