"""Partners as staff edit them (X5): who they are, what either side asks, and whether the exchange is on."""

from datetime import datetime
from typing import Any

import msgspec

from functions.healthcode.exchange import store
from functions.healthcode.exchange.errors import PartnerChanged
from functions.healthcode.exchange.records import Terms
from functions.healthcode.exchange.tables import Partner
from layers.audit import Entry
from layers.changes import apply


def add(identifier: str, issuer: str, said: Terms, by: str, reason: str, now: datetime) -> Partner:
    """Add a partner, with whom nothing is exchanged until it is switched on; raises PartnerTaken."""
    item, steps = store.adding(identifier, issuer, said, by, now)
    details = {"issuer": issuer, "terms": _plain(said), "reason": reason}
    apply(*steps, record=_entry(by, "add_partner", identifier, details))
    return item


def edit(identifier: str, revision: int, said: Terms, by: str, reason: str, now: datetime) -> Partner:
    """Replace what is said of a partner; raises NoSuchPartner, PartnerChanged."""
    item = store.partner(identifier)
    if item.revision != revision:
        raise PartnerChanged
    store.changed(item, by, now, said)
    details = {"terms": _plain(said), "reason": reason}
    apply(store.changing(item, revision), record=_entry(by, "edit_partner", identifier, details))
    return item


def switch(identifier: str, by: str, reason: str, now: datetime, *, on: bool) -> None:
    """Switch the exchange with a partner on or off; raises NoSuchPartner, PartnerChanged."""
    item = store.partner(identifier)
    details = {"on": on, "reason": reason}
    step = store.switching(item, by, now, on=on)
    apply(step, record=_entry(by, "switch_partner", identifier, details))


def _plain(said: Terms) -> Any:
    return msgspec.to_builtins(said)


def _entry(by: str, action: str, identifier: str, details: dict[str, Any]) -> Entry:
    return Entry(by, f"exchange.{action}", f"exchange_partner:{identifier}", details)
