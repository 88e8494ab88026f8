"""What other function folders, set-up and the composition root may use of staff administration."""

from datetime import datetime

from functions.admin import regions, roles
from functions.admin.duty import on_duty
from functions.admin.regions import (
    attaching,
    below,
    covers,
    destinations,
    detaching,
    district_of,
    districts,
    exists,
    find,
    is_destination,
    names_of,
    path,
    within,
)
from functions.admin.roles import create_built_in, every_permission
from functions.admin.schemas import Names
from functions.admin.sign_in import authenticate
from functions.admin.staff import found_administration
from functions.admin.staff import phone_of as phone_of_staff
from functions.admin.staff import region_of as region_of_staff
from functions.admin.store_staff import names as names_of_staff
from functions.admin.tree import Level, Region

__all__ = [
    "CITY_NAMES",
    "Level",
    "Names",
    "Region",
    "attaching",
    "authenticate",
    "below",
    "bootstrap",
    "covers",
    "destinations",
    "detaching",
    "district_of",
    "districts",
    "every_permission",
    "exists",
    "find",
    "forget",
    "is_destination",
    "names_of",
    "names_of_staff",
    "on_duty",
    "path",
    "phone_of_staff",
    "region_of_staff",
    "set_up",
    "within",
]

CITY_NAMES = Names("全市", "全市", "The whole city")


def set_up(names: Names = CITY_NAMES) -> None:
    """Create the region tree's root and the built-in roles where they are missing."""
    regions.lay_root(names)
    create_built_in()


def bootstrap(username: str, password: str, now: datetime, *, settled: bool = False) -> None:
    """Set up, and create the first administrator; raises AlreadySetUp where there is one.

    Unless `settled`, the password has to be changed at the first sign-in.
    """
    set_up()
    found_administration(username, password, now, settled=settled)


def forget() -> None:
    """Make the next questions read regions and roles anew."""
    regions.forget()
    roles.forget()
