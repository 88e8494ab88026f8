"""Accounts, documents and phones in their table: keys, reads, and the steps that change them.

A document and a phone stand under one keyed hash each. While the key of the hashes is rotated, an
older item is found under its older hash, and a new one is written only if no older one exists.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from pynamodb.expressions.update import Action

from functions.auth import ids
from functions.auth.documents import DocumentType
from functions.auth.errors import DocumentTaken, NoSuchAccount, PhoneTaken
from functions.auth.ids import AccountId, PersonId
from functions.auth.records import Identity
from functions.auth.tables import Account, AuthItem, KnownDocument, KnownPhone
from layers import privacy
from layers.errors import DomainError
from layers.transaction import Check, Delete, Step, Update, new

I = TypeVar("I", KnownDocument, KnownPhone)  # noqa: E741  a type variable, as short as they are

Key = tuple[str, str]


def account_key(account: AccountId) -> Key:
    """Return the key of an account's item."""
    return f"ACCOUNT#{account}", "ACCOUNT"


def account_id(item: AuthItem) -> AccountId:
    """Return the account in whose partition an item stands."""
    return AccountId(str(item.pk).removeprefix("ACCOUNT#"))


def find_account(account: AccountId) -> Account | None:
    """Return an account, or None. One read unit."""
    return Account.find(*account_key(account))


def account(identifier: AccountId) -> Account:
    """Return an account; raises NoSuchAccount."""
    if found := find_account(identifier):
        return found
    raise NoSuchAccount


def identity(account: Account) -> Identity | None:
    """Return the account's travel document, None where it was made with a phone and has none yet."""
    if account.identity is None:
        return None
    return privacy.unseal(account.identity, account.owner, Identity)


def sealed_identity(account: Account, document: Identity) -> bytes:
    """Return a travel document sealed for the account's item."""
    return privacy.seal(document, account.owner)


def phone(account: Account) -> str:
    """Return the E.164 number that signs in to the account, or an empty text."""
    return privacy.unseal(account.phone, account.owner, str) if account.phone else ""


def change(account: Account, actions: Sequence[Action], otherwise: DomainError) -> Step:
    """Return the step that changes an account, if nothing ended its sessions since it was read."""
    unmoved = Account.generation == account.generation
    return Update(item=account, actions=actions, condition=unmoved, otherwise=otherwise)


def captcha_key(identifier: str) -> Key:
    """Return the key of a captcha."""
    return f"CAPTCHA#{identifier}", "CAPTCHA"


def code_keys(e164: str) -> list[Key]:
    """Return the keys under which a phone's one-time code may stand, the one for a new one first."""
    return [(f"CODE#{each}", "CODE") for each in privacy.lookup_hashes("phone", e164)]


def reset_key(identifier: str) -> Key:
    """Return the key of a request for a new password; ids sort as the requests came."""
    return "RESETS", identifier


def reset_link_key(token: str) -> Key:
    """Return the key of a link to set a password; who reads the table can't make the link from it."""
    return f"RESETLINK#{hashlib.sha256(token.encode()).hexdigest()}", "RESETLINK"


def subject(document_type: DocumentType, number: str) -> str:
    """Return the text that stands for a document in hashes and in the counting of failed tries."""
    return f"{document_type}|{number}"


def find_document(document_type: DocumentType, number: str) -> KnownDocument | None:
    """Return what is known of a document (canonical number), or None. One read unit."""
    return _find(KnownDocument, _document_keys(document_type, number))


def claim_document(
    document: Identity, account: AccountId, newcomer: PersonId, *, imported: bool = False
) -> tuple[PersonId, list[Step]]:
    """Return a document's person and the steps that give the document to an account.

    A document nobody gave before becomes that of `newcomer`. Raises DocumentTaken; the steps refuse
    with ConditionFailed when somebody else was faster.
    """
    keys = _document_keys(document.type, document.number)
    known = _find(KnownDocument, keys)
    if known is None:
        item = KnownDocument(*keys[0], person=newcomer, account=account, imported=imported)
        return newcomer, _first(item, keys)
    if known.account:
        raise DocumentTaken
    actions = [KnownDocument.account.set(account), KnownDocument.imported.set(known.imported or imported)]
    free = KnownDocument.pk.exists() & KnownDocument.account.does_not_exist()
    return PersonId(known.person), [Update(item=known, actions=actions, condition=free)]


def release_document(document: Identity, account: AccountId) -> Step:
    """Return the step that takes a document from its account; its person keeps it."""
    known = find_document(document.type, document.number)
    if known is None:
        raise NoSuchAccount
    has_it = KnownDocument.account == account
    return Update(item=known, actions=[KnownDocument.account.remove()], condition=has_it)


def person_of(document_type: DocumentType, number: str) -> tuple[PersonId, list[Step]]:
    """Return a document's person, and the steps that make it known where it wasn't."""
    keys = _document_keys(document_type, number)
    if known := _find(KnownDocument, keys):
        return PersonId(known.person), []
    person = PersonId(ids.fresh())
    return person, _first(KnownDocument(*keys[0], person=person), keys)


def find_phone(e164: str) -> KnownPhone | None:
    """Return what is known of a phone, or None. One read unit."""
    return _find(KnownPhone, _phone_keys(e164))


def first_phone(e164: str, account: AccountId) -> list[Step]:
    """Return the steps that let a phone nobody has sign in to an account; ConditionFailed if somebody has."""
    keys = _phone_keys(e164)
    return _first(KnownPhone(*keys[0], account=account), keys)


def claim_phone(e164: str, account: AccountId) -> list[Step]:
    """Return the steps that let a phone sign in to an account, none where it does; raises PhoneTaken."""
    known = find_phone(e164)
    if known is None:
        return first_phone(e164, account)
    if known.account != account:
        raise PhoneTaken
    return []


def release_phone(e164: str) -> list[Step]:
    """Return the steps after which a phone signs in to nothing."""
    known = find_phone(e164)
    return [Delete(item=known)] if known else []


def _document_keys(document_type: DocumentType, number: str) -> list[Key]:
    hashes = privacy.lookup_hashes("document", subject(document_type, number))
    return [(f"DOCUMENT#{each}", "DOCUMENT") for each in hashes]


def _phone_keys(e164: str) -> list[Key]:
    return [(f"PHONE#{each}", "PHONE") for each in privacy.lookup_hashes("phone", e164)]


def _find(model: type[I], keys: list[Key]) -> I | None:
    found = {(item.pk, item.sk): item for item in model.find_all(keys)}
    return next((found[key] for key in keys if key in found), None)


def _first(item: KnownDocument | KnownPhone, keys: list[Key]) -> list[Step]:
    absent = AuthItem.pk.does_not_exist()
    return [new(item), *(Check(item=AuthItem(*key), condition=absent) for key in keys[1:])]
