"""The street whose page somebody books on, and its grids (V1)."""

from functions.admin import service as admin
from functions.admin.service import Level, Region
from functions.vaccine.errors import NoSuchRegion, NoSuchStreet
from layers.principals import Staff


def in_service(identifier: str) -> Region:
    """Return a street that takes appointments: enabled, as its district is; raises NoSuchStreet."""
    path = admin.path(identifier)
    if not path or path[-1].level is not Level.STREET or not all(region.enabled for region in path):
        raise NoSuchStreet
    return path[-1]


def serving(identifier: str) -> Region:
    """Return the street on whose page the people of a street or of a grid book; raises NoSuchStreet."""
    path = admin.path(identifier)
    of_grid = bool(path) and path[-1].level is Level.GRID
    return in_service(path[-2].id if of_grid else identifier)


def listed() -> list[Region]:
    """Return the streets that take appointments, district by district, in their order."""
    return [
        street for district in admin.destinations() for street in admin.below(district.id) if street.enabled
    ]


def known(identifier: str) -> Region:
    """Return a street, in service or not; raises NoSuchStreet."""
    found = admin.find(identifier)
    if found is None or found.level is not Level.STREET:
        raise NoSuchStreet
    return found


def require_within(caller: Staff, region: str) -> None:
    """Refuse unless there is such a region, and the caller's own holds it: NoSuchRegion, OutOfRegion."""
    if admin.find(region) is None:
        raise NoSuchRegion
    caller.require_region(region)


def grids(street: str) -> list[Region]:
    """Return a street's enabled grids (网格) in their order."""
    return [region for region in admin.below(street) if region.enabled]
