"""Periods and applications as answers."""

from datetime import date
from math import ceil

import msgspec

from functions.booking.service import Party
from functions.lottery import results
from functions.lottery.applications import Application
from functions.lottery.eligibility import Against
from functions.lottery.errors import NotAmongWinners, NotPublished
from functions.lottery.offers import Offers, is_published
from functions.lottery.results import Found
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
        decisions=msgspec.json.decode(offers.period.decisions, type=list[DecisionView]),
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
    _require_published(period)
    winners = int(period.winners)
    rows = results.read(period.name, (query.page - 1) * query.limit, query.limit)
    return Results(period.name, winners, query.page, ceil(winners / query.limit), rows)


def found_result(period: Period, number: str) -> Found:
    """Return what a published period's list says of an application; raises NotPublished, NotAmongWinners."""
    _require_published(period)
    if found := results.find(period.name, number):
        return found
    raise NotAmongWinners


def _require_published(period: Period) -> None:
    if not is_published(period):
        raise NotPublished(publishes=period.times.publishes)
