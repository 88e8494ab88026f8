"""Whose code a document leads to, and whether the account that brings it shows that code from then on."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.auth import service as auth
from functions.healthcode import holders, keepers, store
from functions.healthcode.tables import Holder
from layers.transaction import Step


@dataclass(frozen=True, slots=True)
class Reached:
    """A person, their code where they have one, who is to show it (or nobody), and the steps to all that."""

    person: str
    holder: Holder | None
    keeper: str
    steps: Sequence[Step] = ()


def reach(account: str, document: auth.Document) -> Reached:
    """Return whom an account brings: its own person, else somebody for whom it acts.

    Who has an account of their own, or whose code others show, is reached all the same, but shown by them.
    """
    try:
        person, claims = auth.identify(account, document)
    except auth.DocumentFixed:
        return _another(account, document)
    except auth.DocumentTaken:
        return _with_account(document)
    holder = store.find(person)
    if holder and not holders.may_show(holder, account):
        return Reached(person, holder, "")
    return Reached(person, holder, account, claims)


def _another(account: str, document: auth.Document) -> Reached:
    """Return somebody who isn't the account's own person."""
    known = auth.holder(document.type, document.number)
    if known and known.account:
        return _with_account(document, account)
    person, claims = auth.person(document)
    holder = store.find(person)
    if holder:
        return Reached(person, holder, account if account in (holder.keepers or ()) else "")
    return Reached(person, None, account, [*claims, keepers.acting(account, person)])


def _with_account(document: auth.Document, keeper: str = "") -> Reached:
    """Return somebody who has an account, by which they show their code; a keeper of it goes on doing so."""
    person, claims = auth.person(document)
    holder = store.find(person)
    shows = holder is not None and keeper in (holder.keepers or ())
    return Reached(person, holder, keeper if shows else "", claims)
