"""A day that went as it should, without an emulator."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.booking.tables import BookingState
from functions.lottery import draw
from functions.lottery.draw import Entry, Ticket
from layers.i18n import say
from local.day.ledger import Booked, Lap, Ledger
from local.day.people import TODAY
from local.day.population import FIRST_DATE, PERIOD, people_of_the_day
from local.day.residents import Receipt
from local.messages import Message

NOON = datetime(2022, 7, 13, 4, tzinfo=UTC)


@pytest.fixture
def ledger() -> Ledger:
    """A hundredth of the day, all as it should be: nobody cancelled, and all came on the first date."""
    made = Ledger(people_of_the_day(0.01, 13, ["futian"]))
    plans = made.population.plans
    for plan in plans:
        number = plan.household.number
        made.accounts[number] = f"account {number}"
        made.receipts[number] = Receipt(number, f"{number:013d}", f"{number:032x}", NOON)
    made.counted = dict(made.population.applicants)
    made.proof = proof_of(made)
    made.verified, made.verdict = True, "verified"
    for household, win in made.wins():
        size = plans[household].household.size
        made.published += size
        first = win.day == FIRST_DATE.isoformat()
        if first:
            made.entered.add(household)
        state = BookingState.ARRIVED if first else BookingState.BOOKED
        made.bookings.append(
            Booked(win.day, number_of(win.day, win.rank), f"account {household}", state, size)
        )
    made.messages = [result_of(made, plan.household.number) for plan in made.standing]
    made.audit_entries = 100
    made.laps = [Lap(NOON, "applications", "<b>everybody</b> applied", 12.3, 0)]
    return made


def proof_of(ledger: Ledger) -> dict[str, Any]:
    entries = [
        Entry(Ticket(f"{plan.household.number:032x}"), plan.household.size, plan.dates)
        for plan in ledger.standing
    ]
    drawn = draw.draw(entries, ledger.population.places, "00")
    return {"lines": draw.lines(entries), "winners": drawn.winners, "standby": drawn.standby}


def number_of(day: str, rank: int) -> str:
    ahead = (date.fromisoformat(day) - TODAY).days
    return f"{day.replace('-', '')}{ahead:02d}{rank:04d}"


def result_of(ledger: Ledger, number: int) -> Message:
    household = ledger.population.plans[number].household
    win = dict(ledger.wins()).get(number)
    if win is None:
        text = say("notice.draw_lost", household.language, period=PERIOD)
    else:
        values = {"day": win.day, "number": number_of(win.day, win.rank), "days": 2}
        text = say("notice.draw_won", household.language, period=PERIOD, **values)
    return Message(NOON, "sms", household.phone, text)
