"""How many one recorder, approver, place or list makes worse: counted with each change (H3).

What a person reports of themselves is nobody's doing but their own and isn't counted.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum

from functions.healthcode.facts import Source
from functions.healthcode.tables import Turns
from layers.transaction import Step, Update


class By(StrEnum):
    """What is watched."""

    RECORDER = "recorder"
    PLACE = "place"
    LISTING = "listing"


def turned(source: Source, day: date, *, people: tuple[str, ...], place: str, listing: str) -> list[Step]:
    """Return the steps that count one person made worse on a date by these people, this place, this list."""
    if source is Source.SELF:
        return []
    named = [(By.RECORDER, each) for each in sorted({*people} - {""})]
    named += [(by, each) for by, each in ((By.PLACE, place), (By.LISTING, listing)) if each]
    return [
        Update(item=Turns(f"TURNS#{day.isoformat()}", f"{by}#{each}"), actions=[Turns.number.add(1)])
        for by, each in named
    ]


def sums(until: date, days: int) -> Mapping[tuple[By, str], int]:
    """Return how many each made worse on some dates, the last of them `until`. One query a date."""
    totals: dict[tuple[By, str], int] = {}
    for by, each, number in _counted(until - timedelta(days=ahead) for ahead in range(days)):
        totals[by, each] = totals.get((by, each), 0) + number
    return totals


def _counted(days: Iterator[date]) -> Iterator[tuple[By, str, int]]:
    for day in days:
        for item in Turns.query(f"TURNS#{day.isoformat()}", consistent_read=True):
            by, _, each = str(item.sk).partition("#")
            yield By(by), each, int(item.number)
