"""Who works at which site (核销人员授权)."""

from collections.abc import Collection

from functions.vaccine.tables import Worker
from layers.transaction import Delete, Put, Step

Place = tuple[str, str]
"""Street and id of a site."""


def sites_of(staff: str) -> list[Place]:
    """Return the sites at which a member of staff works."""
    return [item.site for item in Worker.query(f"WORKER#{staff}", consistent_read=True)]


def works_at(staff: str, site: Place) -> bool:
    """Tell whether a member of staff works at a site. One read."""
    return Worker.find(*_key(staff, site)) is not None


def of_site(site: Place) -> list[str]:
    """Return who works at a site; a moment old at most."""
    return [str(item.place_in_list) for item in Worker.by_list.query(_list(site))]


def binding(staff: str, before: Collection[Place], after: Collection[Place]) -> list[Step]:
    """Return the steps after which a member of staff works at these sites and at no others."""
    ends = [Delete(item=_worker(staff, site)) for site in before if site not in after]
    return [*ends, *(Put(item=_worker(staff, site)) for site in after if site not in before)]


def _worker(staff: str, site: Place) -> Worker:
    return Worker(*_key(staff, site), list=_list(site), place_in_list=staff)


def _key(staff: str, site: Place) -> tuple[str, str]:
    return f"WORKER#{staff}", "#".join(site)


def _list(site: Place) -> str:
    return f"WORKERS#{'#'.join(site)}"
