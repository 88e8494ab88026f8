"""Organisations over the API: forms checked, organisations and their people as answers."""

import msgspec
from stdnum.cn import uscc

from functions.healthcode import inputs
from functions.healthcode.organisations import columns, membership, rows, store
from functions.healthcode.organisations.members import Seen
from functions.healthcode.organisations.membership import MemberState, OrganisationState, Standing
from functions.healthcode.organisations.schemas import (
    BatchView,
    EnrolmentForm,
    FaultView,
    MembershipView,
    MemberView,
    OwnOrganisation,
    RefusedRowView,
    StaffOrganisation,
    StandingView,
)
from functions.healthcode.organisations.sheets import RefusedRow
from functions.healthcode.organisations.tables import Batch, Member, Organisation
from functions.healthcode.rules import Colour
from layers import clock
from layers.errors import FieldFault, InvalidInput
from layers.i18n import Language


def checked(form: EnrolmentForm) -> EnrolmentForm:
    """Return a form whose fields can be accepted; raises InvalidInput."""
    faults = [] if uscc.is_valid(form.credit_code) else [FieldFault("credit_code", "bad_credit_code")]
    faults += [] if form.address.strip() else [FieldFault("address", "required")]
    faults += [] if inputs.lives_in(form.region) else [FieldFault("region", "not_a_street")]
    if faults:
        raise InvalidInput(faults)
    return form


def own_organisation(item: Organisation) -> OwnOrganisation:
    """Return an organisation to its account."""
    return OwnOrganisation(
        organisation=item.id,
        name=item.name,
        credit_code=item.credit_code,
        region=item.region,
        address=item.address,
        state=OrganisationState(item.state),
        reason=item.reason,
        enrolled_at=clock.from_iso(item.enrolled_at),
    )


def staff_organisation(item: Organisation) -> StaffOrganisation:
    """Return an organisation to staff."""
    return StaffOrganisation(
        **msgspec.structs.asdict(own_organisation(item)),
        decided_by=item.decided_by,
        decided_at=clock.from_iso(item.decided_at) if item.decided_at else None,
    )


def batch_view(batch: Batch, language: Language) -> BatchView:
    """Return what became of a batch so far."""
    return BatchView(
        batch=batch.id,
        sent_at=clock.from_iso(batch.sent_at),
        total=int(batch.total),
        joined=int(batch.joined),
        invited=int(batch.invited),
        known=int(batch.known),
        refused=int(batch.refused),
        done=batch.chunk >= batch.chunks,
        refused_rows=[_refused(row, language) for row in store.refused(batch)],
    )


def member_view(seen: Seen) -> MemberView:
    """Return one of an organisation's people, as it wrote their name."""
    member, colour = seen
    return MemberView(
        person=member.person,
        name=store.name(member),
        state=MemberState(member.state),
        since=clock.from_iso(member.since),
        colour=colour,
        may_return=membership.may_return(colour) if colour else None,
    )


def standing_view(standing: Standing) -> StandingView:
    """Return whether an organisation may reopen."""
    return StandingView(
        may_reopen=standing.may_reopen,
        members=standing.members,
        invited=standing.invited,
        colours={colour.value: standing.colours[colour] for colour in Colour},
    )


def membership_view(organisation: Organisation, member: Member) -> MembershipView:
    """Return an organisation to somebody whom it declared."""
    return MembershipView(
        organisation=organisation.id,
        name=organisation.name,
        state=MemberState(member.state),
        since=clock.from_iso(member.since),
    )


def _refused(row: RefusedRow, language: Language) -> RefusedRowView:
    faults = [
        FaultView(each.column, columns.name(each.column, language), each.code, rows.sentence(each, language))
        for each in row.faults
    ]
    return RefusedRowView(row.row, faults)
