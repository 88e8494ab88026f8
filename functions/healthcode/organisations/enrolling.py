"""Organisations are enrolled by an account, and approved by staff of their region (H5)."""

from datetime import datetime

from functions.auth import service as auth
from functions.healthcode.organisations import store
from functions.healthcode.organisations.errors import (
    NeedsPhone,
    NoSuchOrganisation,
    NotApproved,
    OrganisationDecided,
)
from functions.healthcode.organisations.membership import OrganisationState
from functions.healthcode.organisations.schemas import EnrolmentForm
from functions.healthcode.organisations.tables import Organisation
from layers import clock
from layers.audit import Entry
from layers.changes import apply
from layers.i18n import Language
from layers.outbox import Contact, notice
from layers.principals import Staff
from layers.transaction import ConditionFailed, new


def enrol(account: str, form: EnrolmentForm, now: datetime) -> Organisation:
    """Enrol an organisation, which then waits for its region's staff; raises NeedsPhone."""
    if not auth.signing_phone(account):
        raise NeedsPhone
    item = store.draft(account, form.region, now)
    item.name, item.address = " ".join(form.name.split()), form.address.strip()
    item.credit_code = form.credit_code
    apply(new(item))
    return item


def own(account: str, organisation: str) -> Organisation:
    """Return an organisation of an account; raises NoSuchOrganisation for others', NotApproved."""
    item = store.find(organisation)
    if item.account != account:
        raise NoSuchOrganisation
    if item.state != OrganisationState.APPROVED:
        raise NotApproved
    return item


def decide(caller: Staff, organisation: str, now: datetime, *, approved: bool, reason: str) -> None:
    """Approve an organisation, or refuse it, whatever was decided before; its account is told.

    Raises NoSuchOrganisation, OutOfRegion, OrganisationDecided.
    """
    item = store.find(organisation)
    caller.require_region(item.region)
    state = OrganisationState.APPROVED if approved else OrganisationState.REFUSED
    if item.state == state:
        raise OrganisationDecided

    item.decided_by, item.decided_at, item.reason = caller.id, clock.to_iso(now), reason

    contact = Contact(Language.ZH_HANS, auth.signing_phone(item.account))
    message = notice(
        f"organisation:{item.id}:{int(item.revision)}",
        f"organisation_{state}",
        contact,
        name=item.name,
        reason=reason,
    )
    record = Entry(caller.id, f"organisations.{state}", f"organisation:{item.id}", {"reason": reason})
    try:
        apply(store.deciding(item, state, now), tell=[message] if contact.phone else [], record=record)
    except ConditionFailed as error:
        raise OrganisationDecided from error
