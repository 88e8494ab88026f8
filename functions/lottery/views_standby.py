"""Standby as answers."""

from datetime import date

from functions.lottery import store_standby
from functions.lottery.errors import NotPublished
from functions.lottery.offers import is_published
from functions.lottery.schemas_standby import StandbyQuery, StandbyStepView
from functions.lottery.standby import Event, Reason
from functions.lottery.tables import Period, StandbyStep
from layers import clock, paging
from layers.paging import Page


def steps_page(period: Period, query: StandbyQuery) -> Page[StandbyStepView]:
    """Return a page of a period's standby, date by date, step by step; raises NotPublished."""
    if not is_published(period):
        raise NotPublished(publishes=period.times.publishes)
    place = f"standby:{period.name}:{query.day}"
    after = paging.start(query.cursor, place)
    return paging.page(
        store_standby.page_of_steps(period.name, query.day, after, query.limit), step_view, place
    )


def step_view(item: StandbyStep) -> StandbyStepView:
    """Return one public step."""
    return StandbyStepView(
        day=date.fromisoformat(item.day),
        number=item.number,
        event=Event(item.event),
        at=clock.from_iso(item.at),
        people=int(item.people),
        ticket=item.ticket,
        reason=Reason(item.reason) if item.reason else None,
        until=clock.from_iso(item.until) if item.until else None,
        free=int(item.free),
    )
