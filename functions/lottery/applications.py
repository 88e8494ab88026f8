"""Applying for places in the draw, changing and withdrawing it (L3, L4, L5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from functions.auth import service as auth
from functions.auth.service import Household, Member
from functions.booking import service as booking
from functions.booking.service import Party, Traveller
from functions.lottery import eligibility, lifecycle, numbers, store
from functions.lottery.eligibility import Against, Applicant, Obstacle
from functions.lottery.errors import (
    AlreadyApplied,
    ApplicationChanged,
    DateNotOffered,
    NotEligible,
    PersonTaken,
    UnfitForDate,
    WindowClosed,
)
from functions.lottery.numbers import Chance
from functions.lottery.schedule import PeriodState, day_of
from functions.lottery.tables import Entry, Period
from layers import clock
from layers.changes import apply
from layers.clock import local_date
from layers.observability import count
from layers.transaction import ConditionFailed, Step

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Application:
    """An application as its owner may see it."""

    period: str
    number: str
    ticket: str
    dates: Sequence[str]
    party: Party
    submitted_at: datetime


def against(household: Household, name: str, now: datetime) -> list[Against]:
    """Return everything that keeps a household from applying in a period now."""
    refused = booking.refusals([member.person for member in household.members], local_date(now))
    people = [
        Applicant(
            member.approved,
            [(Obstacle(each.reason), each.until) for each in refused.get(member.person, [])],
        )
        for member in household.members
    ]
    flags = {
        Obstacle.ACCOUNT_DISABLED: household.disabled,
        Obstacle.NEEDS_CORRECTION: household.needs_correction,
        # A postponed draw: winning in it and in the next one as well must not be possible.
        Obstacle.DRAW_PENDING: household.hold not in ("", lifecycle.hold(name))
        and not lifecycle.is_over(household.hold),
    }
    return eligibility.obstacles(people, flags)


def submit(account: str, name: str, dates: Sequence[str], now: datetime, chance: Chance) -> Application:
    """Write an application of the account's household for some of a period's dates.

    One transaction takes the gate's permission, every person's dates (L4), the account's one
    application a period, and freezes the household. Raises NoSuchPeriod, WindowClosed,
    DateNotOffered, NotEligible, AlreadyApplied, PersonTaken, ApplicationChanged.
    """
    period = _open(name, now)
    household = auth.household(account)

    chosen = _offered(period, dates)
    if obstacles := against(household, name, now):
        raise NotEligible(obstacles=obstacles)
    _require_fit(household, chosen)
    party = party_of(household)

    for _ in range(_TRIES):
        entry = _entry(name, account, chosen, party, now, chance)
        try:
            _write(period, entry, household, len(party.travellers))
        except store.NumberTaken:
            continue
        count("application_submitted")
        return _shown(name, entry, party)
    raise store.NumberTaken


def change(account: str, name: str, dates: Sequence[str], now: datetime) -> Application:
    """Give an account's application other dates, while the window is open."""
    period = _open(name, now)
    entry = store.entry(name, store.mine(account, name).number)

    chosen = _offered(period, dates)
    _require_fit(auth.household(account), chosen)
    taken = [day for day in chosen if day not in entry.dates]
    left = [day for day in entry.dates if day not in chosen]
    counted = {**dict.fromkeys(taken, 1), **dict.fromkeys(left, -1)}

    if counted:
        _apply(
            period,
            store.pass_gate(name, entry.number, counted, len(entry.persons)),
            *store.redate(name, entry, chosen),
            *store.claim(name, entry.number, entry.persons, taken, left),
        )
    entry.dates = chosen
    return _shown(name, entry, store.party(entry))


def withdraw(account: str, name: str, now: datetime) -> None:
    """Take an account's application back, while the window is open; the household is free again."""
    period = _open(name, now)
    entry = store.entry(name, store.mine(account, name).number)

    left, size = dict.fromkeys(entry.dates, -1), len(entry.persons)
    _apply(
        period,
        store.pass_gate(name, entry.number, left, size, joining=-1),
        *store.remove(name, entry),
        *store.claim(name, entry.number, entry.persons, [], entry.dates),
        auth.unfreeze(account, lifecycle.hold(name)),
    )


def show(account: str, name: str) -> Application:
    """Return an account's application in a period; raises NoSuchApplication."""
    entry = store.entry(name, store.mine(account, name).number)
    return _shown(name, entry, store.party(entry))


def party_of(household: Household) -> Party:
    """Return a household as it travels, the applicant first."""
    return Party(
        [_traveller(member) for member in household.members], household.destination, household.contact
    )


def _open(name: str, now: datetime) -> Period:
    period = store.period(name)
    times = period.times
    if period.state != PeriodState.OPEN or not times.opens <= now < times.closes:
        raise _closed(period)
    return period


def _closed(period: Period) -> WindowClosed:
    return WindowClosed(opens=period.times.opens, closes=period.times.closes)


def _apply(period: Period, *steps: Step) -> None:
    """Write through the period's gate; one that is shut already refuses as the clock does."""
    try:
        apply(*steps)
    except WindowClosed as error:
        raise _closed(period) from error


def _offered(period: Period, dates: Sequence[str]) -> list[str]:
    chosen = sorted(set(dates))
    missing = [day for day in chosen if not period.places.get(day)]
    if missing or not chosen:
        raise DateNotOffered(dates=", ".join(missing))
    return chosen


def _require_fit(household: Household, dates: Sequence[str]) -> None:
    for day in dates:
        if hindrances := auth.hindrances(household, date.fromisoformat(day)):
            raise UnfitForDate(day=day, reasons=[key for _, key in hindrances])


def _entry(name: str, account: str, dates: list[str], party: Party, now: datetime, chance: Chance) -> Entry:
    number = numbers.application_number(day_of(name), chance)
    entry = Entry(*store.entry_key(name, number), account=account, ticket=numbers.ticket(chance))
    entry.dates, entry.persons = dates, party.persons
    entry.submitted_at = clock.to_iso(now)
    store.seal_party(entry, party)
    return entry


def _write(period: Period, entry: Entry, household: Household, size: int) -> None:
    name = period.name
    try:
        _apply(
            period,
            store.pass_gate(name, entry.number, dict.fromkeys(entry.dates, 1), size, joining=1),
            *store.enter(name, entry),
            *store.claim(name, entry.number, entry.persons, entry.dates),
            auth.freeze(household, lifecycle.hold(name)),
        )
    except PersonTaken:
        # Where several conditions are false the database names any of them; the account's own
        # application is the reason that helps.
        raise AlreadyApplied if store.has_applied(entry.account, name) else PersonTaken from None
    except ConditionFailed as error:
        raise ApplicationChanged from error


def _shown(name: str, entry: Entry, party: Party) -> Application:
    submitted = clock.from_iso(entry.submitted_at)
    return Application(name, entry.number, entry.ticket, list(entry.dates), party, submitted)


def _traveller(member: Member) -> Traveller:
    return Traveller(
        person=member.person,
        name=member.name,
        document_type=member.document_type,
        document_number=member.document_number,
        birth_date=member.birth_date,
        relation=member.relation,
    )
