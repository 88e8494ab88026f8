"""Records over HTTP, for staff (预约记录)."""

from chalice.app import Blueprint

from functions.vaccine.records import handling, inputs, search
from functions.vaccine.records.schemas import (
    GridChange,
    GridChanged,
    RecordEdit,
    RecordList,
    RecordLook,
    RecordQuery,
    RecordReason,
    RecordSearch,
    RefusedRecord,
    StaffRecord,
)
from functions.vaccine.records.views import staff_record
from functions.vaccine.schemas import RecordNumber
from layers import i18n
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine records")

_RECORDS = "/v1/staff/vaccine/records"
_RECORD = f"{_RECORDS}/{{record}}"
_NUMBER = {"record": RecordNumber}
_VIEW = staff("records.view", Scope.REGION)


@endpoint("GET", _RECORDS, access=_VIEW, query=RecordQuery, returns=Page[StaffRecord])
def list_records(call: Call[None, RecordQuery]) -> Page[StaffRecord]:
    """List a street's or grid's records, filtered, masked, the latest day first."""
    query = call.query
    found, cursor = handling.listed(call.staff, query.region, inputs.wanted(query), query)
    return Page(list(map(staff_record, found)), cursor)


@endpoint(
    "POST",
    f"{_RECORDS}/searches",
    access=_VIEW,
    body=RecordSearch,
    returns=RecordList,
    rate=Rate(300, 3600, by="account"),
)
def search_records(call: Call[RecordSearch, None]) -> RecordList:
    """Search a region's records by number, identity number or its ending, phone or name (搜索); masked."""
    return RecordList(list(map(staff_record, search.search(call.staff, call.body.region, call.body.text))))


@endpoint("GET", _RECORD, access=_VIEW, params=_NUMBER, returns=StaffRecord)
def show_record(call: Call[None, None]) -> StaffRecord:
    """Show a record, masked."""
    return staff_record(handling.show(call.staff, call.path["record"]))


@endpoint(
    "POST",
    f"{_RECORD}/reveal",
    access=staff("personal.reveal", Scope.REGION),
    params=_NUMBER,
    body=RecordLook,
    returns=StaffRecord,
    rate=Rate(100, 3600, by="account"),
)
def reveal_record(call: Call[RecordLook, None]) -> StaffRecord:
    """Show a record in full; recorded."""
    return staff_record(handling.reveal(call.staff, call.path["record"], call.body.reason), full=True)


@endpoint("PUT", _RECORD, access=staff("records.edit", Scope.REGION), params=_NUMBER, body=RecordEdit)
def edit_record(call: Call[RecordEdit, None]) -> None:
    """Correct a record's person (修改): until the first dose, after it from district level on."""
    body = call.body
    handling.edit(call.staff, call.path["record"], body.version, lambda known: inputs.corrected(body, known))


@endpoint(
    "POST",
    f"{_RECORDS}/grid-changes",
    access=staff("records.grid", Scope.REGION),
    body=GridChange,
    returns=GridChanged,
)
def change_grid(call: Call[GridChange, None]) -> GridChanged:
    """Put records under another grid of their street (修改网格), each by itself."""
    wanted = dict.fromkeys(call.body.records)
    refused = [
        RefusedRecord(number, error.code, i18n.say(error.code, call.language, **error.details))
        for number, error in handling.move_all(call.staff, wanted, call.body.grid)
    ]
    return GridChanged(len(wanted) - len(refused), refused)


@endpoint(
    "POST",
    f"{_RECORD}/cancellation",
    access=staff("records.cancel", Scope.REGION),
    params=_NUMBER,
    body=RecordReason,
)
def cancel_record(call: Call[RecordReason, None]) -> None:
    """Cancel an appointment (取消预约); its place is free again, and the person is told."""
    handling.cancel(call.staff, call.path["record"], call.body.reason, call.now)


@endpoint("POST", f"{_RECORD}/arrival", access=staff("records.checkin", Scope.REGION), params=_NUMBER)
def check_record_in(call: Call[None, None]) -> None:
    """Note that a person has come (登记状态)."""
    handling.check_in(call.staff, call.path["record"], call.now)


@endpoint("POST", f"{_RECORD}/vaccination", access=staff("records.vaccinated", Scope.REGION), params=_NUMBER)
def mark_record_vaccinated(call: Call[None, None]) -> None:
    """Note that a dose was given (接种状态)."""
    handling.vaccinate(call.staff, call.path["record"], call.now)


@endpoint(
    "POST",
    f"{_RECORD}/undoing",
    access=staff("records.vaccinated", Scope.REGION),
    params=_NUMBER,
    body=RecordReason,
)
def undo_record(call: Call[RecordReason, None]) -> None:
    """Take a person's last step back, with a reason: vaccinated, injected or checked in."""
    handling.undo(call.staff, call.path["record"], call.body.reason, call.now)
