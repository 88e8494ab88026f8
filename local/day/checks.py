"""What has to be true of the day, judged by what its people, its staff and the public saw of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.booking.policies import BookingPolicy
from functions.booking.service import booking_number
from functions.booking.tables import BookingState
from functions.lottery import draw
from functions.lottery.draw import Ticket
from layers.i18n import Language, say
from local.day.ledger import Ledger, Win
from local.day.people import TODAY, Household
from local.day.population import FIRST_DATE, PERIOD

_LARGEST_OVERSHOOT = 3
"""People by which a date's last winner may exceed its places (chapter 8 of the manual)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding, and the figures behind it."""

    what: str
    passed: bool
    figures: str


def checks(ledger: Ledger) -> list[Check]:
    """Return all findings about a day that is over."""
    return [*_of_applications(ledger), *_of_the_draw(ledger), *_of_bookings(ledger), *_of_the_suite(ledger)]


def _of_applications(ledger: Ledger) -> Iterator[Check]:
    wanted = dict(ledger.population.applicants)
    people = Counter(dict.fromkeys(wanted, 0))
    for entry in ledger.entries:
        people.update(dict.fromkeys(entry.dates, entry.size))
    yield Check("people by date as in the manual", people == wanted, _figures(people))
    yield Check("shown so to everybody", ledger.counted == wanted, _figures(ledger.counted))

    held = draw.lines(
        draw.Entry(Ticket(ledger.receipts[plan.household.number].ticket), plan.household.size, plan.dates)
        for plan in ledger.standing
    )
    frozen = ledger.proof["lines"]
    yield Check("lines are what households hold in hand", frozen == held, f"{len(frozen)} lines")


def _of_the_draw(ledger: Ledger) -> Iterator[Check]:
    early = ", ".join(sorted(ledger.too_early))
    yield Check("no result before publication", not early, early or "no key of it")
    yield Check("the verifier agrees", ledger.verified, ledger.verdict.splitlines()[-1])

    times = Counter(household for household, _ in ledger.wins())
    yield Check("nobody won twice", max(times.values(), default=1) == 1, f"{len(times)} households")

    won = Counter(dict.fromkeys(ledger.population.places, 0))
    for household, win in ledger.wins():
        won[win.day] += _household(ledger, household).size
    over = {day: won[day] - places for day, places in ledger.population.places.items()}
    kept = all(0 <= beyond <= (_LARGEST_OVERSHOOT if won[day] else 0) for day, beyond in over.items())
    yield Check("every place given, none too many", kept, f"beyond the places: {_figures(over)}")
    yield Check("the public list has them all", ledger.published == won.total(), f"{ledger.published} people")


def _of_bookings(ledger: Ledger) -> Iterator[Check]:
    wins = dict(ledger.wins())
    due = {
        (_number_of(win), ledger.accounts[household], _household(ledger, household).size)
        for household, win in wins.items()
    }
    found = Counter((each.number, each.account, each.people) for each in ledger.bookings)
    yield Check("bookings are the winners", found == Counter(due), f"{found.total()} bookings")

    states = {each.account: each.state for each in ledger.bookings}
    ended = {ledger.accounts[household]: _end(ledger, household, win) for household, win in wins.items()}
    yield Check("bookings ended as they should", states == ended, _figures(Counter(states.values())))
    wrong = len(ledger.unrecognised)
    yield Check("the port saw the right documents", not wrong, f"{len(ledger.entered)} households")


def _of_the_suite(ledger: Ledger) -> Iterator[Check]:
    wins = dict(ledger.wins())
    results = {_result(language, win) for language in Language for win in (*wins.values(), None)}
    told = Counter((each.to, each.text) for each in ledger.messages if each.text in results)
    households = (plan.household for plan in ledger.standing)
    due = Counter((each.phone, _result(each.language, wins.get(each.number))) for each in households)
    yield Check("every household told once, and right", told == due, f"{told.total()} messages")
    yield Check("nothing undelivered", ledger.undelivered == 0, f"{ledger.undelivered} messages")
    faults = "; ".join(ledger.audit_faults) or f"{ledger.audit_entries} entries, untouched"
    yield Check("the audit log is whole", not ledger.audit_faults, faults)


def _number_of(win: Win) -> str:
    """Return the booking number that belongs to a won place."""
    return booking_number(date.fromisoformat(win.day), TODAY, win.rank)


def _end(ledger: Ledger, household: int, win: Win) -> BookingState:
    if household in ledger.cancelled:
        return BookingState.CANCELLED
    if household in ledger.entered:
        return BookingState.ARRIVED
    return BookingState.NO_SHOW if win.day == FIRST_DATE.isoformat() else BookingState.BOOKED


def _result(language: Language, win: Win | None) -> str:
    """Return the text that tells of a won place, or of none."""
    if win is None:
        return say("notice.draw_lost", language, period=PERIOD)
    days = BookingPolicy().cancel_days_before
    values = {"period": PERIOD, "day": win.day, "number": _number_of(win), "days": days}
    return say("notice.draw_won", language, **values)


def _household(ledger: Ledger, number: int) -> Household:
    return ledger.population.plans[number].household


def _figures(numbers: dict[str, int]) -> str:
    return ", ".join(f"{key} {number}" for key, number in numbers.items())
