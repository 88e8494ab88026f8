"""Laboratories over HTTP: results by form, batch, Excel file and key, and to who was tested (H14)."""

from chalice.app import Blueprint

from functions.healthcode import keepers
from functions.healthcode.scenes import inputs, lab_keys, lists, result_sheets, results, workers
from functions.healthcode.scenes.kinds import PlaceKind
from functions.healthcode.scenes.schemas_gate import RowAnswer
from functions.healthcode.scenes.schemas_labs import (
    KeyedUpload,
    KeyView,
    LabTest,
    MyTest,
    SheetAnswer,
    SheetTemplate,
    TestSheet,
    TestUpload,
)
from functions.healthcode.scenes.schemas_places import PlaceId
from functions.healthcode.scenes.views_gate import row_answer
from functions.healthcode.scenes.views_labs import lab_test, my_tests, sheet_answer
from functions.healthcode.schemas import CodeQuery
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health laboratories")

_PLACE = {"place": PlaceId}


@endpoint(
    "POST",
    "/v1/places/{place}/tests",
    access=RESIDENT,
    params=_PLACE,
    body=TestUpload,
    returns=list[RowAnswer],
    rate=Rate(600, 3600, by="account"),
)
def deliver_tests(call: Call[TestUpload, None]) -> list[RowAnswer]:
    """Deliver nucleic-acid results, each kept once however often it is sent; answered row by row."""
    post = workers.at_work(call.resident.account, call.path["place"], PlaceKind.LAB)
    samples = [inputs.sample(row) for row in call.body.tests]
    return [row_answer(each, call.language) for each in results.deliver(post, samples, call.now)]


@endpoint(
    "GET",
    "/v1/places/{place}/tests",
    access=RESIDENT,
    params=_PLACE,
    query=PageQuery,
    returns=Page[LabTest],
)
def list_tests(call: Call[None, PageQuery]) -> Page[LabTest]:
    """List the results that a laboratory delivered, the newest first, people masked."""
    post = workers.at_work(call.resident.account, call.path["place"], PlaceKind.LAB)
    return lists.tests(post, call.query, lab_test)


@endpoint(
    "POST",
    "/v1/places/{place}/test-sheets",
    access=RESIDENT,
    params=_PLACE,
    body=TestSheet,
    returns=list[SheetAnswer],
    rate=Rate(60, 3600, by="account"),
)
def deliver_test_sheet(call: Call[TestSheet, None]) -> list[SheetAnswer]:
    """Deliver an Excel file of results; every row is answered with its number."""
    post = workers.at_work(call.resident.account, call.path["place"], PlaceKind.LAB)
    kept = result_sheets.deliver(post, call.body.content, call.now)
    return [sheet_answer(number, answer, call.language) for number, answer in kept]


@endpoint("GET", "/v1/places/{place}/test-sheets", access=RESIDENT, params=_PLACE, returns=SheetTemplate)
def show_test_template(call: Call[None, None]) -> SheetTemplate:
    """Return the Excel file to fill in with results (导入模板)."""
    workers.at_work(call.resident.account, call.path["place"], PlaceKind.LAB)
    return SheetTemplate(result_sheets.template(call.language, call.now))


@endpoint("POST", "/v1/places/{place}/key", access=RESIDENT, params=_PLACE, returns=KeyView, success=201)
def renew_lab_key(call: Call[None, None]) -> KeyView:
    """Make my laboratory a key for its own system, in place of the one before; it is shown this once."""
    return KeyView(lab_keys.renew(call.resident.account, call.path["place"], call.now))


@endpoint("DELETE", "/v1/places/{place}/key", access=RESIDENT, params=_PLACE)
def revoke_lab_key(call: Call[None, None]) -> None:
    """Revoke my laboratory's key."""
    lab_keys.revoke(call.resident.account, call.path["place"])


@endpoint(
    "POST",
    "/v1/labs/tests",
    access=PUBLIC,
    body=KeyedUpload,
    returns=list[RowAnswer],
    rate=Rate(120, 60),
)
def deliver_tests_by_key(call: Call[KeyedUpload, None]) -> list[RowAnswer]:
    """Deliver nucleic-acid results from a laboratory's own system, with its key."""
    post, samples = lab_keys.at_work(call.body.key), [inputs.sample(row) for row in call.body.tests]
    return [row_answer(each, call.language) for each in results.deliver(post, samples, call.now)]


@endpoint("GET", "/v1/me/health/tests", access=RESIDENT, query=CodeQuery, returns=list[MyTest])
def list_my_tests(call: Call[None, CodeQuery]) -> list[MyTest]:
    """List nucleic-acid results with their dates: mine, or of somebody I act for."""
    person = call.query.person or call.resident.person
    keepers.kept(call.resident.account, person)
    return my_tests(person)
