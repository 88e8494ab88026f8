"""Requests and answers about waiting lists: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.service import CaptchaAnswer
from functions.vaccine.appointments.schemas import PersonForm
from functions.vaccine.policies import QuestionId
from functions.vaccine.schemas import Dose, RegionId, SessionId
from functions.vaccine.waiting.turns import Passed


class WaitingPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of a party; `answers` to the vaccine's questions, all of them."""

    person: PersonForm
    grid: RegionId
    dose: Dose
    answers: Annotated[dict[QuestionId, bool], Meta(max_length=20)]
    dose_before: date | None = None


class WaitingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A party that wants a place of a full session, all of them `together` or each when one comes back.

    A group's session takes the token of the group's address. Messages go to the first person's phone.
    """

    session: SessionId
    people: Annotated[list[WaitingPerson], Meta(min_length=1, max_length=5)]
    together: bool
    consent: bool
    captcha: CaptchaAnswer
    group: Annotated[str, Meta(max_length=100)] = ""


class JoinedView(msgspec.Struct, frozen=True):
    """How many people wait now, and the look-up code (查询码), shown and sent this once."""

    people: int
    code: str


class WaitingView(msgspec.Struct, frozen=True):
    """A party on the list: how many of it still wait, and why it was passed over the last time."""

    session: str
    day: date
    start: str
    end: str
    joined_at: datetime
    people: int
    waiting: int
    together: bool
    passed: Passed | None
    passed_at: datetime | None


class WaitingLine(msgspec.Struct, frozen=True):
    """A party as staff see it; names and document numbers masked."""

    joined_at: datetime
    people: list[str]
    waiting: int
    together: bool
    passed: Passed | None
    passed_at: datetime | None
