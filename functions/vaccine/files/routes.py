"""Files of records and sessions over HTTP: sent and fetched in parts, worked on by a job."""

from chalice.app import Blueprint

from functions.vaccine.files import tasks
from functions.vaccine.files.schemas import (
    FilePart,
    NewTask,
    PartNumber,
    SmallFile,
    StartedImport,
    TaskId,
    TaskQuery,
    TaskView,
    UploadedPart,
)
from functions.vaccine.files.store import TaskKind
from functions.vaccine.files.views import small_file, task_view
from functions.vaccine.records import inputs
from functions.vaccine.records.schemas import RecordExport
from functions.vaccine.schemas import RegionId
from functions.vaccine.sheets import templates
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine files")

_STREET = {"street": RegionId}
_TASK = {"task": TaskId}
_PART = {"task": TaskId, "part": PartNumber}
_OFTEN = Rate(60, 3600, by="account")

_DOSES = "/v1/staff/vaccine/dose-imports"
_DOSES_INTO = "/v1/staff/vaccine/streets/{street}/dose-imports"
_IMPORT_DOSES = staff("records.import", Scope.REGION)

_SESSIONS = "/v1/staff/vaccine/session-imports"
_SESSIONS_INTO = "/v1/staff/vaccine/streets/{street}/session-imports"
_IMPORT_SESSIONS = staff("sessions.import", Scope.REGION)

_EXPORTS = "/v1/staff/vaccine/record-exports"
_EXPORT = staff("records.export", Scope.REGION)


@endpoint("GET", f"{_DOSES_INTO}/template", access=_IMPORT_DOSES, params=_STREET, returns=SmallFile)
def show_dose_template(call: Call[None, None]) -> SmallFile:
    """Return the Excel file to fill in with doses given before (导入模板)."""
    content = templates.doses(call.staff, call.path["street"], call.language, call.now)
    return small_file("doses", content, call.language)


@endpoint(
    "POST",
    _DOSES_INTO,
    access=_IMPORT_DOSES,
    params=_STREET,
    returns=NewTask,
    success=201,
    rate=_OFTEN,
    idempotent=True,
)
def begin_dose_import(call: Call[None, None]) -> NewTask:
    """Begin an import of doses given before to residents of a street (批量导入)."""
    return NewTask(_begin(call, TaskKind.DOSES))


@endpoint("PUT", f"{_DOSES}/{{task}}/file", access=_IMPORT_DOSES, params=_TASK, body=UploadedPart)
def upload_doses(call: Call[UploadedPart, None]) -> None:
    """Send a part of the Excel file (上传Excel); sent again, it replaces itself."""
    _upload(call, TaskKind.DOSES)


@endpoint("POST", f"{_DOSES}/{{task}}/start", access=_IMPORT_DOSES, params=_TASK, body=StartedImport)
def start_dose_import(call: Call[StartedImport, None]) -> None:
    """Let a file that was sent completely be imported."""
    tasks.start_import(call.staff, TaskKind.DOSES, call.path["task"], call.body.parts, call.now)


@endpoint("GET", _DOSES, access=_IMPORT_DOSES, query=TaskQuery, returns=Page[TaskView])
def list_dose_imports(call: Call[None, TaskQuery]) -> Page[TaskView]:
    """List a street's imports of doses and how far they are, the newest first."""
    return _listed(call, TaskKind.DOSES)


@endpoint("GET", f"{_DOSES}/{{task}}/refused/{{part}}", access=_IMPORT_DOSES, params=_PART, returns=FilePart)
def fetch_refused_doses(call: Call[None, None]) -> FilePart:
    """Return a part of the file of rows that were not taken, with their reasons; recorded."""
    return _part(call, TaskKind.DOSES)


@endpoint("GET", f"{_SESSIONS_INTO}/template", access=_IMPORT_SESSIONS, params=_STREET, returns=SmallFile)
def show_session_template(call: Call[None, None]) -> SmallFile:
    """Return the Excel file to fill in with sessions (导入模板)."""
    content = templates.sessions(call.staff, call.path["street"], call.language, call.now)
    return small_file("sessions", content, call.language)


