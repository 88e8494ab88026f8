"""Requests and answers about the lottery: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from functions.auth.service import CaptchaAnswer
from functions.lottery.eligibility import Obstacle
from functions.lottery.results import Row
from functions.lottery.schedule import PeriodState

PeriodName = Annotated[
    str, msgspec.Meta(pattern=r"^20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$", examples=["20220713"])
]
ApplicationNumber = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9]{13}$", description="申请编号", examples=["2807000005730"])
]
Dates = Annotated[list[date], msgspec.Meta(min_length=1, max_length=14)]


class OfferView(msgspec.Struct, frozen=True):
    """A date: places in this period (本期可用名额, 总名额) and people who applied so far (报名人数)."""

    day: date
    available: int
    total: int
    applicants: int
    applications: int


class DecisionView(msgspec.Struct, frozen=True):
    """What staff decided in public; `details`: the instants that a postponement moved steps to, by step."""

    decided_at: datetime
    decision: str
    reason: str
    details: dict[str, str] = {}


class PeriodView(msgspec.Struct, frozen=True):
    """A period as everybody sees it; `as_of` says how fresh the counts are.

    `decisions` are what staff decided about it in public: a step moved to a later time, and why.
    """

    period: str
    state: PeriodState
    opens_at: datetime
    closes_at: datetime
    draws_at: datetime
    publishes_at: datetime
    commitment: str
    decisions: list[DecisionView]
    dates: list[OfferView]
    as_of: datetime


class PeriodSummary(msgspec.Struct, frozen=True):
    """A period in the list of periods; `winners` (people) once published."""

    period: str
    state: PeriodState
    publishes_at: datetime
    winners: int | None


class Submission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The dates applied for; the household is the account's own as it stands."""

    dates: Dates
    captcha: CaptchaAnswer


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The dates the application shall have from now on."""

    dates: Dates


class TravellerView(msgspec.Struct, frozen=True):
    """One person of the household, in full, for its owner to confirm."""

    name: str
    document_type: str
    document_number: str
    relation: str


class ApplicationView(msgspec.Struct, frozen=True):
    """The receipt: application number (申请编号) and ticket, with everything that was applied for."""

    period: str
    number: str
    ticket: str
    dates: list[date]
    people: list[TravellerView]
    submitted_at: datetime


class AgainstView(msgspec.Struct, frozen=True):
    """One obstacle: whose (0 = the applicant) and until when, where it ends by itself."""

    obstacle: Obstacle
    position: int
    until: date | None


class EligibilityView(msgspec.Struct, frozen=True):
    """Who would travel, and everything that keeps them from applying now; nothing: they may."""

    people: list[TravellerView]
    obstacles: list[AgainstView]


class ResultQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which page of the results, counted from 1, and how many rows."""

    page: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10


class Results(msgspec.Struct, frozen=True):
    """A page of the public results (摇号结果公示): how many people won, and masked rows."""

    period: str
    winners: int
    page: int
    pages: int
    rows: list[Row]
