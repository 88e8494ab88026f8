"""Requests and answers about standby: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from functions.lottery.standby import Event, Reason
from layers.paging import PageQuery

Day = Annotated[
    str,
    msgspec.Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", examples=["2022-07-14"]),
]


class StandbyQuery(PageQuery, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The steps of one date, or of all."""

    day: date | None = None


class StandbyStepView(msgspec.Struct, frozen=True):
    """A step of a date's standby, numbered from 1 within the date.

    What happened, when, to which ticket (none where places were given back), with how many people, why,
    until when an offer stands, and how many places can be offered after it.
    """

    day: date
    number: int
    event: Event
    at: datetime
    people: int
    ticket: str | None
    reason: Reason | None
    until: datetime | None
    free: int
