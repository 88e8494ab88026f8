"""The wording of notices: written by one, reviewed by another, then used by everybody (N3).

It never changes: another wording is written and reviewed, and the old one withdrawn.
"""

from collections.abc import Mapping
from datetime import datetime

from functions.vaccine.errors import NoSuchText, SamePerson
from functions.vaccine.notices import store
from functions.vaccine.notices.store import TextState
from functions.vaccine.tables import NoticeText
from layers.audit import Entry
from layers.changes import apply
from layers.principals import Staff


def write(caller: Staff, title: str, texts: Mapping[str, str], now: datetime) -> str:
    """Write a wording, which nobody can use before its review, and return its id."""
    item = store.new_text(title, texts, caller.id, now)
    apply(store.adding(item), record=_entry(caller, "write", item.id))
    return item.id


def approve(caller: Staff, identifier: str) -> None:
    """Let a wording be used; raises NoSuchText, SamePerson, TextDecided."""
    item = store.text(identifier)
    if caller.id == item.by:
        raise SamePerson
    apply(store.approving(item, caller.id), record=_entry(caller, "approve", identifier))


def withdraw(caller: Staff, identifier: str) -> None:
    """Let a wording not be used any more; raises NoSuchText, TextDecided."""
    apply(store.withdrawing(store.text(identifier)), record=_entry(caller, "withdraw", identifier))


def usable(identifier: str) -> NoticeText:
    """Return a reviewed wording; raises NoSuchText."""
    item = store.text(identifier)
    if item.state != TextState.APPROVED:
        raise NoSuchText
    return item


def _entry(caller: Staff, action: str, identifier: str) -> Entry:
    return Entry(caller.id, f"notices.text_{action}", f"notice_text:{identifier}")
