"""Finding people at a site: by the code they show, or by the ending of their identity number (短号核销).

Staff look-ups are where such systems leak (LESSONS): only at the worker's own site and only today's
appointments, so many an hour for each worker, shown masked, and each one recorded with the record it found.
"""

from datetime import datetime

from functions.vaccine.certificates import slips
from functions.vaccine.errors import EndingTooShort, NotAtThisSite
from functions.vaccine.onsite import visits, workers
from functions.vaccine.onsite.policies import onsite as policy
from functions.vaccine.onsite.store import Place
from functions.vaccine.onsite.visits import Visitor
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.finds import ENDING, By
from functions.vaccine.stores.records import Known
from functions.vaccine.tables import RecordState
from layers import audit, ratelimit
from layers.audit import Entry
from layers.principals import Staff
from layers.ratelimit import Rate

_MOST = 5
"""So many people may be shown for one ending; else the last six characters are asked for."""


def by_ending(worker: Staff, site: Place, ending: str, now: datetime) -> list[Visitor]:
    """Return today's people at a site whose identity number ends like that, appointments that stand first.

    Raises NotYourSite, RateLimited, NotAtThisSite, and EndingTooShort where four characters fit too many.
    """
    _require(worker, site, now)
    street, _ = site
    candidates = store_records.records(store_finds.numbers(By.ENDING, street, ending[-ENDING:].upper()))
    found = [
        known for known in visits.here(candidates, site, now) if known.person.number.endswith(ending.upper())
    ]
    if len(found) > _MOST:
        raise EndingTooShort
    return _shown(worker, site, found, now)


def by_slip(worker: Staff, site: Place, token: str, now: datetime) -> Visitor:
    """Return whose slip was scanned; raises NotYourSite, RateLimited, NotAtThisSite."""
    _require(worker, site, now)
    found = visits.here(store_records.records(slips.numbers(token, now)), site, now)
    return _shown(worker, site, found, now)[0]


def _require(worker: Staff, site: Place, now: datetime) -> None:
    workers.require(worker, site)
    ratelimit.take(Rate(policy().lookups_an_hour, 3600), "vaccine-lookup", worker.id, now)


def _shown(worker: Staff, site: Place, found: list[Known], now: datetime) -> list[Visitor]:
    """Record each look with what it found; a look that found nobody is recorded with the site."""
    place = "/".join(site)
    for subject in [f"record:{known.item.number}" for known in found] or [f"site:{place}"]:
        audit.append(Entry(worker.id, "onsite.lookup", subject, {"site": place}))
    if not found:
        raise NotAtThisSite
    return [visits.visitor(known, now) for known in sorted(found, key=_standing_first)]


def _standing_first(known: Known) -> tuple[bool, str]:
    return known.item.state != RecordState.BOOKED, str(known.item.starts_at)
