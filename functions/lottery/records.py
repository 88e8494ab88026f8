"""Draw records: an owner's applications in all periods, and what became of them (L9)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from functions.lottery import store
from functions.lottery.offers import is_published
from functions.lottery.tables import Mine
from layers import clock, paging
from layers.paging import Page, PageQuery


class Outcome(StrEnum):
    """待公布, 已中签, 未中签; and 候补已预约: not won, then booked from standby."""

    PENDING = "pending"
    WON = "won"
    LOST = "lost"
    STANDBY = "standby"


@dataclass(frozen=True, slots=True)
class Record:
    """One application; `won` is the date won, `standby` the one booked from standby (L10)."""

    period: str
    number: str
    ticket: str
    dates: list[str]
    size: int
    outcome: Outcome
    won: date | None
    standby: date | None
    submitted_at: datetime


def page(account: str, query: PageQuery) -> Page[Record]:
    """Return a page of an account's applications, newest period first. Outcomes only once published."""
    place = f"records:{account}"
    found = store.all_mine(account, paging.start(query.cursor, place), query.limit)
    mine = list(found)
    published = {
        name for name, each in store.periods(item.period for item in mine).items() if is_published(each)
    }
    won = store.dates_won({item.period: item.ticket for item in mine if item.period in published})
    records = [_record(item, item.period in published, won.get(item.period)) for item in mine]
    after = found.last_evaluated_key
    return Page(records, paging.cursor(after, place) if after else "")


def _record(mine: Mine, published: bool, won: str | None) -> Record:
    return Record(
        period=mine.period,
        number=mine.number,
        ticket=mine.ticket,
        dates=list(mine.dates),
        size=int(mine.size),
        outcome=_outcome(published, won, mine.standby_day),
        won=date.fromisoformat(won) if won else None,
        standby=date.fromisoformat(mine.standby_day) if mine.standby_day else None,
        submitted_at=clock.from_iso(mine.submitted_at),
    )


def _outcome(published: bool, won: str | None, standby: str | None) -> Outcome:
    if not published:
        return Outcome.PENDING
    if won:
        return Outcome.WON
    return Outcome.STANDBY if standby else Outcome.LOST
