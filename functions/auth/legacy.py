"""Accounts brought over from the older system (I5): good rows kept, every bad one listed with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from functions.auth import accounts, documents, store
from functions.auth.documents import Document, DocumentType
from functions.auth.errors import DocumentTaken
from functions.auth.records import Identity
from functions.auth.tables import Account
from layers import changes, passwords, validation
from layers.audit import Entry
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language
from layers.observability import count
from layers.transaction import until_fresh


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account of the older system; its document may break today's rules."""

    nationality: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
    document_type: DocumentType
    number: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    password_hash: Annotated[str, msgspec.Meta(max_length=300)]
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Outcome(StrEnum):
    """What became of a good row."""

    IMPORTED = "imported"
    ALREADY_THERE = "already_there"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A bad row: its number, from 1, and what is wrong with it."""

    row: int
    faults: Sequence[FieldFault]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did; importing the same rows again changes nothing."""

    imported: int
    already_there: int
    refused: Sequence[Refusal]


def import_rows(rows: Sequence[Any], staff: str, now: datetime) -> Report:
    """Make an account of each good row; each is recorded with its writing."""
    outcomes: list[Outcome] = []
    refused: list[Refusal] = []
    for number, raw in enumerate(rows, 1):
        try:
            outcomes.append(_import(validation.parse(Row, raw), staff, now))
        except InvalidInput as error:
            refused.append(Refusal(number, error.faults))
    imported = outcomes.count(Outcome.IMPORTED)
    count("account_imported", imported)
    return Report(imported, outcomes.count(Outcome.ALREADY_THERE), refused)


def _import(row: Row, staff: str, now: datetime) -> Outcome:
    number = documents.canonical(row.document_type, row.number)
    if faults := _faults(row, number):
        raise InvalidInput(faults)
    identity = Identity(row.nationality, row.document_type, number, row.name)
    try:
        return until_fresh(lambda: _write(identity, row.password_hash, staff, now))
    except DocumentTaken as error:
        raise InvalidInput([FieldFault("number", error.code)]) from error


def _faults(row: Row, number: str) -> list[FieldFault]:
    faults = []
    if not number:
        faults.append(FieldFault("number", "bad_format"))
    if not passwords.is_hash(row.password_hash):
        faults.append(FieldFault("password_hash", "not_argon2id"))
    return faults


def _write(identity: Identity, password_hash: str, staff: str, now: datetime) -> Outcome:
    known = store.find_document(identity.type, identity.number)
    if known and known.imported:
        return Outcome.ALREADY_THERE
    account = accounts.draft(Language.ZH_HANS, now)
    account.password_hash = password_hash
    account.needs_correction = not _keeps_the_rules(identity)
    steps = accounts.having(account, identity, imported=True)
    changes.apply(*steps, record=_entry(account, staff))
    return Outcome.IMPORTED


def _keeps_the_rules(identity: Identity) -> bool:
    return isinstance(documents.check(identity.nationality, identity.type, identity.number), Document)


def _entry(account: Account, staff: str) -> Entry:
    return Entry(staff, "legacy.import", f"account:{store.account_id(account)}")
