"""What the code needs of AWS, said once: the deployed stack and the emulator are both made from it."""

from collections.abc import Mapping

from functions.admin.tables import AdminItem
from functions.auth.tables import AuthItem
from functions.booking.tables import BookingItem
from functions.healthcode.tables import HealthItem
from functions.lottery.tables import LotteryItem
from functions.vaccine.tables import VaccineItem
from layers.platform import PlatformItem
from layers.tables import Item

TABLES: tuple[type[Item], ...] = (
    PlatformItem,
    AdminItem,
    AuthItem,
    BookingItem,
    LotteryItem,
    VaccineItem,
    HealthItem,
)
"""The base model of each table: keys, indexes and TTL attribute are taken from it."""

RECEIVES = 5
"""How often the queue delivers a message before it is a dead letter."""

VISIBLE_AFTER = 60
"""Seconds after which the queue delivers a message again that was not deleted."""

LIFETIMES: Mapping[str, int] = {"incoming/": 1, "clue-photos/": 731}
"""Days after which objects go, by the beginning of their names; all others stay until a job removes them."""


def name_of(table: type[Item]) -> str:
    """Return a table's name without the stage's prefix."""
    return str(table.Meta.name)  # type: ignore[attr-defined]  # layers.tables.TableMeta has it