@endpoint(
    "POST",
    _SESSIONS_INTO,
    access=_IMPORT_SESSIONS,
    params=_STREET,
    returns=NewTask,
    success=201,
    rate=_OFTEN,
    idempotent=True,
)
def begin_session_import(call: Call[None, None]) -> NewTask:
    """Begin an import of sessions of a street."""
    return NewTask(_begin(call, TaskKind.SESSIONS))


@endpoint("PUT", f"{_SESSIONS}/{{task}}/file", access=_IMPORT_SESSIONS, params=_TASK, body=UploadedPart)
def upload_sessions(call: Call[UploadedPart, None]) -> None:
    """Send a part of the Excel file (上传Excel); sent again, it replaces itself."""
    _upload(call, TaskKind.SESSIONS)


@endpoint("POST", f"{_SESSIONS}/{{task}}/start", access=_IMPORT_SESSIONS, params=_TASK, body=StartedImport)
def start_session_import(call: Call[StartedImport, None]) -> None:
    """Let a file that was sent completely be imported."""
    tasks.start_import(call.staff, TaskKind.SESSIONS, call.path["task"], call.body.parts, call.now)


@endpoint("GET", _SESSIONS, access=_IMPORT_SESSIONS, query=TaskQuery, returns=Page[TaskView])
def list_session_imports(call: Call[None, TaskQuery]) -> Page[TaskView]:
    """List a street's imports of sessions and how far they are, the newest first."""
    return _listed(call, TaskKind.SESSIONS)


@endpoint(
    "GET", f"{_SESSIONS}/{{task}}/refused/{{part}}", access=_IMPORT_SESSIONS, params=_PART, returns=FilePart
)
def fetch_refused_sessions(call: Call[None, None]) -> FilePart:
    """Return a part of the file of rows that were not taken, with their reasons; recorded."""
    return _part(call, TaskKind.SESSIONS)


@endpoint(
    "POST",
    _EXPORTS,
    access=_EXPORT,
    body=RecordExport,
    returns=NewTask,
    success=201,
    rate=_OFTEN,
    idempotent=True,
)
def export_records(call: Call[RecordExport, None]) -> NewTask:
    """Ask for an Excel file of records (导出): persons masked, or in full for who may see them."""
    wanted = inputs.wanted(call.body)
    return NewTask(tasks.export(call.staff, call.body.region, wanted, call.language, call.now))


@endpoint("GET", _EXPORTS, access=_EXPORT, query=TaskQuery, returns=Page[TaskView])
def list_record_exports(call: Call[None, TaskQuery]) -> Page[TaskView]:
    """List a region's exports and how far they are, the newest first."""
    return _listed(call, TaskKind.RECORDS)


@endpoint("GET", f"{_EXPORTS}/{{task}}/parts/{{part}}", access=_EXPORT, params=_PART, returns=FilePart)
def fetch_exported_records(call: Call[None, None]) -> FilePart:
    """Return a part of an exported file; recorded."""
    return _part(call, TaskKind.RECORDS)


def _begin(call: Call[None, None], kind: TaskKind) -> str:
    return tasks.begin_import(call.staff, kind, call.path["street"], call.language, call.now)


def _upload(call: Call[UploadedPart, None], kind: TaskKind) -> None:
    tasks.upload(call.staff, kind, call.path["task"], call.body.part, call.body.content)


def _listed(call: Call[None, TaskQuery], kind: TaskKind) -> Page[TaskView]:
    found, cursor = tasks.listed(call.staff, kind, call.query.region, call.query)
    return Page([task_view(task, call.language) for task in found], cursor)


def _part(call: Call[None, None], kind: TaskKind) -> FilePart:
    return FilePart(tasks.result(call.staff, kind, call.path["task"], int(call.path["part"])))
