"""Organisations over HTTP, for those who enrol them and those whom they declare (单位机构申报, H5)."""

from typing import Any

from chalice.app import Blueprint

from functions.healthcode.organisations import columns, declaring, enrolling, members, store
from functions.healthcode.organisations.schemas import (
    BatchId,
    BatchView,
    Consent,
    EnrolmentForm,
    MembershipView,
    MemberView,
    OrganisationId,
    OwnOrganisation,
    SheetFile,
    StaffFile,
    StaffForm,
    StandingView,
)
from functions.healthcode.organisations.tables import Organisation
from functions.healthcode.organisations.views import (
    batch_view,
    checked,
    member_view,
    membership_view,
    own_organisation,
    standing_view,
)
from functions.healthcode.schemas import PersonId
from layers import i18n
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "organisations")

_ONE = "/v1/organisations/{organisation}"
_ORGANISATION = {"organisation": OrganisationId}
_BATCH = {**_ORGANISATION, "batch": BatchId}
_MEMBER = {**_ORGANISATION, "person": PersonId}
_OF_PERSON = "/v1/me/health/people/{person}/organisations"

_LISTS = Rate(600, 3600, by="account")
_COUNTS = Rate(60, 3600, by="account")
"""Each count reads everybody's colour."""


@endpoint(
    "POST",
    "/v1/organisations",
    access=RESIDENT,
    body=EnrolmentForm,
    returns=OwnOrganisation,
    success=201,
    rate=Rate(5, 24 * 3600, by="account"),
    idempotent=True,
)
def enrol_organisation(call: Call[EnrolmentForm, None]) -> OwnOrganisation:
    """Enrol an organisation, which staff of its region then approve."""
    return own_organisation(enrolling.enrol(call.resident.account, checked(call.body), call.now))


@endpoint("GET", "/v1/organisations", access=RESIDENT, returns=list[OwnOrganisation])
def list_my_organisations(call: Call[None, None]) -> list[OwnOrganisation]:
    """List the organisations that I enrolled."""
    return [own_organisation(item) for item in store.of_account(call.resident.account)]


@endpoint("GET", "/v1/organisations/template", access=RESIDENT, returns=SheetFile)
def show_staff_template(call: Call[None, None]) -> SheetFile:
    """Return the Excel file to fill in with an organisation's staff (导入模板)."""
    name = i18n.say("staff_sheet.staff", call.language)
    return SheetFile(f"{name}.xlsx", columns.template(call.language, call.now))


@endpoint(
    "POST",
    f"{_ONE}/staff",
    access=RESIDENT,
    params=_ORGANISATION,
    body=StaffForm,
    returns=BatchView,
    success=201,
    rate=Rate(100, 24 * 3600, by="account"),
)
def declare_staff(call: Call[StaffForm, None]) -> BatchView:
    """Declare some of an organisation's staff; sent again, it finds them there."""
    batch = declaring.declare(_own(call), call.body.people, call.language, call.now)
    return batch_view(batch, call.language)


@endpoint(
    "POST",
    f"{_ONE}/files",
    access=RESIDENT,
    params=_ORGANISATION,
    body=StaffFile,
    returns=BatchView,
    success=201,
    rate=Rate(20, 24 * 3600, by="account"),
)
def declare_staff_by_file(call: Call[StaffFile, None]) -> BatchView:
    """Declare an organisation's staff by an Excel file; good rows are brought in within minutes."""
    batch = declaring.declare_file(_own(call), call.body.content, call.language, call.now)
    return batch_view(batch, call.language)


@endpoint("GET", f"{_ONE}/batches/{{batch}}", access=RESIDENT, params=_BATCH, returns=BatchView)
def show_batch(call: Call[None, None]) -> BatchView:
    """Show how far a declaration is, and each row that was not taken."""
    return batch_view(store.find_batch(_own(call).id, call.path["batch"]), call.language)


@endpoint(
    "GET",
    f"{_ONE}/members",
    access=RESIDENT,
    params=_ORGANISATION,
    query=PageQuery,
    returns=Page[MemberView],
    rate=_LISTS,
)
def list_members(call: Call[None, PageQuery]) -> Page[MemberView]:
    """List an organisation's people and who of them may return; each who is seen sees that, too."""
    found, cursor = members.listed(_own(call), call.query, call.now)
    return Page([member_view(each) for each in found], cursor)


@endpoint(
    "GET", f"{_ONE}/standing", access=RESIDENT, params=_ORGANISATION, returns=StandingView, rate=_COUNTS
)
def show_standing(call: Call[None, None]) -> StandingView:
    """Show whether an organisation may reopen: everybody consented, and is green."""
    return standing_view(members.standing(_own(call), call.now))


@endpoint("DELETE", f"{_ONE}/members/{{person}}", access=RESIDENT, params=_MEMBER)
def remove_member(call: Call[None, None]) -> None:
    """Take somebody off an organisation's list."""
    members.remove(_own(call), call.path["person"])


@endpoint("GET", _OF_PERSON, access=RESIDENT, params={"person": PersonId}, returns=list[MembershipView])
def list_memberships(call: Call[None, None]) -> list[MembershipView]:
    """List the organisations that declared a person, and whether they see the colour."""
    found = members.of_person(call.resident.account, call.path["person"])
    return [membership_view(organisation, member) for organisation, member in found]


@endpoint("PUT", f"{_OF_PERSON}/{{organisation}}", access=RESIDENT, params=_MEMBER, body=Consent)
def answer_organisation(call: Call[Consent, None]) -> None:
    """Consent to be seen by an organisation, or leave it."""
    account, person, organisation = call.resident.account, call.path["person"], call.path["organisation"]
    members.answer(account, person, organisation, call.now, consents=call.body.consents)


def _own(call: Call[Any, Any]) -> Organisation:
    return enrolling.own(call.resident.account, call.path["organisation"])
