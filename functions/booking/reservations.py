"""Bookings come from draws, by winning or by standby; nothing else makes one (B1, L6, L10)."""

from dataclasses import dataclass
from datetime import date

from functions.booking import counts, store
from functions.booking import standing as rules
from functions.booking.errors import MayNotBook
from functions.booking.party import Party
from functions.booking.policies import limits
from functions.booking.standing import Refused
from functions.booking.store import Known
from layers.changes import apply
from layers.outbox import Already, notice
from layers.transaction import Step, until_fresh


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
    except (store.AlreadyReserved, Already):
        return  # booking and message are written together: either tells of an earlier run


def _reserve(reservation: Reservation) -> None:
    persons = store.standings(reservation.party.persons)

    told = notice(
        f"draw:{reservation.period}:{reservation.application}",
        "draw_won",
        reservation.party.contact,
        period=reservation.period,
        day=reservation.day.isoformat(),
        number=reservation.number,
        days=limits().cancel_days_before,
    )

    apply(*_steps(reservation, persons), tell=[told])


def reserving(reservation: Reservation, today: date) -> list[Step]:
    """Return the steps that write a booking and everybody's standing, for a place that was offered.

    Raises MayNotBook where somebody may not hold it. The steps refuse with ConditionFailed where a
    standing changed since it was read, with AlreadyReserved where the number is in use.
    """
    persons = store.standings(reservation.party.persons)
    numbers = limits()
    against = [refused for known in persons for refused in rules.refusals(known.standing, today, numbers)]
    if against:
        raise MayNotBook(reasons=sorted({f"{refused.reason}" for refused in against}))
    return _steps(reservation, persons)


def _steps(reservation: Reservation, persons: list[Known]) -> list[Step]:
    number, day = reservation.number, reservation.day
    after = [(known, rules.booked(known.standing, number, day)) for known in persons]
    return [
        store.reserve(
            number, reservation.account, reservation.party, reservation.application, reservation.period
        ),
        *(store.stand(known, standing) for known, standing in after),
        counts.more(number, len(persons), counts.Kind.BOOKED),
    ]


def refusals(persons: list[str], today: date) -> dict[str, list[Refused]]:
    """Return why each person may not apply today; people with nothing against them are left out."""
    found = {
        known.person: rules.refusals(known.standing, today, limits()) for known in store.standings(persons)
    }
    return {person: reasons for person, reasons in found.items() if reasons}
