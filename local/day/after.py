"""After the result: cancellations, arrivals on the first date, the no-show sweep, and what is left to see."""

from collections.abc import Sequence
from functools import partial
from random import Random

from functions.booking.tables import BookingState
from layers import audit
from local import demo
from local.day import residents
from local.day.day import Day
from local.day.ledger import Booked
from local.day.people import Household
from local.day.population import FIRST_DATE

_FIRST = FIRST_DATE.isoformat()

_CANCELLING, _ABSENT = 0.04, 0.1
"""Share of later dates' winners who cancel, and of the first date's who don't come."""


def cancel(day: Day) -> str:
    """Let some winners of later dates cancel over HTTP."""
    winners = [number for number, won in day.ledger.wins() if won.day > _FIRST]
    some = _households(day, _share(winners, _CANCELLING))
    done = day.everybody(partial(residents.cancel, day.emulator.port), some, "cancellations")
    day.ledger.cancelled = set(done)
    day.delivered()
    return f"{len(day.ledger.cancelled)} of {len(winners)} winners of later dates cancelled"


def arrive(day: Day) -> str:
    """Let most winners of the first date come to the port with their slips."""
    winners = [number for number, won in day.ledger.wins() if won.day == _FIRST]
    absent = _share(winners, _ABSENT)
    coming = _households(day, [number for number in winners if number not in absent])
    with day.staff("port") as officer:
        enter = partial(residents.enter, day.emulator.port, officer.token)
        entered = list(day.everybody(enter, coming, "arrivals"))
    day.ledger.entered = {each.household for each in entered}
    day.ledger.unrecognised = {each.household for each in entered if not each.recognised}
    day.delivered()
    return f"{len(coming)} of {len(winners)} households arrived"


def sweep(day: Day) -> str:
    """Wait until the job has marked everybody who stayed away."""
    with day.staff("lottery") as staff:
        waiting = {"day": _FIRST, "state": BookingState.BOOKED}
        day.emulator.until(
            "no-shows are marked", lambda: not any(staff.items("/v1/staff/bookings", **waiting))
        )
    day.delivered()
    _read_bookings(day)
    missed = sum(booking.state == BookingState.NO_SHOW for booking in day.ledger.bookings)
    return f"{missed} no-shows"


def close_the_books(day: Day) -> str:
    """Read what is left to judge the day by: messages, dead letters, the audit log."""
    with day.staff(demo.ADMINISTRATOR) as staff:
        counts = staff.ask("GET", "/v1/staff/outbox/counts")
    day.ledger.undelivered = counts["pending"] + counts["dead"]
    day.ledger.messages = day.emulator.sent()
    day.ledger.audit_faults = list(audit.faults())
    day.ledger.audit_entries, chains = audit.size()
    return f"{len(day.ledger.messages)} messages; {day.ledger.audit_entries} audit entries in {chains} chains"


def _read_bookings(day: Day) -> None:
    with day.staff("lottery") as staff:
        day.ledger.bookings = [
            Booked(date, booking["number"], booking["account"], state, len(booking["people"]))
            for date in day.ledger.population.places
            for state in BookingState
            for booking in staff.items("/v1/staff/bookings", day=date, state=state)
        ]


def _share(numbers: Sequence[int], share: float) -> list[int]:
    """Return some of these households, the same ones whenever the same ones win."""
    return Random(len(numbers)).sample(numbers, round(len(numbers) * share))


def _households(day: Day, numbers: Sequence[int]) -> list[Household]:
    return [day.ledger.population.plans[number].household for number in numbers]
