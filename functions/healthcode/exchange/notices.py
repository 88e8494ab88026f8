"""Messages to people who travel (X4)."""

from datetime import datetime

from functions.healthcode.exchange import store
from functions.healthcode.exchange.tables import Partner
from layers import i18n
from layers.outbox import Contact, notice
from layers.settings import settings
from layers.transaction import Step


def arrived(arrival: str, contact: Contact, partner: Partner) -> Step:
    """Return the step that tells of a code that was exchanged, with the link to it."""
    address = f"{settings().public_address}/health"
    values = {"partner": _name(partner, contact), "address": address}
    return notice(f"arrival:{arrival}", "exchange_arrived", contact, **values)


def taken_back(arrival: str, contact: Contact, partner: Partner) -> Step:
    """Return the step that tells of an arrival that was withdrawn."""
    return notice(
        f"arrival-withdrawn:{arrival}", "exchange_withdrawn", contact, partner=_name(partner, contact)
    )


def handed_over(hand_over: str, contact: Contact, partner: Partner, until: datetime) -> Step:
    """Return the step that tells of a token that was made, so that nobody makes one unnoticed."""
    values = {"partner": _name(partner, contact), "until": until}
    return notice(f"hand-over:{hand_over}", "exchange_handed_over", contact, **values)


def _name(partner: Partner, contact: Contact) -> str:
    return i18n.name(store.terms(partner).names.mapping(), contact.language)
