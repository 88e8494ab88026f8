"""What people are told about their appointments, by SMS, in their language."""

from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import Record, Session
from layers import i18n
from layers.clock import LOCAL, from_iso
from layers.i18n import Language
from layers.outbox import Contact, notice
from layers.transaction import Step


def booked(known: Known, code: str) -> list[Step]:
    """Return the message with time, site, number and look-up code; none where there is no phone."""
    return _notice(known, "booked", code=code)


def cancelled(known: Known) -> list[Step]:
    """Return the message that an appointment is cancelled."""
    return _notice(known, "cancelled")


def expired(known: Known) -> list[Step]:
    """Return the message that an appointment was cancelled because nobody came."""
    return _notice(known, "expired")


def reminder(known: Known) -> list[Step]:
    """Return the message on the day before."""
    return _notice(known, "reminder")


def code(known: Known, code: str) -> list[Step]:
    """Return the message with a new look-up code; one for each version of the record."""
    return _notice(known, "code", f":{known.item.version}", code=code)


def waiting(session: Session, party: str, contact: Contact, code: str) -> list[Step]:
    """Return the message that a party is on the waiting list, with its look-up code."""
    return _to_party(session, party, contact, "waiting", code=code)


def not_served(session: Session, party: str, contact: Contact) -> list[Step]:
    """Return the message that no place came until the session ended."""
    return _to_party(session, party, contact, "not_served")


def _to_party(session: Session, party: str, contact: Contact, kind: str, **values: str) -> list[Step]:
    said = _when_and_where(session, contact.language)
    return [notice(f"vaccine-{kind}:{session.id}:{party}", f"vaccine_{kind}", contact, **said, **values)]


def _notice(known: Known, kind: str, edition: str = "", **values: str) -> list[Step]:
    item = known.item
    if not known.person.phone:
        return []
    said = _when_and_where(item, known.contact.language)
    identifier = f"vaccine-{kind}:{item.number}{edition}"
    return [notice(identifier, f"vaccine_{kind}", known.contact, number=item.number, **said, **values)]


def _when_and_where(item: Record | Session, language: Language) -> dict[str, str]:
    starts, ends = (from_iso(str(at)).astimezone(LOCAL) for at in (item.starts_at, item.ends_at))
    site = catalogue.names_of(catalogue.site(item.street, str(item.site)))
    return {
        "day": item.day,
        "start": f"{starts:%H:%M}",
        "end": f"{ends:%H:%M}",
        "site": i18n.name(site, language),
    }
