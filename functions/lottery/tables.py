"""The lottery table.

Key formats (`pk` / `sk`):

- `PERIODS` / period: a period and everything that is fixed about it
- `QUOTAS` / period: quotas that staff set ahead
- `GATE#{period}` / shard, two digits: lets applications in, and counts them, for 1/32 of the numbers
- `ENTRY#{period}#{shard}` / application number: an application
- `ACCOUNT#{account}` / `APPLICATION#{period}`: the owner's copy of what is not personal
- `CLAIM#{period}#{person}` / `CLAIM`: which application has the person on which date;
  an attribute `d20220714` for each date (L4)
- `WINNERS#{period}` / first two digits of the ticket: the winners among such tickets
- `SETTLED#{period}` / shard: how far winners and losers have been told
- `TICKETS#{period}` / first two digits of the ticket: the application numbers of such tickets
- `STANDBY` / `{date}#{period}`: a date's standby, once places were given back
- `STANDBY#{period}` / `{date}#{number, six digits}`: a step of it, from 1 (public)
- `ACCOUNT#{account}` / `OFFER#{period}#{date}`: an offer of a standby place to the account's household
"""

from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from functions.lottery.schedule import Timetable
from layers import clock
from layers.tables import Item, TableMeta


class LotteryItem(Item):
    """An item of the lottery table."""

    class Meta(TableMeta):
        name = "lottery"


class Period(LotteryItem):
    """A period (期). Instants are ISO texts; `secret` is sealed; `beacon`, `decisions`, `fairness` are JSON.

    `closing` is set before the first gate is shut, from when on the close can't be postponed any more.
    """

    state = UnicodeAttribute()
    quotas = JSONAttribute()
    opens_at = UnicodeAttribute()
    closes_at = UnicodeAttribute()
    draws_at = UnicodeAttribute()
    publishes_at = UnicodeAttribute()
    commitment = UnicodeAttribute()
    secret = BinaryAttribute(legacy_encoding=False)
    closing = BooleanAttribute(default=False)
    root = UnicodeAttribute(null=True)
    applications = NumberAttribute(null=True)
    people = NumberAttribute(null=True)
    beacon_round = NumberAttribute(null=True)
    beacon = UnicodeAttribute(null=True)
    decisions = UnicodeAttribute(default="[]")
    result_digest = UnicodeAttribute(null=True)
    winners = NumberAttribute(null=True)
    fairness = UnicodeAttribute(null=True)
    settled = BooleanAttribute(default=False)

    @property
    def name(self) -> str:
        """The period's name, such as 20220713."""
        return str(self.sk)

    @property
    def places(self) -> dict[str, int]:
        """Quota by date, ascending."""
        return {day: int(places) for day, places in sorted(self.quotas.items())}

    @property
    def times(self) -> Timetable:
        """The instants at which the period moves on."""
        moments = (self.opens_at, self.closes_at, self.draws_at, self.publishes_at)
        return Timetable(*map(clock.from_iso, moments))


class Quotas(LotteryItem):
    """Quotas set ahead for a period."""

    quotas = JSONAttribute()
    version = NumberAttribute()


class Gate(LotteryItem):
    """A shard's door: while it is open applications may be written or changed.

    `people` and `entries` count by date, `applicants` and `applications` each once whatever their dates.
    """

    open = BooleanAttribute()
    people: MapAttribute[str, Any] = MapAttribute()  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    entries: MapAttribute[str, Any] = MapAttribute()  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    applicants = NumberAttribute(default=0)
    applications = NumberAttribute(default=0)


class Entry(LotteryItem):
    """An application. `party` is sealed; `version` counts its changes."""

    account = UnicodeAttribute()
    ticket = UnicodeAttribute()
    dates: ListAttribute[str] = ListAttribute()
    persons: ListAttribute[str] = ListAttribute()
    party = BinaryAttribute(legacy_encoding=False)
    submitted_at = UnicodeAttribute()
    version = NumberAttribute(default=1)

    @property
    def number(self) -> str:
        """The application number (申请编号)."""
        return str(self.sk)


class Mine(LotteryItem):
    """What an owner's list of draws needs of an application; `standby_day` was accepted from standby."""

    number = UnicodeAttribute()
    ticket = UnicodeAttribute()
    dates: ListAttribute[str] = ListAttribute()
    size = NumberAttribute()
    submitted_at = UnicodeAttribute()
    standby_day = UnicodeAttribute(null=True)

    @property
    def period(self) -> str:
        """The period applied in."""
        return str(self.sk).removeprefix("APPLICATION#")


class Claim(LotteryItem):
    """A person's dates in a period. The attributes are named by date: see `store.claimed`."""


class Winners(LotteryItem):
    """Winners whose tickets begin alike: ticket → date won."""

    won = JSONAttribute()


class Settled(LotteryItem):
    """The last application number of a shard whose owner was told."""

    number = UnicodeAttribute(default="")


class Tickets(LotteryItem):
    """Tickets that begin alike: ticket → application number."""

    numbers = JSONAttribute()


class StandbyDate(LotteryItem):
    """How many steps a date's standby has, and from which instant on there may be something to do."""

    steps = NumberAttribute()
    due = UnicodeAttribute(null=True)

    @property
    def period(self) -> str:
        """The period drawn."""
        return str(self.sk).split("#")[1]

    @property
    def day(self) -> str:
        """The date, YYYY-MM-DD."""
        return str(self.sk).split("#")[0]


class StandbyStep(LotteryItem):
    """A step as `standby.Step` says; `free` places can be offered after it. Instants are ISO texts."""

    event = UnicodeAttribute()
    at = UnicodeAttribute()
    people = NumberAttribute()
    ticket = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)
    free = NumberAttribute()

    @property
    def day(self) -> str:
        """The date, YYYY-MM-DD."""
        return str(self.sk).split("#")[0]

    @property
    def number(self) -> int:
        """The step's number within its date, from 1."""
        return int(self.sk.split("#")[1])


class StandbyOffer(LotteryItem):
    """An offer; `booking` is the number that the booking gets, `application` the household's."""

    state = UnicodeAttribute()
    ticket = UnicodeAttribute()
    application = UnicodeAttribute()
    booking = UnicodeAttribute()
    people = NumberAttribute()
    offered_at = UnicodeAttribute()
    until = UnicodeAttribute()

    @property
    def period(self) -> str:
        """The period drawn."""
        return str(self.sk).split("#")[1]

    @property
    def day(self) -> str:
        """The date, YYYY-MM-DD."""
        return str(self.sk).split("#")[2]
