"""The booking table.

Key formats (`pk` / `sk`):

- `DAY#{date}#{shard}` / booking number: a booking; index `account` → `day_number`
- `PERSON#{person id}` / `STANDING`: how a person stands (`standing.py`)
- `VACATED` / `{date}#{period}#{booking number}`: places that a cancelled booking gave back
- `COUNTS#{shard}` / date: how many bookings and people the date has in each state, for 1/16 of the numbers
- `ARRIVALS#{date}` / local hour, two digits: who arrived within it
- `BANS` / person id: somebody who is banned after no-shows
- `DISABLED` / account: an account that was disabled for frequent cancellation
"""

from enum import StrEnum
from typing import Any

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from layers.tables import Item, TableMeta


class BookingState(StrEnum):
    """已预约, 已取消, 已入境, 爽约."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
    NO_SHOW = "no_show"


class ByAccount(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    """An account's bookings in order of their dates."""

    class Meta:
        index_name = "by_account"
        projection = AllProjection()

    account = UnicodeAttribute(hash_key=True)
    day_number = UnicodeAttribute(range_key=True)


class BookingItem(Item):
    """An item of the booking table."""

    class Meta(TableMeta):
        name = "booking"

    account = UnicodeAttribute(null=True)
    day_number = UnicodeAttribute(null=True)
    by_account = ByAccount()


class Booking(BookingItem):
    """One household's booking for one date. `party` is sealed; `day` is YYYY-MM-DD."""

    day = UnicodeAttribute()
    state = UnicodeAttribute()
    party = BinaryAttribute(legacy_encoding=False)
    application = UnicodeAttribute()
    period = UnicodeAttribute()
    excused = BooleanAttribute(default=False)
    changed_at = UnicodeAttribute()

    @property
    def number(self) -> str:
        """The booking number (预约号)."""
        return str(self.sk)


class PersonStanding(BookingItem):
    """A person's standing as JSON; `version` counts its changes."""

    content = UnicodeAttribute()
    version = NumberAttribute()


class Vacated(BookingItem):
    """Places that nobody has filled yet; `people` of them."""

    period = UnicodeAttribute()
    day = UnicodeAttribute()
    people = NumberAttribute()


class DayCount(BookingItem):
    """Bookings of a date by state, and the people in them; `excused` counts among `no_show`."""

    booked = NumberAttribute(default=0)
    cancelled = NumberAttribute(default=0)
    arrived = NumberAttribute(default=0)
    no_show = NumberAttribute(default=0)
    excused = NumberAttribute(default=0)
    booked_people = NumberAttribute(default=0)
    cancelled_people = NumberAttribute(default=0)
    arrived_people = NumberAttribute(default=0)
    no_show_people = NumberAttribute(default=0)
    excused_people = NumberAttribute(default=0)


class HourCount(BookingItem):
    """Bookings that were used within an hour, and the people in them."""

    bookings = NumberAttribute(default=0)
    people = NumberAttribute(default=0)


class Ban(BookingItem):
    """Somebody is banned until a date, exclusive; `booking` is the one that decided it last."""

    until = UnicodeAttribute()
    booking = UnicodeAttribute()


class Disabling(BookingItem):
    """An account was disabled on a date, with the cancellation of `booking`."""

    since = UnicodeAttribute()
    booking = UnicodeAttribute()
