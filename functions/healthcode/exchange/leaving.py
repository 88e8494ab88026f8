"""Withdrawing an arrival (X4): the foreign result goes, and so does the code that was made by it.

That a negative result was brought stays among the facts, which nobody takes back alone (H3).
"""

from datetime import datetime

from functions.auth import service as auth
from functions.healthcode import codes
from functions.healthcode.exchange import granting, store
from functions.healthcode.exchange.notices import taken_back
from functions.healthcode.exchange.tables import Arrival
from functions.healthcode.scenes import store_tests
from functions.healthcode.scenes.tables import Test
from functions.healthcode.store import partition
from layers.changes import apply
from layers.observability import count
from layers.outbox import Contact
from layers.transaction import Step


class _Done(Exception):
    """The arrival was withdrawn before."""


def withdraw(account: str, arrival: str, now: datetime) -> None:
    """Withdraw an arrival of an account; harmless where that was done. Raises NoSuchArrival.

    Safe to kill and to do again: the code is put away first, and the arrival says last that it is withdrawn.
    """
    item = store.arrival(account, arrival)
    if item.withdrawn_at:
        return
    if item.granted and item.shown:
        codes.put_away(account, item.person, now)
    try:
        apply(store.leaving(item, now, _Done), *_without_result(item), tell=_told(item))
    except _Done:
        return
    count("exchange_arrival_withdrawn")


def _told(item: Arrival) -> list[Step]:
    phone = auth.signing_phone(item.account)
    contact = Contact(auth.contact(item.account).language, phone)
    return [taken_back(item.id, contact, store.partner(item.partner))] if phone else []


def _without_result(item: Arrival) -> list[Step]:
    if item.test is None:
        return []
    return store_tests.removing(Test(partition(item.person), item.test), granting.evidence(item.id))
