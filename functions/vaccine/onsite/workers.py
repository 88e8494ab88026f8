"""Site workers: staff accounts bound to the sites at which they may find and mark people (V10).

Without a binding an account does nothing on site, whatever its roles grant and wherever its region is.
"""

from collections.abc import Collection

from functions.admin import service as admin
from functions.vaccine import streets
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.errors import NotYourSite
from functions.vaccine.onsite import store
from functions.vaccine.onsite.store import Place
from layers.audit import Entry
from layers.changes import apply
from layers.principals import Staff


def require(worker: Staff, site: Place) -> None:
    """Raise OutOfRegion, or NotYourSite, unless the account works at the site."""
    street, _ = site
    streets.known(street)
    worker.require_region(street)
    if not store.works_at(worker.id, site):
        catalogue.site(*site)
        raise NotYourSite


def sites_of(caller: Staff, user: str) -> list[Place]:
    """Return the sites at which an account of the caller's region works; raises NoSuchStaff, OutOfRegion."""
    caller.require_region(admin.region_of_staff(user))
    return store.sites_of(user)


def of_site(caller: Staff, site: Place) -> list[str]:
    """Return the accounts that work at a site of the caller's region; raises NoSuchSite, OutOfRegion."""
    street, _ = site
    streets.known(street)
    caller.require_region(street)
    catalogue.site(*site)
    return store.of_site(site)


def bind(caller: Staff, user: str, sites: Collection[Place]) -> None:
    """Let an account work at these sites and at no others (核销人员授权).

    Account and sites have to be within the caller's region: raises NoSuchStaff, NoSuchSite, OutOfRegion.
    """
    caller.require_region(admin.region_of_staff(user))
    for site in sites:
        of_site(caller, site)
    details = {"sites": sorted("/".join(site) for site in sites)}
    steps = store.binding(user, store.sites_of(user), sites)
    apply(*steps, record=Entry(caller.id, "onsite.authorise", f"staff:{user}", details))
