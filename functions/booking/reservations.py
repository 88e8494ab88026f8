"""Bookings come from won draws; nothing else makes one (B1, L6)."""

from dataclasses import dataclass
from datetime import date

from functions.booking import standing as rules
from functions.booking import store
from functions.booking.party import Party
from functions.booking.policies import limits
from functions.booking.standing import Refused
from layers.changes import apply
from layers.outbox import notice
from layers.transaction import until_fresh


@dataclass(frozen=True, slots=True)
class Reservation:
    """A won place: for whom, when, and from which application."""

    number: str
    account: str
    day: date
    party: Party
    application: str
    period: str


def booking_number(day: date, period: date, rank: int) -> str:
    """Return the booking number (预约号): the date, how many days the period lies before it, the rank.

    Unique by construction, because a household stands once in the ranking of a date in a period; and
    the same however often a publication is repeated.
    """
    return f"{day:%Y%m%d}{(day - period).days:02d}{rank:04d}"


def reserve(reservation: Reservation) -> None:
    """Write the booking, everybody's standing and the winner's message; a second time does nothing."""
    try:
        until_fresh(lambda: _reserve(reservation))
    except store.AlreadyReserved:
        return


def _reserve(reservation: Reservation) -> None:
    persons = store.standings(reservation.party.persons)

    number, day = reservation.number, reservation.day
    after = [(known, rules.booked(known.standing, number, day)) for known in persons]
    told = notice(
        f"draw:{reservation.period}:{reservation.application}",
        "draw_won",
        reservation.party.contact,
        period=reservation.period,
        day=day.isoformat(),
        number=number,
    )

    apply(
        store.reserve(
            number, reservation.account, reservation.party, reservation.application, reservation.period
        ),
        *(store.stand(known, standing) for known, standing in after),
        tell=[told],
    )


def refusals(persons: list[str], today: date) -> dict[str, list[Refused]]:
    """Return why each person may not apply today; people with nothing against them are left out."""
    found = {
        known.person: rules.refusals(known.standing, today, limits()) for known in store.standings(persons)
    }
    return {person: reasons for person, reasons in found.items() if reasons}
