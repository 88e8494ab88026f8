"""What staff ask and are told about the lottery: the contract that OpenAPI shows."""

from datetime import date
from typing import Annotated

import msgspec

from functions.lottery.policies import Places
from functions.lottery.schedule import PeriodState
from functions.lottery.schemas import PeriodView
from layers.validation import Instant

Month = Annotated[str, msgspec.Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2022-07"])]
Why = Annotated[str, msgspec.Meta(min_length=2, max_length=500, description="Shown to the public")]


class MonthQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which month of the calendar."""

    month: Month


class CalendarDay(msgspec.Struct, frozen=True):
    """A day's period; before it opens without state or times, with the quotas it will open with.

    `version` is what a change of the quotas must name, 0 where they are the default ones. Applications and
    their people are counted at the close, winners (people) at the publication.
    """

    period: str
    day: date
    state: PeriodState | None
    quotas: dict[str, int]
    version: int
    applications: int | None
    people: int | None
    winners: int | None
    decisions: int


class QuotasView(msgspec.Struct, frozen=True):
    """A period's quotas by date, as set ahead or by default; `version` is what a change must name."""

    period: str
    quotas: dict[str, int]
    version: int


class QuotasChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Quotas by date (YYYY-MM-DD) and the version they replace."""

    quotas: Annotated[dict[str, Places], msgspec.Meta(min_length=1, max_length=14)]
    version: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]


class Postponement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Later instants for steps that have not happened yet, and the public reason."""

    reason: Why
    closes_at: Instant | None = None
    draws_at: Instant | None = None
    publishes_at: Instant | None = None


class Waiver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the draw goes on without the announced beacon round."""

    reason: Why


class StaffPeriod(msgspec.Struct, frozen=True):
    """A period for staff: the public view, and how many applied, whatever their dates.

    The fingerprints are there from the step on that makes them public: `root` and `announced_round`
    from the close, `seed` and `winners` (people) from the publication. `waits_for_beacon`: the draw is due,
    and goes on as soon as the announced round is to be had.
    """

    view: PeriodView
    applications: int
    people: int
    root: str | None
    announced_round: int | None
    waits_for_beacon: bool
    seed: str | None
    winners: int | None
    settled: bool
