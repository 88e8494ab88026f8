"""Periods and applications as answers."""

from datetime import date
from math import ceil

import msgspec

from functions.booking.service import Party
from functions.lottery import results
from functions.lottery.applications import Application
from functions.lottery.eligibility import Against
from functions.lottery.errors import NotPublished
from functions.lottery.offers import Offers, is_published
from functions.lottery.schedule import PeriodState
from functions.lottery.schemas import (
    AgainstView,
    ApplicationView,
    DecisionView,
    EligibilityView,
    OfferView,
    PeriodSummary,
    PeriodView,
    ResultQuery,
    Results,
    StaffPeriod,
    TravellerView,
)
from functions.lottery.tables import Period


def period_view(offers: Offers) -> PeriodView:
    """Return a period with its dates and counts."""
    times = offers.period.times
    return PeriodView(
        period=offers.period.name,
        state=PeriodState(offers.period.state),
        opens_at=times.opens,
        closes_at=times.closes,
        draws_at=times.draws,
        publishes_at=times.publishes,
        commitment=offers.period.commitment,
        dates=[
            OfferView(each.day, each.places, each.places, each.people, each.applications)
            for each in offers.dates
        ],
        as_of=offers.as_of,
    )


def period_summary(period: Period) -> PeriodSummary:
    """Return a period's line in the list."""
    winners = int(period.winners) if is_published(period) else None
    return PeriodSummary(period.name, PeriodState(period.state), period.times.publishes, winners)


def staff_period(offers: Offers) -> StaffPeriod:
    """Return a period for staff: nothing of its result."""
    period = offers.period
    return StaffPeriod(
        view=period_view(offers),
        applications=None if period.applications is None else int(period.applications),
        announced_round=None if period.beacon_round is None else int(period.beacon_round),
        settled=period.settled,
        decisions=msgspec.json.decode(period.decisions, type=list[DecisionView]),
    )


def application_view(application: Application) -> ApplicationView:
    """Return the receipt."""
    return ApplicationView(
        period=application.period,
        number=application.number,
        ticket=application.ticket,
        dates=[date.fromisoformat(day) for day in application.dates],
        people=travellers(application.party),
        submitted_at=application.submitted_at,
    )


def eligibility_view(party: Party, against: list[Against]) -> EligibilityView:
    """Return who would travel and what is against it."""
    obstacles = [AgainstView(each.obstacle, each.position, each.until) for each in against]
    return EligibilityView(travellers(party), obstacles)


def travellers(party: Party) -> list[TravellerView]:
    """Return a party's people in full."""
    return [
        TravellerView(each.name, each.document_type, each.document_number, each.relation)
        for each in party.travellers
    ]


def result_page(period: Period, query: ResultQuery) -> Results:
    """Return a page of a published period's results; raises NotPublished."""
    if not is_published(period):
        raise NotPublished(publishes=period.publishes_at)
    winners = int(period.winners)
    rows = results.read(period.name, (query.page - 1) * query.limit, query.limit)
    return Results(period.name, winners, query.page, ceil(winners / query.limit), rows)
