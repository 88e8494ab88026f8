"""Persons as other folders need them: who a document's person is, and giving an account its document."""

from functions.auth import accounts, store
from functions.auth.documents import Document
from functions.auth.errors import DocumentFixed
from functions.auth.ids import AccountId, PersonId
from functions.auth.records import Identity
from layers.transaction import Step


def person(document: Document) -> tuple[PersonId, list[Step]]:
    """Return a document's person, and the steps that make it known where it wasn't (ConditionFailed)."""
    return store.person_of(document.type, document.number)


def identify(account: str, document: Document) -> tuple[PersonId, list[Step]]:
    """Return the person of an account that has, or is to get, this document, and the steps that give it.

    Raises DocumentFixed where the account has another one, DocumentTaken where the document has another
    account; the steps refuse with ConditionFailed when somebody else was faster.
    """
    item = store.account(AccountId(account))
    known = store.identity(item)
    identity = Identity(document.nationality, document.type, document.number)
    if known is None:
        return accounts.gaining(item, identity)
    if (known.type, known.number) != (identity.type, identity.number):
        raise DocumentFixed
    return PersonId(item.person), []


def account_of_phone(e164: str) -> AccountId | None:
    """Return the account that a phone signs in to, or None. One read unit."""
    known = store.find_phone(e164)
    return AccountId(known.account) if known else None


def signing_phone(account: str) -> str:
    """Return the E.164 number that signs in to an account, proven by a code, or an empty text."""
    return store.phone(store.account(AccountId(account)))
