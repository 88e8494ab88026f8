"""Sites and sessions as answers to staff."""

from datetime import date

import msgspec

from functions.admin.service import Names
from functions.vaccine.catalogue import store
from functions.vaccine.catalogue.schemas import SiteView, StaffSession
from functions.vaccine.catalogue.sessions import Counted
from functions.vaccine.schemas import Address
from functions.vaccine.tables import Kind, Site


def site_view(site: Site) -> SiteView:
    """Return a site in the staff's list."""
    return SiteView(
        id=site.id,
        street=site.street,
        names=msgspec.convert(store.names_of(site), Names),
        address=msgspec.convert(store.address_of(site), Address),
        order=int(site.order),
        enabled=site.enabled,
        sessions=int(site.sessions),
    )


def staff_session(counted: Counted) -> StaffSession:
    """Return a session to staff."""
    session, totals = counted.session, counted.totals
    return StaffSession(
        id=session.id,
        kind=Kind(session.kind),
        vaccine=session.vaccine,
        street=session.street,
        site=session.site,
        group=session.group,
        day=date.fromisoformat(session.day),
        start=session.start,
        end=session.end,
        opens_at=store.times(session).opens,
        remark=session.remark,
        enabled=session.enabled,
        grace=None if session.grace is None else int(session.grace),
        quota=totals.quota,
        remaining=totals.remaining,
        held=totals.held,
        kept=totals.kept,
        booked=totals.booked,
        arrived=totals.arrived,
        given=totals.given,
        state=counted.state,
        version=int(session.version),
    )
