"""Clues and public reports over HTTP as staff answer for them (H13)."""

from chalice.app import Blueprint

from functions.healthcode.clues import handling
from functions.healthcode.clues.dispatching import HANDLE
from functions.healthcode.clues.schemas import (
    ClueNumber,
    ClueQuery,
    ClueReport,
    PhotoId,
    PhotoView,
    StaffClue,
    StaffClueDetails,
)
from functions.healthcode.clues.views import staff_clue, staff_clue_details
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "clues")

_ONE = "/v1/staff/health/clues/{clue}"
_VIEW = staff("clues.view", Scope.REGION)
_CLUE = {"clue": ClueNumber}
_LOOKS = Rate(200, 3600, by="account")


@endpoint("GET", "/v1/staff/health/clues", access=_VIEW, query=ClueQuery, returns=Page[StaffClue])
def list_clues(call: Call[None, ClueQuery]) -> Page[StaffClue]:
    """List clues of a region, those due first; a page may be short with another behind it."""
    read = handling.listed_within if call.query.within else handling.listed
    found, cursor = read(call.staff, call.query.region, call.query, is_open=call.query.open)
    return Page([staff_clue(item, call.now) for item in found], cursor)


@endpoint("GET", _ONE, access=_VIEW, params=_CLUE, returns=StaffClueDetails, rate=_LOOKS)
def read_clue(call: Call[None, None]) -> StaffClueDetails:
    """Show a clue with all that was told; recorded."""
    return staff_clue_details(handling.read(call.staff, call.path["clue"]), call.now)


@endpoint(
    "GET",
    f"{_ONE}/photos/{{photo}}",
    access=_VIEW,
    params={**_CLUE, "photo": PhotoId},
    returns=PhotoView,
    rate=_LOOKS,
)
def show_clue_photo(call: Call[None, None]) -> PhotoView:
    """Show a photo of a clue; recorded."""
    return PhotoView(handling.photo(call.staff, call.path["clue"], call.path["photo"]))


@endpoint(
    "POST",
    f"{_ONE}/progress",
    access=staff(HANDLE, Scope.REGION),
    params=_CLUE,
    body=ClueReport,
)
def report_on_clue(call: Call[ClueReport, None]) -> None:
    """Report how a clue goes on, or close it."""
    handling.report(call.staff, call.path["clue"], call.body.state, call.body.note.strip(), call.now)
